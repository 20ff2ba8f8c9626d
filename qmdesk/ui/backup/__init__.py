"""Backups of a case, and bringing one back."""
