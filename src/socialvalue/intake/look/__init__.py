"""What a cell shows: number formats, letters, colours, and what hides them."""
