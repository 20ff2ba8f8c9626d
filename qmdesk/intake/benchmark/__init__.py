"""Applications for a 质量标杆 that come back filled in: Word papers and workbooks to edits, and what is not known."""
