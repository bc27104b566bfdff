"""Recommendations: the table with ours beside the government's, the fact sheet of one, a spreadsheet before it is taken over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.advocacy import keeping, permissions, wording
from seereya.advocacy.models import Assessment, Recommendation, StagedImport
from seereya.advocacy.pages import links
from seereya.advocacy.pages.asking import body_select, facts, of_vocabulary, pager, read, select, table, trail
from seereya.advocacy.queries import recommendations as queries
from seereya.advocacy.queries.recommendations import Latest
from seereya.advocacy.rules.sheets import HEADINGS, NEEDED
from seereya.advocacy.services.exports import workbook
from seereya.protection.sealing import NotThere
from seereya.reference import terms
from seereya.reference.saying import Row, labelled, language, term

_PRINTED = 1000


def text(row: Recommendation) -> str:
    """The text in the page's language; in the other where there is none."""
    first, second = (row.text_en, row.text_fr) if language() == "en" else (row.text_fr, row.text_en)
    return first or second


def _status(one: Assessment) -> Row:
    return {
        "badge": term("implementation_status", one.status),
        "kind": wording.IMPLEMENTATION_KINDS.get(one.status, ""),
        "note": wording.day(one.on),
    }


def ours(latest: Latest | None) -> Row:
    """Our newest assessment as a cell; where our organisations disagree, what each says."""
    if latest is None or not latest.ours:
        return {"text": "—"}
    if len({one.status for one in latest.ours}) > 1:
        said = " · ".join(labelled(one.organisation.code, term("implementation_status", one.status)) for one in latest.ours)
        return {"badge": _("we disagree"), "kind": "waits", "note": said}
    return _status(latest.ours[0])


def government(latest: Latest | None) -> Row:
    """What the government claims, as a cell."""
    return _status(latest.government) if latest and latest.government else {"text": "—"}


def _asked(params: QueryDict) -> dict[str, Any]:
    known: dict[str, Any] = {
        "q": None,
        "theme": terms.vocabulary("recommendation_themes"),
        "body": terms.vocabulary("bodies"),
        "position": terms.vocabulary("recommendation_positions"),
        "status": {*terms.vocabulary("implementation_status"), "none"},
        "state": None,
        "print": ("1",),
    }
    return read(params, known)


def recommendation_list(by: Actor, params: QueryDict) -> Row:
    """The table, narrowed as the address says; `print` puts all of it on one page for paper. Raises `BadSelection`."""
    asked = _asked(params)
    if asked["print"]:
        rows = list(queries.narrowed(asked)[:_PRINTED])
        found, total = rows, len(rows)
    else:
        listed = queries.page_of(asked, asked["page"])
        found, total = listed.rows, listed.total
    latest = queries.latest(row.id for row in found)
    query = params.copy()
    for name in ("page", "print"):
        query.pop(name, None)
    return {
        "table": table(_("Recommendations"), _columns(), [_line(row, latest.get(row.id)) for row in found]),
        "pager": None if asked["print"] else pager(listed, asked),
        "total": total,
        "printing": bool(asked["print"]),
        "query": asked["q"],
        "selects": _selects(asked),
        "may_write": permissions.may_write(by),
        "export_url": f"{reverse('advocacy:recommendations-export')}?{query.urlencode()}",
        "print_url": f"?{query.urlencode()}&print=1" if query else "?print=1",
        "breadcrumb": trail((_("Recommendations"), "")),
    }


def _columns() -> tuple[str, ...]:
    return _("Document, paragraph"), _("State"), _("Recommendation"), _("Position"), _("Ours"), _("The government's")


def _line(row: Recommendation, latest: Latest | None) -> Row:
    return {
        "url": reverse("advocacy:recommendation", args=[row.id]),
        "cells": [
            {"text": f"{row.document} § {row.paragraph}", "note": term("bodies", row.body)},
            row.state or "—",
            {"text": text(row), "note": term("recommendation_themes", row.theme)},
            term("recommendation_positions", row.position) or "—",
            ours(latest),
            government(latest),
        ],
    }


def _selects(asked: dict[str, Any]) -> list[Row]:
    states = Recommendation.objects.exclude(state="").values_list("state", flat=True).distinct().order_by("state")[:300]
    bodies = set(Recommendation.objects.values_list("body", flat=True).distinct())
    status = of_vocabulary("status", _("Ours"), _("every status"), "implementation_status", asked["status"])
    status["options"].append({"value": "none", "label": _("not assessed yet"), "chosen": asked["status"] == "none"})
    return [
        of_vocabulary("theme", _("Theme"), _("every theme"), "recommendation_themes", asked["theme"]),
        select("state", _("Recommending State"), _("every State"), [(one, one) for one in states], asked["state"]),
        status,
        of_vocabulary("position", _("Position"), _("every position"), "recommendation_positions", asked["position"]),
        body_select(bodies, asked["body"]),
    ]


def export(by: Actor, params: QueryDict) -> bytes:
    """The same table as a workbook, all of its rows. Raises `BadSelection`."""
    rows = list(queries.narrowed(_asked(params))[: _PRINTED * 5])
    latest = queries.latest(row.id for row in rows)
    header = [
        *(str(words) for words in wording.COLUMNS.values()),
        _("Ours"), _("Ours, on"), _("The government's"), _("The government's, on"), _("Disagreement"),
    ]  # fmt: skip
    return workbook(
        by=by, title=_("Recommendations"), header=header, rows=[_exported(row, latest.get(row.id) or Latest()) for row in rows]
    )


def _exported(row: Recommendation, latest: Latest) -> list[Any]:
    mine, theirs = latest.ours[0] if latest.ours else None, latest.government
    coded = {"body": "bodies", "theme": "recommendation_themes", "position": "recommendation_positions"}
    cells = [term(coded[name], getattr(row, name)) if name in coded else getattr(row, name) for name in wording.COLUMNS]
    said = " · ".join(labelled(one.organisation.code, term("implementation_status", one.status)) for one in latest.ours)
    return [
        *cells,
        said if len(latest.ours) > 1 else term("implementation_status", mine.status) if mine else "",
        mine.on if mine else None,
        term("implementation_status", theirs.status) if theirs else "",
        theirs.on if theirs else None,
        _("yes") if latest.disagree else _("no"),
    ]


def recommendation(by: Actor, recommendation_id: UUID) -> Row:
    """The fact sheet of one: its text, every assessment, the last act of the State, how many incidents of ours. Raises `NotThere`."""
    row = Recommendation.objects.select_related("organisation").filter(id=recommendation_id).first()
    if row is None:
        raise NotThere
    latest = queries.latest([row.id]).get(row.id) or Latest()
    assessed = row.assessments.select_related("organisation").order_by("-on", "-made_at")
    return {
        "row": row,
        "text": text(row),
        "other_text": row.text_fr if text(row) == row.text_en else row.text_en,
        "facts": facts(
            (_("Body"), term("bodies", row.body)),
            (_("Recommending State"), row.state),
            (_("Issued on"), wording.day(row.issued_on)),
            (_("Theme"), term("recommendation_themes", row.theme)),
            (_("Sustainable development goal"), _goal(row.theme)),
            (_("Addressee"), row.addressee),
            (_("Position of the State"), term("recommendation_positions", row.position)),
            (_("Note"), row.note),
            (_("Written by"), row.organisation.code),
        ),
        "ours": ours(latest),
        "government": government(latest),
        "disagree": latest.disagree,
        "assessments": [
            {"row": one, "kind": wording.label(wording.ASSESSORS, one.kind), "status": _status(one)} for one in assessed
        ],
        "act": queries.last_state_action(row),
        "incidents": links.of_recommendation(by, row),
        "asks": row.asks.filter(organisation_id=by.organisation_id).order_by("by_when"),
        "commitments": row.commitments.order_by("-announced_on"),
        "may_change": permissions.may_change(by, row),
        "may_assess": permissions.may_write(by),
        "may_link": permissions.confides(by),
        "breadcrumb": trail((_("Recommendations"), "advocacy:recommendations"), (f"{row.document} § {row.paragraph}", "")),
    }


def _goal(theme: str) -> str:
    word = terms.vocabulary("recommendation_themes").get(theme)
    return word.extra.get("sdg_target", "") if word else ""


def seen(recommendation_id: UUID) -> Recommendation:
    """A recommendation of the coalition. Raises `NotThere`."""
    return keeping.seen(Recommendation, recommendation_id)


def own(by: Actor, recommendation_id: UUID) -> Recommendation:
    """An own recommendation, for its form. Raises `NotThere`."""
    row = Recommendation.objects.filter(id=recommendation_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    return row


def staged(by: Actor, staged_id: UUID) -> Row:
    """A spreadsheet as it was read: counts that add up, every fault by line and column. Raises `NotThere`."""
    row = StagedImport.objects.filter(id=staged_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    order = ("new", "changed", "same", "partner", "refused")
    counts = [{"label": wording.label(wording.FATES, one), "value": row.counts[one]} for one in order if row.counts.get(one)]
    total = row.counts["read"]
    return {
        "row": row,
        "total": ngettext("%(count)s line read", "%(count)s lines read", total) % {"count": total},
        "figures": counts,
        "faults": [_fault(fault) for line in row.rows for fault in line["faults"]][:500],
        "refused": row.counts.get("refused", 0),
        "taken": row.taken_over_at is not None,
        "anything": bool(row.counts.get("new") or row.counts.get("changed")),
        "table": table(_("Lines"), (_("Line"), _("What becomes of it"), _("Paragraph"), _("Recommendation")), _lines(row)),
        "breadcrumb": trail((_("Recommendations"), "advocacy:recommendations"), (_("A spreadsheet"), "")),
    }


def _lines(row: StagedImport) -> list[Row]:
    return [
        {
            "cells": [
                {"text": one["line"]},
                {"badge": wording.label(wording.FATES, one["fate"]), "kind": wording.FATE_KINDS[one["fate"]]},
                f"{one['values'].get('document', '')} § {one['values'].get('paragraph', '')}",
                (one["values"].get("text_fr") or one["values"].get("text_en") or "")[:160],
            ]
        }
        for one in row.rows
    ]


def _fault(fault: dict[str, Any]) -> Row:
    """A fault in words, with its line and column."""
    words = str(wording.FAULTS[fault["code"]]) % {"value": fault["value"]}
    if fault.get("belongs"):
        words = f"{words} ; {str(wording.MOVED) % {'belongs': wording.label(wording.COLUMNS, fault['belongs'])}}"
    where = _("Line %(line)s") % {"line": fault["line"]}
    if fault["column"]:
        column = f"{fault['column']} ({fault['heading']})" if fault["heading"] else fault["column"]
        where = _("Line %(line)s, column %(column)s") % {"line": fault["line"], "column": column}
    return {"where": where, "words": words}


def headings() -> list[Row]:
    """The columns a spreadsheet may have, with the heading in the page's language first."""
    return [
        {
            "label": wording.label(wording.COLUMNS, name),
            "value": " · ".join(known[:2]),
            "note": _("needed") if name in NEEDED else "",
        }
        for name, known in HEADINGS.items()
    ]
