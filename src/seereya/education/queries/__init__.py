"""What is asked of the education room."""

from seereya.education.queries.indicators_sessions import indicators

__all__ = ["indicators"]
