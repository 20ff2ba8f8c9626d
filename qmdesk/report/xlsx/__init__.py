"""All data of a case as a workbook: a sheet for every kind of record, readings, results with reasons, the journal."""
