"""What is shown while no case is open: recent cases, a new case, packages."""
