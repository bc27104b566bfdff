"""What migrations do beside the tables: guards (walls, triggers), which no model tells of."""

from __future__ import annotations

from django.db import migrations


class Guard(migrations.RunPython):
    """A step that puts guards before a table. It asks nothing of historical models and needs no row.

    The tables of an empty database are made at once, as the models stand (`site.operations.laying`); guards are put up then in the
    order of the migrations. Every other `RunPython` carries rows over from one shape to the next, and is left out where there is none.
    """
