"""What other rooms read of evidence."""

from seereya.evidence.queries.lists import ITEMS, Listed, Row, items, items_linked_to

__all__ = ["ITEMS", "Listed", "Row", "items", "items_linked_to"]
