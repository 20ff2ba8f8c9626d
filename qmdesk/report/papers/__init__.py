"""Plain A4 papers of a visit: declarations, list of documents, schedule, sign-in, minutes."""
