"""The Georeferenced Event Dataset of the Uppsala Conflict Data Program, read row by row.

Format: UCDP GED codebook (Sundberg & Melander 2013; data under CC BY 4.0). Every published layout is read by its header
names, in any order: the 41 columns of some older extracts and the 49 of GED 20.1 and later.
"""

from seereya.foundation.ged.columns import LAYOUT_49, NEEDED, unknown_columns
from seereya.foundation.ged.events import GEDEvent, RowProblem
from seereya.foundation.ged.reading import open_ged, read_ged

__all__ = ["LAYOUT_49", "NEEDED", "GEDEvent", "RowProblem", "open_ged", "read_ged", "unknown_columns"]
