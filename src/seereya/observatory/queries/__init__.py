"""What other rooms read of the observatory: counts from coarse columns, never a record."""

from seereya.observatory.queries.courts import indicators

__all__ = ["indicators"]
