"""Pictures from outside, read without trust."""
