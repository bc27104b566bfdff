"""A selection of records as the URL says it (`foundation.selection`), under the name this room has always used."""

from seereya.foundation.selection import LONGEST, SIZES, BadSelection, Selection, Shape, parse

__all__ = ["LONGEST", "SIZES", "BadSelection", "Selection", "Shape", "parse"]
