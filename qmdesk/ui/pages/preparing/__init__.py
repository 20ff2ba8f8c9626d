"""Preparation and opening meeting: team, questions, documents, schedule, meeting, settled readings."""
