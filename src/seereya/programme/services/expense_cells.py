"""What the cells of a spreadsheet of expenses may name: kinds, budget lines, activities, payees, currencies; in French and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import override

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.foundation import clock
from seereya.foundation.tables.leaving import as_typed
from seereya.foundation.tables.sheets import Figure, fold
from seereya.programme.models import Grant, Payee
from seereya.programme.queries.budget import lines_in_force
from seereya.programme.queries.grants import partners
from seereya.programme.queries.ledger import activities_of
from seereya.programme.rules.expense_sheets import Known
from seereya.programme.services.entries import document_key
from seereya.programme.services.rates import Rates
from seereya.programme.wording_money import KINDS
from seereya.reference import terms

TONGUES = ("fr", "en")


class Cells:
    """Names out of cells, asked once for a whole file. `lines`: series by code; `payees`: ids by code."""

    def __init__(self, by: Actor, grant: Grant) -> None:
        self._by, self._grant = by, grant
        self.lines: Mapping[str, UUID] = {line.code: line.series for line in lines_in_force(grant)}
        self.payees: Mapping[str, UUID] = dict(Payee.objects.filter(organisation_id=by.organisation_id).values_list("code", "id"))

    def known(self) -> Known:
        """All that a line is checked against."""
        names: dict[str, str] = {}
        for one in partners(self._grant):
            names |= {fold(one.organisation.code): one.organisation.code, fold(one.organisation.name): one.organisation.code}
        grant = self._grant
        return Known(
            kind=_kinds(), payee=_by_code(self.payees), line=_by_code(self.lines),
            activity=_by_code([one.code for one in activities_of(grant)]), currency=_by_code(terms.vocabulary("currencies")),
            partner=lambda typed: names.get(fold(typed), ""), rate=self._rate(), own=self._by.member.organisation.code,
            key=document_key, starts=grant.starts, ends=grant.ends, today=clock.today(),
        )  # fmt: skip

    def _rate(self) -> Callable[[str, date], bool]:
        rates = Rates(self._grant, terms.vocabulary("currencies"))

        def has(currency: str, day: date) -> bool:
            try:
                rates.on(currency, day)
            except Refused:
                return False
            return True

        return has

    @staticmethod
    def plain(cells: Sequence[str]) -> list[str]:
        """A line's cells as they were typed; a workbook's own numbers stay such."""
        return [cell if isinstance(cell, Figure) else as_typed(cell) for cell in cells]


def _by_code(codes: Sequence[str] | Mapping[str, object]) -> Callable[[str], str]:
    """Codes however they are spaced, in capitals or not."""
    known = {"".join(code.split()).casefold(): code for code in codes}
    return lambda typed: known.get("".join(typed.split()).casefold(), "")


def _kinds() -> Callable[[str], str]:
    """Kinds of expense by their code or their words."""
    known = {fold(code): str(code) for code in KINDS}
    for tongue in TONGUES:
        with override(tongue):
            known |= {fold(str(words)): str(code) for code, words in KINDS.items()}
    return lambda typed: known.get(fold(typed), "")
