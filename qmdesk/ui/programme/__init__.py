"""A programme in the window: the roster, the calendar and what is made of them. Pages are found by the registry."""
