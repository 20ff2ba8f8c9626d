"""A dimension judged by items, as a guided checklist."""
