"""What is wrong with a reason."""
