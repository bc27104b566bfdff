"""The papers of the demonstration that the manual shows: the first quarter's report and the form that left, filled, in both languages."""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from openpyxl import load_workbook

from seereya.accounts import services as accounts
from seereya.accounts.actor import Actor
from seereya.accounts.models import Member
from seereya.accounts.services import keys
from seereya.advocacy.models import SubmissionCopy
from seereya.advocacy.services.submissions_sending import open_copy
from seereya.foundation.money import format_amount
from seereya.programme import rules_budget, wording
from seereya.programme.models import Report
from seereya.programme.queries import logframe
from seereya.programme.queries.budget import comparison
from seereya.programme.queries.ledger import transactions
from seereya.programme.queries.rates import decimals_of
from seereya.programme.services.documents import report_document
from seereya.programme.services.workbooks import quarterly_workbook
from seereya.reference.saying import language, term
from seereya.site.demo import people

REPORTER, TONGUES = "luc", ("fr", "en")
NAMES = {
    "workbook": {"fr": "rapport-trimestriel.xlsx", "en": "quarterly-report.xlsx"},
    "report": {"fr": "rapport-trimestriel.docx", "en": "quarterly-report.docx"},
    "form": {"fr": "formulaire-wgeid.docx", "en": "wgeid-form.docx"},
}
_SHOWN = 8  # transactions on the page of the manual


class NoDemonstration(Exception):
    """Raised where this home is not a demonstration, or lacks what the manual shows."""


@dataclass(frozen=True)
class Papers:
    """Files by name, and what the manual's page shows of them, by language."""

    files: dict[str, bytes]
    pages: dict[str, str]


def make() -> Papers:
    """All of them, out of the demonstration in this home. Raises `NoDemonstration`."""
    known = {one.handle: one for one in people.read()}
    report = (
        Report.objects.select_related("grant", "period", "logframe").filter(state="frozen").order_by("period__number").first()
    )
    if REPORTER not in known or report is None:
        raise NoDemonstration
    files: dict[str, bytes] = {}
    pages = {}
    by = _actor(known[REPORTER])
    for tongue in TONGUES:
        with override(tongue):
            files[NAMES["workbook"][tongue]] = _marked_book(_workbook(report, tongue))
            files[NAMES["report"][tongue]] = _marked_text(report_document(by=by, report_id=report.id, language=tongue))
            pages[tongue] = _page(report)
    for copy in SubmissionCopy.objects.filter(form="docx").select_related("submission", "made_by"):
        with override(copy.language):
            sender = _actor(known[copy.made_by.handle])
            _row, data = open_copy(by=sender, submission_id=copy.submission_id, copy_id=copy.id, purpose=_("For the manual"))
            files[NAMES["form"][copy.language]] = _marked_text(data)
    return Papers(files, pages)


def _actor(secrets: people.Secrets) -> Actor:
    """A member of the demonstration with the key that the passphrase opens, as at the login."""
    member = Member.objects.select_related("organisation").get(handle=secrets.handle)
    return Actor(member, accounts.roles_of(member), keys.open_with_passphrase(member, secrets.passphrase))


def _workbook(report: Report, tongue: str) -> bytes:
    grant, period = report.grant, report.period
    compared = comparison(grant, period.ends, starts=period.starts)
    if compared is None:
        raise NoDemonstration
    rows = transactions(grant, period.starts, period.ends)
    told = logframe.logframe_rows(grant, report.logframe, period.ends, told=True)
    return quarterly_workbook(grant=grant, comparison=compared, transactions=rows, logframe=told, tongue=tongue)


def _said() -> str:
    return _("Demonstration: persons, amounts and facts are invented.")


def _marked_book(data: bytes) -> bytes:
    """The workbook as it comes out, with a line on every printed page that says what it is."""
    book = load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        sheet.oddHeader.center.text = _said()
    book.properties.description = _said()
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _marked_text(data: bytes) -> bytes:
    document = Document(io.BytesIO(data))
    document.sections[0].header.paragraphs[0].text = _said()
    document.core_properties.comments = _said()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(report: Report) -> str:
    """Tables of the manual's page, in the language of now."""
    blocks = [_budget(report), _indicators(report), _transactions(report)]
    return "\n\n".join(blocks) + "\n"


def _table(*rows: list[str]) -> str:
    head, *body = [f"| {' | '.join(cell.replace('|', '/') or ' ' for cell in row)} |" for row in rows]
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])


def _eur(value: Decimal) -> str:
    return format_amount(value, language())


def _budget(report: Report) -> str:
    """The first sheet, by line of annex III."""
    found = comparison(report.grant, report.period.ends, starts=report.period.starts)
    assert found is not None
    rows = [
        [term("eu_budget_headings", f"B{line}"), _eur(found.original[line]), _eur(found.period[line]), _eur(found.spent[line]),
         _eur(found.current[line] - found.spent[line])]
        for line in rules_budget.ALL_LINES
    ]  # fmt: skip
    return _table([_("Heading"), _("Budget"), _("Spent in the period"), _("Spent in all"), _("Left")], *rows)


def _indicators(report: Report) -> str:
    """The second sheet, counts about persons in steps."""
    rows = [
        [one.indicator_code, (one.indicator_en if language() == "en" else "") or one.indicator, wording.figure(one.baseline, one.unit),
         wording.figure(one.target, one.unit), wording.told(one.current, one.told_width, one.unit, len(one.parts))]
        for one in logframe.logframe_rows(report.grant, report.logframe, report.period.ends, told=True)
        if one.indicator
    ]  # fmt: skip
    return _table([_("No."), _("Indicator"), _("Baseline"), _("Target"), _("Value")], *rows)


def _transactions(report: Report) -> str:
    """The first rows of the third sheet."""
    found = list(transactions(report.grant, report.period.starts, report.period.ends))
    rows = []
    for one in found[:_SHOWN]:
        amount = format_amount(one.amount, language(), one.currency, decimals=decimals_of(one.currency))
        rows.append([f"{one.partner}-{one.number}", one.line, one.activity, one.title, amount, _eur(one.eur), _eur(one.counted)])
    heads = [_("No."), _("Budget line"), _("Activity"), _("What for"), _("Amount"), _("In euros"), _("Counted")]
    more = _("%(shown)s of %(count)s transactions of the quarter.") % {"shown": len(rows), "count": len(found)}
    return f"{_table(heads, *rows)}\n\n{more}"
