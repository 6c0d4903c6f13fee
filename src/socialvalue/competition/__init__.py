"""The use cases: what a command does, without a word printed."""
