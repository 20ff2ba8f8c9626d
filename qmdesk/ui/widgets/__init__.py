"""Small widgets that every screen uses; each knows no case."""
