"""The window. With ``app`` the only room that knows Qt; it changes a case through ``review`` and nothing else."""
