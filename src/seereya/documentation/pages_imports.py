"""What the pages of imports show: how far one is, how it ended, what was refused and why."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.documentation import wording_events as words
from seereya.documentation.importing.correcting import place
from seereya.documentation.importing.running import are_cut
from seereya.documentation.models import EventImport
from seereya.documentation.queries.events import ImportPage
from seereya.jobs import wording as job_words
from seereya.jobs.rules import State

LISTED_PROBLEMS = 100
_MINUTE = 60
_STATES = {State.WAITING: "waiting", State.RUNNING: "running", State.NEEDS_KEY: "waiting"}
_ENDED = {"complete": "done", "undone": "done", "cancelled": "cancelled", "failed": "failed"}


def state(batch: EventImport) -> str:
    """How an import stands, in words."""
    if batch.dry_run and batch.state == "complete":
        return str(words.CHECKED)
    return str(words.STATES[batch.state])


def title(batch: EventImport) -> str:
    """What an import is called: its number once it is visible, its release where one is known."""
    release = str(batch.problem.get("release", ""))
    source = f"UCDP GED {release}".strip()
    if batch.number is not None:
        return _("Import %(number)d · %(source)s") % {"number": batch.number, "source": source}
    if batch.dry_run:
        return _("Check · %(source)s") % {"source": source}
    return _("Import · %(source)s") % {"source": source}


def table(imports: list[EventImport]) -> dict[str, Any]:
    """The list of imports."""
    return {
        "caption": _("Imports"),
        "columns": [
            {"label": _("Import")},
            {"label": _("Begun")},
            {"label": _("State")},
            *({"label": head, "numeric": True} for head in words.HEADS.values()),
        ],
        "rows": [
            {
                "url": reverse("documentation:import", args=[batch.id]),
                "cells": [
                    {"text": title(batch)},
                    {"text": date_format(batch.started_at, "SHORT_DATETIME_FORMAT")},
                    {"badge": state(batch), "kind": _kind(batch)},
                    *({"text": _number(getattr(batch, name)), "numeric": True} for name in words.HEADS),
                ],
            }
            for batch in imports
        ],
    }


def _number(count: int) -> str:
    return number_format(count, decimal_pos=0, use_l10n=True, force_grouping=True)


def _kind(batch: EventImport) -> str:
    if batch.dry_run and batch.state == "complete":
        return "quiet"
    return {"complete": "done", "failed": "late", "checking": "accent", "staging": "accent"}.get(batch.state, "quiet")


def page(found: ImportPage) -> dict[str, Any]:
    """Context of an import's page, running or ended."""
    batch = found.batch
    return {
        "found": found,
        "batch": batch,
        "title": title(batch),
        "state": state(batch),
        "progress": progress(found) if found.running else None,
        "needs_key": found.running and found.job is not None and found.job.state is State.NEEDS_KEY,
        "fault": words.import_fault(batch.problem),
        "counts": [{"label": label, "value": _number(getattr(batch, name))} for name, label in words.COUNTS.items()],
        "problems": _problems(batch),
        "cut": words.PROBLEMS_CUT if batch.refused + batch.duplicates > LISTED_PROBLEMS and are_cut(batch) else "",
        "licence": words.LICENCE,
    }


def _problems(batch: EventImport) -> dict[str, Any]:
    """The first rows not taken."""
    listed = list(batch.problems.order_by("id")[: LISTED_PROBLEMS + 1]) if batch.refused or batch.duplicates else []
    rows = []
    for problem in listed[:LISTED_PROBLEMS]:
        said = words.fault(**{**place(problem), "line": None, "column": ""}, row=True)
        cells = [str(problem.line), problem.column, str(words.OUTCOMES[problem.outcome]), said]
        rows.append({"cells": [{"text": cell} for cell in cells]})
    heads = [{"label": _("Line")}, {"label": _("Column")}, {"label": _("Outcome")}, {"label": _("Why"), "wide": True}]
    caption = _("Rows not taken")
    return {"caption": caption, "columns": heads, "rows": rows, "more": len(listed) > LISTED_PROBLEMS}


def progress(found: ImportPage) -> dict[str, Any]:
    """How far an import is, as the progress part shows it; without `url` once there is nothing to wait for."""
    batch, job = found.batch, found.job
    here = reverse("documentation:import", args=[batch.id])
    shown: dict[str, Any] = {"label": title(batch), "state_words": state(batch), "done": batch.rows}
    if not found.running:
        return shown | {"state": _ENDED[batch.state], "total": batch.rows, "result_url": here}
    shown["state"] = "running"
    if job is None:
        return shown | {"url": reverse("documentation:import-progress", args=[batch.id])}
    shown |= {
        "state": _STATES.get(job.state, "running"),
        "state_words": job_words.STATES[job.state],
        "done": job.done,
        "total": job.total,
        "speed": _("%(count)d rows a second") % {"count": job.speed} if job.speed else "",
        "left": _left(job.seconds_left),
        "failed": sum(count for _code, count in job.failures),
        "failures": [{"what": count, "why": words.fault(code, {}, row=True)} for code, count in job.failures],
        "cancel_url": reverse("documentation:import-cancel", args=[batch.id]) if job.can_be_cancelled else "",
    }
    if job.state is State.NEEDS_KEY:
        return shown
    return shown | {"url": reverse("documentation:import-progress", args=[batch.id])}


def _left(seconds: int | None) -> str:
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return ngettext("about %(count)d second left", "about %(count)d seconds left", seconds) % {"count": seconds}
    minutes = round(seconds / _MINUTE)
    return ngettext("about %(count)d minute left", "about %(count)d minutes left", minutes) % {"count": minutes}
