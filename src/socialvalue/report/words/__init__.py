"""How things are said: languages, figures, methods, results."""
