"""What the panel gave: who marks what, private sheets, agreed marks."""
