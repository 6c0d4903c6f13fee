"""Evaluate bids against published award criteria, with every number's working."""

__version__ = "1.0.0"
