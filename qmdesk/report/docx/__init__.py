"""The report and the sheet as Word documents that can be edited, from the same chapters as the printed ones."""
