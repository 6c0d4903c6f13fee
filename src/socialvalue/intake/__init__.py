"""Files into models: every fault in a user's file found, located and reported at once."""
