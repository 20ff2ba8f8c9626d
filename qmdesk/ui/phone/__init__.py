"""Uploads from a phone: switched on for minutes, its code and how far it is."""
