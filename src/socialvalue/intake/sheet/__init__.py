"""Any workbook, read once: values, facts and answers."""
