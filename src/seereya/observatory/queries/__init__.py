"""What other rooms read of the observatory: counts from coarse columns, never a record."""

from seereya.observatory.queries.courts import indicators
from seereya.observatory.queries.perception import indicators as perceived

__all__ = ["indicators", "perceived"]
