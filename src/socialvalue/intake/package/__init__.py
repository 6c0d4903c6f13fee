"""A workbook's parts, opened safely."""
