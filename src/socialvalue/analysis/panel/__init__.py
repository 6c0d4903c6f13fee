"""How the panel marked."""
