"""Reading: lists and counts over the sealed index, names, what waits, history."""

from seereya.documentation.queries.lists import INCIDENTS, Listed, incidents, incidents_by_place, records_index
from seereya.documentation.queries.names import NameHit, search_names
from seereya.documentation.queries.sources import SIZE, Coded, page_of_persons, page_of_sources, sources_of
from seereya.documentation.queries.waiting import Waiting, waiting_for

__all__ = [
    "INCIDENTS",
    "SIZE",
    "Coded",
    "Listed",
    "NameHit",
    "Waiting",
    "incidents",
    "incidents_by_place",
    "page_of_persons",
    "page_of_sources",
    "records_index",
    "search_names",
    "sources_of",
    "waiting_for",
]
