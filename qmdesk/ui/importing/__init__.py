"""Files from outside into the open case, and blank workbooks for people to fill in."""
