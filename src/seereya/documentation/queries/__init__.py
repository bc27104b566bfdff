"""Reading: lists and counts over the sealed index, names, what waits, history."""

from seereya.documentation.queries.lists import INCIDENTS, Listed, incidents, incidents_by_place, records_index
from seereya.documentation.queries.names import NameHit, search_names
from seereya.documentation.queries.sources import persons_of, sources_of
from seereya.documentation.queries.waiting import Waiting, waiting_for

__all__ = [
    "INCIDENTS",
    "Listed",
    "NameHit",
    "Waiting",
    "incidents",
    "incidents_by_place",
    "persons_of",
    "records_index",
    "search_names",
    "sources_of",
    "waiting_for",
]
