"""Charts as drawings."""
