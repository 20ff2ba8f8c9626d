"""About the program: its version, and the licences of all that ships with it."""
