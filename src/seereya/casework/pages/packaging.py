"""The package for the magistrate: who may be named, which attachments go along, and the pages it is made of."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.casework import services
from seereya.casework.forms.packages import PackageForm
from seereya.casework.pages import papers
from seereya.casework.services import attachments, packages, voices
from seereya.casework.services.attachments import Along
from seereya.casework.services.storing import NotThere
from seereya.documentation.pages.leaving import rows
from seereya.evidence import wording as evidence_words
from seereya.evidence.queries.offered import Offer, Offered
from seereya.evidence.rules import SHOWING
from seereya.evidence.services import taking
from seereya.vault.indexing import IndexLost
from seereya.vault.rules_exits import ExitKind, Leaving
from seereya.vault.services import Verdict

Row = dict[str, Any]
# From the whole name on: a court is not served initials.
LEVEL = "ID-3"


class Packaging:
    """The package of one file: opened once, its persons judged for what the form says, its attachments offered."""

    def __init__(self, by: Actor, case_id: UUID) -> None:
        self.by, self.opened = by, services.open_case(by=by, case_id=case_id)
        if self.opened.row.organisation_id != by.organisation_id:
            raise NotThere
        self.index_lost = False
        self.offer = self._offer()

    def _offer(self) -> Offer:
        try:
            return attachments.offered(by=self.by, case_id=self.opened.row.id, content=self.opened.content)
        except IndexLost:
            self.index_lost = True
            return Offer([], 0)

    def leaving(self, cleaned: Row) -> Leaving:
        """What the form says is about to leave, about everybody in the file."""
        persons = packages.persons_of(self.opened.content)
        return Leaving(
            ExitKind.CASE_PACKAGE, cleaned["scope"], cleaned["recipient"], cleaned["level"], persons, purpose=cleaned["purpose"]
        )

    def check(self, ticked: dict[UUID, int]) -> None:
        """Refuses a choice of attachments that does not stand. Raises `Refused`."""
        taking.check_wanted(self.offer.items, dict(ticked))

    def judge(self, cleaned: Row) -> list[Verdict]:
        """Who may be named beside the attachments ticked."""
        ticked, leaving = cleaned.get("attachments", {}), self.leaving(cleaned)
        heard = voices.voices_in(by=self.by, chosen=self._chosen(ticked))
        voices.check_voices(by=self.by, leaving=leaving, voices=heard, urgent=cleaned.get("urgent", ""))
        return voices.judge(by=self.by, leaving=leaving, showing=self._showing(ticked))

    def _chosen(self, ticked: dict[UUID, int]) -> list[Offered]:
        return [one for one in self.offer.items if one.id in ticked]

    def _showing(self, ticked: dict[UUID, int]) -> bool:
        """Whether somebody may be seen or heard in what is ticked."""
        return any(one.kind in SHOWING for one in self._chosen(ticked))

    def must_look(self, form: PackageForm) -> int:
        """How many persons said no, where somebody may be seen or heard in what is ticked."""
        return attachments.refusing(form.verdicts, ()) if self._showing(form.cleaned_data.get("attachments", {})) else 0

    def form(self, data: QueryDict | None) -> PackageForm:
        """The form over this file."""
        return PackageForm(
            data,
            judge=self.judge,
            tell=partial(rows, self.by),
            check=self.check,
            show=self.attachment_rows,
            must_look=self.must_look,
            initial={"level": LEVEL},
        )

    def let_out(self, form: PackageForm) -> packages.Package:
        """Lets it leave through the gate. Raises `Refused`."""
        return packages.let_package_out(
            by=self.by,
            case_id=self.opened.row.id,
            everybody=self.leaving(form.cleaned_data),
            named=form.named(),
            urgent=form.why_urgent,
            along=self._along(form),
        )

    def _along(self, form: PackageForm) -> Along:
        ticked = form.ticked()
        heard = voices.voices_in(by=self.by, chosen=self._chosen(ticked))
        return Along(tuple(taking.choose(by=self.by, offered=self.offer.items, wanted=dict(ticked))), form.looked, tuple(heard))

    def context(self) -> Row:
        """Context of the form's page."""
        left = self.offer.total - len(self.offer.items)
        return {
            "case": self.opened.row,
            "parties": self.opened.content.parties,
            "index_lost": self.index_lost,
            "not_listed": left,
            "most": taking.MOST,
        }

    def attachment_rows(self, form: PackageForm) -> list[Row]:
        """The attachments offered, each with why it has to stay; one is ticked as it was sent, unless it changed since."""
        numbers = {one.item: one.number for one in self.opened.content.exhibits if one.item}
        marks = set(form.marks)
        return [_attachment_row(one, numbers.get(str(one.id), 0), marks) for one in self.offer.items]

    def page(self, package: packages.Package, form: PackageForm) -> Row:
        """Context of the package as it is printed."""
        content = package.opened.content
        content.parties = [one for one in content.parties if one.person not in package.left_out]
        shown = papers.package(self.by, package.opened)
        for group in ("victims", "suspects", "witnesses"):
            shown[group] = [one | {"name": package.names.get(one["person"], "")} for one in shown[group]]
        return shown | {"recipient": form.cleaned_data["recipient"], "purpose": form.cleaned_data["purpose"]}


def _attachment_row(one: Offered, number: int, marks: set[str]) -> Row:
    mark = f"{one.id}:{one.version}"
    belongs = [str(evidence_words.label(evidence_words.LINKS, kind)) for kind in one.links]
    return {
        "mark": mark,
        "checked": mark in marks and not one.stays,
        "url": reverse("evidence:item", args=[one.id]) if one.version else "",
        "reference": one.reference,
        "number": number,
        "title": one.title,
        "kind": evidence_words.label(evidence_words.KINDS, one.kind) if one.kind else "",
        "showing": one.kind in SHOWING,
        "heard": bool(one.interviews),
        "size": filesizeformat(one.size) if one.version else "",
        "received": one.received,
        "belongs": ", ".join(belongs),
        "stays": evidence_words.STAYS[one.stays] if one.stays else "",
    }
