"""From data to HTML and PDF."""
