"""Documents about many cases."""
