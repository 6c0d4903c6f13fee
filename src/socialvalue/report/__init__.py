"""Views (plain frozen data) to HTML to PDF: `evaluation_report` says what, `html` and `pdf` say how."""
