"""Regimes and standstill: the law that documents state."""
