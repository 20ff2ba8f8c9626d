"""The guided tour over a practice case."""
