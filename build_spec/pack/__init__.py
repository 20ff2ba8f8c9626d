"""What goes into the frozen program, and what is made from it: packages, notices, checks."""
