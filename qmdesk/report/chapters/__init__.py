"""The chapters of a report: each takes the book and gives its flowables in order."""
