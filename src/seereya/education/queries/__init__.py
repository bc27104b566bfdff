"""What is read of education."""

from seereya.education.queries.indicators_sessions import indicators

__all__ = ["indicators"]
