"""What an evaluator reads before marking."""
