"""What bids are worth: pure functions from criteria and bids to an evaluation."""

from socialvalue.scoring.evaluate import evaluate

__all__ = ["evaluate"]
