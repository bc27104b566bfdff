"""The search index: documents, filters, exact counts, orders and maps, in memory only, dumped as bytes to be sealed.

It knows no domain noun, no Django and no disk. `Index` is one vault's; `Merged` answers for several at once.
"""

from seereya.foundation.searching.entries import Analyse, Entry, IndexSchema, SortValue
from seereya.foundation.searching.errors import BadEntry, BadQuery, BrokenIndex, SearchError, StaleIndex
from seereya.foundation.searching.index import Index
from seereya.foundation.searching.merged import Merged
from seereya.foundation.searching.queries import Cell, Counts, Hit, Page, Query

__all__ = [
    "Analyse",
    "BadEntry",
    "BadQuery",
    "BrokenIndex",
    "Cell",
    "Counts",
    "Entry",
    "Hit",
    "Index",
    "IndexSchema",
    "Merged",
    "Page",
    "Query",
    "SearchError",
    "SortValue",
    "StaleIndex",
]
