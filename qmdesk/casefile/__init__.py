"""The SQLite document of one case: journal, heads, blobs, the form's copy. Nothing here knows what a grade is."""
