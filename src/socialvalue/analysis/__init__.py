"""How far to trust it: the panel's marks and reasons, looked at and never adjusted."""
