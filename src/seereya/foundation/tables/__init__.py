"""Tabular text read safely: any delimiter, one encoding at a time, every fault named by line and column.

`open_table` streams; it never loads a file. See `TableError` for what can be wrong with one.
"""

from seereya.foundation.tables.errors import FaultCode, TableError
from seereya.foundation.tables.reading import Row, Table, open_table
from seereya.foundation.tables.streams import MAX_RECORD

__all__ = ["MAX_RECORD", "FaultCode", "Row", "Table", "TableError", "open_table"]
