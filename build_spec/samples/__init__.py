"""Three invented enterprises: what each would write into its workbook, measure, photograph and be told on site."""
