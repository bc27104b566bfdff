"""The package for the magistrate: who may be named, and the pages it is made of."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import QueryDict

from seereya.accounts.actor import Actor
from seereya.casework import services
from seereya.casework.pages import papers
from seereya.casework.services import packages
from seereya.casework.services.storing import NotThere
from seereya.documentation.forms_leaving import NamesForm
from seereya.documentation.pages.leaving import rows
from seereya.vault.rules_exits import ExitKind, Leaving
from seereya.vault.services import Verdict

# From the whole name on: a court is not served initials.
LEVEL = "ID-3"


class Packaging:
    """The package of one file: opened once, its persons judged for what the form says."""

    def __init__(self, by: Actor, case_id: UUID) -> None:
        self.by, self.opened = by, services.open_case(by=by, case_id=case_id)
        if self.opened.row.organisation_id != by.organisation_id:
            raise NotThere

    def leaving(self, cleaned: dict[str, Any]) -> Leaving:
        """What the form says is about to leave, about everybody in the file."""
        persons = packages.persons_of(self.opened.content)
        return Leaving(
            ExitKind.CASE_PACKAGE, cleaned["scope"], cleaned["recipient"], cleaned["level"], persons, purpose=cleaned["purpose"]
        )

    def judge(self, cleaned: dict[str, Any]) -> list[Verdict]:
        """Who may be named."""
        return packages.assess_package(by=self.by, leaving=self.leaving(cleaned))

    def form(self, data: QueryDict | None) -> NamesForm:
        """The form over this file."""
        return NamesForm(data, judge=self.judge, tell=partial(rows, self.by), initial={"level": LEVEL})

    def let_out(self, form: NamesForm) -> packages.Package:
        """Lets it leave through the gate. Raises `Refused`."""
        return packages.let_package_out(
            by=self.by,
            case_id=self.opened.row.id,
            everybody=self.leaving(form.cleaned_data),
            named=form.named(),
            urgent=form.why_urgent,
        )

    def page(self, package: packages.Package, form: NamesForm) -> dict[str, Any]:
        """Context of the package as it is printed."""
        content = package.opened.content
        content.parties = [one for one in content.parties if one.person not in package.left_out]
        shown = papers.package(self.by, package.opened)
        for group in ("victims", "suspects", "witnesses"):
            shown[group] = [one | {"name": package.names.get(one["person"], "")} for one in shown[group]]
        return shown | {"recipient": form.cleaned_data["recipient"], "purpose": form.cleaned_data["purpose"]}
