"""What stands around the pages: rail, bar, live grade, search, notices."""
