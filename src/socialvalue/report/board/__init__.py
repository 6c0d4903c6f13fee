"""The board summary."""
