"""What people open in Excel: blank forms and results, made from models, never read here."""
