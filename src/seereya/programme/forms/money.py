"""Forms of the budget, its transfers and rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from seereya.programme import rules_budget
from seereya.programme.models import BudgetLine, Grant
from seereya.programme.queries.grants import partners
from seereya.programme.queries.rates import fixed
from seereya.programme.services.budgets import LineEntry
from seereya.programme.services.rates import RATE_DECIMALS
from seereya.programme.services.transfers import Wanted
from seereya.reference import terms
from seereya.reference.fields import RecordForm, area
from seereya.reference.fields_money import AmountField
from seereya.reference.saying import language, term

YEARS = 3


def day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A calendar day."""
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def choose(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    """Fills a choice when the form is made: vocabularies and lines are data."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def currencies() -> list[tuple[str, str]]:
    """All currencies of the vocabulary."""
    return [(code, f"{code} · {word.label(language())}") for code, word in terms.vocabulary("currencies").items()]


def headings(lines: tuple[int, ...]) -> list[tuple[Any, Any]]:
    """Headings of annex III by their line."""
    return [("", gettext("choose")), *((line, term("eu_budget_headings", f"B{line}")) for line in lines)]


class VersionForm(RecordForm):
    """A new version of the budget."""

    reason = forms.CharField(
        label=_("What this version is"), help_text=_("Original budget; addendum no. 1 of 3 May."), max_length=200
    )


class LineForm(RecordForm):
    """A line of the budget, year by year."""

    heading = forms.ChoiceField(label=_("Heading of annex III"))
    code = forms.CharField(label=_("Number of the line"), help_text=_("As in the contract: 5.7.1."), max_length=16)
    title = forms.CharField(label=_("What it is for"), max_length=160)
    unit = forms.CharField(label=_("Unit"), help_text=_("Month, trip, workshop."), max_length=40)
    year_1 = AmountField(label=_("Units in year 1"), required=False)
    year_2 = AmountField(label=_("Units in year 2"), required=False)
    year_3 = AmountField(label=_("Units in year 3"), required=False)
    unit_value = AmountField(label=_("Value of one unit, in euros"))
    partner = forms.ChoiceField(label=_("Which partner spends it"), required=False)
    justification = forms.CharField(
        label=_("Justification"),
        help_text=_("For the second sheet of annex III."),
        required=False,
        max_length=500,
        widget=area(3),
    )

    def __init__(self, data: Any = None, *, grant: Grant, **more: Any) -> None:
        super().__init__(data, **more)
        typed = [
            (code, label)
            for code, label in terms.choices("eu_budget_headings", language())
            if rules_budget.line_of(code) in rules_budget.TYPED
        ]
        choose(self, "heading", [("", gettext("choose")), *typed])
        known = [(str(one.organisation_id), one.organisation.name) for one in partners(grant)]
        choose(self, "partner", [("", gettext("no partner in particular")), *known])

    def entry(self) -> LineEntry:
        """What was typed."""
        said = self.cleaned_data
        numbers = [said[f"year_{year}"] or Decimal(0) for year in range(1, YEARS + 1)]
        return LineEntry(
            said["heading"], said["code"], said["title"], said["unit"], numbers, said["unit_value"], said["justification"],
            said["partner"] or None,
        )  # fmt: skip


def initial_of_line(line: BudgetLine) -> dict[str, Any]:
    """The first values of the form of a line."""
    names = ("heading", "code", "title", "unit", "unit_value", "justification")
    years = {f"year_{year}": Decimal(number) for year, number in enumerate(line.numbers, 1)}
    return {name: getattr(line, name) for name in names} | years | {"partner": str(line.partner_id or "")}


class AdoptForm(RecordForm):
    """On which day a version was signed."""

    on = day(_("Signed on"))


class TransferForm(RecordForm):
    """A transfer, tried or recorded."""

    source = forms.TypedChoiceField(label=_("From heading"), coerce=int)
    target = forms.TypedChoiceField(label=_("To heading"), coerce=int)
    amount = AmountField(label=_("Amount, in euros"))
    agreement = forms.CharField(
        label=_("Written approval of the funder"),
        help_text=_(
            "Reference and date of the letter. Needed for the reserve; such a transfer does not count against the quarter."
        ),
        required=False,
        max_length=120,
    )
    reason = forms.CharField(label=_("Why"), help_text=_("It stands in the notification."), max_length=500, widget=area(3))
    accept_excess = forms.BooleanField(
        label=_("Record what is over a quarter as ineligible"),
        help_text=_("The organisation then carries that part itself, unless an addendum is signed."),
        required=False,
    )

    def __init__(self, data: Any = None, *, try_only: bool = False, **more: Any) -> None:
        super().__init__(data, **more)
        choose(self, "source", headings((*rules_budget.DIRECT, rules_budget.RESERVE)))
        choose(self, "target", headings(rules_budget.DIRECT))
        if try_only:
            for name in ("reason", "accept_excess", "token", "version"):
                del self.fields[name]

    def wanted(self) -> Wanted:
        """What was typed."""
        said = self.cleaned_data
        return Wanted(said["source"], said["target"], said["amount"], said.get("reason", ""), said["agreement"])


class NotifyForm(RecordForm):
    """On which day the funder was told."""

    on = day(_("Sent to the funder on"))


class RateForm(RecordForm):
    """The rate of one currency in one month."""

    currency = forms.ChoiceField(label=_("Currency"))
    month = forms.DateField(
        label=_("Month"), help_text=_("Such as 2024-05."), input_formats=["%Y-%m", "%m/%Y"],
        widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
    )  # fmt: skip
    units = AmountField(
        label=_("Units for one euro"), help_text=_("How many of this currency one euro bought: 1,4653."), decimals=RATE_DECIMALS
    )
    source = forms.CharField(label=_("Where it was read"), help_text=_("InforEuro, May 2024."), max_length=120)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        choose(self, "currency", [one for one in currencies() if fixed(one[0]) is None])


class RatesFileForm(RecordForm):
    """Rates out of a file."""

    file = forms.FileField(label=_("File with rates"), help_text=_("CSV with the columns currency, month (2024-05), units."))
    source = forms.CharField(label=_("Where it was read"), max_length=120)


class PeriodForm(RecordForm):
    """A period, and what is taken out of it."""

    starts = day(pgettext_lazy("period", "From"))
    ends = day(pgettext_lazy("period", "To"))

    def period(self) -> tuple[date, date]:
        """Both days."""
        return self.cleaned_data["starts"], self.cleaned_data["ends"]


class ExportForm(PeriodForm):
    """A file for the auditor or the funder."""

    kind = forms.ChoiceField(
        label=_("Which file"),
        choices=[("transactions", _("Transaction list (CSV)")), ("workbook", _("Quarterly workbook (XLSX)"))],
        widget=forms.RadioSelect,
    )


class SampleForm(PeriodForm):
    """A sample for the auditor."""

    size = forms.IntegerField(label=_("How many transactions"), min_value=1, max_value=500, initial=60)
    seed = forms.CharField(
        label=_("Seed"), help_text=_("Any word: the same word draws the same transactions. Empty for a fresh one."), required=False,
        max_length=40,
    )  # fmt: skip


class FileForm(RecordForm):
    """A file that somebody wants to check."""

    file = forms.FileField(
        label=_("The file"), help_text=_("It is not kept: only its SHA-256 is computed."), allow_empty_file=True
    )
