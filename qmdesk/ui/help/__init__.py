"""The handbook: help on the spot, from the form and from pages of ours."""
