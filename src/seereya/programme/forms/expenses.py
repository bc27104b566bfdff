"""Forms of the ledger: expenses, pieces, payees, decisions, receipts of help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seereya.programme.content_money import Helped, PayeeName
from seereya.programme.forms.money import choose, currencies, day
from seereya.programme.models import BudgetLine, Expense, ExpenseShare, Payee
from seereya.programme.rules_expenses import MOST_PARTS
from seereya.programme.services.entries import Entry, Share
from seereya.programme.services.pieces import PieceSaid
from seereya.programme.services.support import Given
from seereya.programme.wording_money import KINDS, MEANS, PAYEE_KINDS, PIECES
from seereya.reference.fields import RecordForm, area, choices, of
from seereya.reference.fields_money import AmountField


class ExpenseForm(RecordForm):
    """One document of the ledger, charged to one line or split over several."""

    kind = forms.ChoiceField(label=_("What kind of expense"), help_text=_("It decides which pieces are asked."))
    spent_on = day(_("Day of the document"))
    document_number = forms.CharField(label=_("Number of the document"), max_length=40)
    payee = forms.ChoiceField(label=_("Who is paid"), help_text=_("By code; a new payee is written down first."), required=False)
    amount = AmountField(label=_("Amount of the document"))
    currency = forms.ChoiceField(label=_("Currency"))
    tax = AmountField(label=_("Of it, tax that the State gives back"), required=False)
    words = forms.CharField(
        label=_("What it was for"),
        help_text=_("Sealed. Codes rather than names."),
        required=False,
        max_length=500,
        widget=area(2),
    )
    line_1 = forms.ChoiceField(label=_("Budget line"), required=False)
    activity_1 = forms.ChoiceField(label=_("Activity"), required=False)
    amount_1 = AmountField(
        label=_("Amount on this line"),
        help_text=_("Empty: the whole document. Fill it in to split over several lines."),
        required=False,
    )

    def __init__(
        self, data: Any = None, *, lines: Sequence[BudgetLine], payees: Iterable[Payee], activities: Sequence[tuple[str, str]],
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **more)
        choose(self, "kind", of(KINDS, _("choose")))
        choose(self, "currency", currencies())
        choose(
            self,
            "payee",
            [("", gettext("nobody in particular"))] + [(str(one.id), f"{one.code} · {PAYEE_KINDS[one.kind]}") for one in payees],
        )
        planned = [("", gettext("no activity in particular")), *((code, f"{code} {title}".strip()) for code, title in activities)]
        offered = [("", gettext("not known yet")), *((str(line.series), f"{line.code} {line.title}") for line in lines)]
        for number in range(1, MOST_PARTS + 1):
            if number > 1:
                said = {"number": number}
                self.fields[f"line_{number}"] = forms.ChoiceField(
                    label=gettext("Part %(number)s: budget line") % said, required=False
                )
                self.fields[f"activity_{number}"] = forms.ChoiceField(
                    label=gettext("Part %(number)s: activity") % said, required=False
                )
                self.fields[f"amount_{number}"] = AmountField(label=gettext("Part %(number)s: amount") % said, required=False)
            choose(self, f"line_{number}", offered)
            choose(self, f"activity_{number}", planned)

    def entry(self) -> Entry:
        """What was typed."""
        said = self.cleaned_data
        return Entry(
            said["kind"], said["spent_on"], said["document_number"], said["amount"], said["currency"], self._shares(),
            UUID(said["payee"]) if said["payee"] else None, said["tax"] or Decimal(0), said["words"],
        )  # fmt: skip

    def _shares(self) -> list[Share]:
        said, found = self.cleaned_data, []
        for number in range(1, MOST_PARTS + 1):
            line, amount = said[f"line_{number}"], said[f"amount_{number}"]
            if number == 1 or line or amount:
                found.append((UUID(line) if line else None, amount, said[f"activity_{number}"]))
        if len(found) == 1 and found[0][1] is None:
            return [Share(found[0][0], said["amount"], found[0][2])]
        return [Share(line, amount or Decimal(0), activity) for line, amount, activity in found]


def initial_of_expense(row: Expense, shares: Sequence[ExpenseShare], words: str) -> dict[str, Any]:
    """The first values of the form of an expense."""
    names = ("kind", "spent_on", "document_number", "amount", "currency", "tax", "version")
    found = {name: getattr(row, name) for name in names} | {"payee": str(row.payee_id or ""), "words": words}
    for share in shares:
        at = share.position
        code = share.for_activity.code if share.for_activity else share.activity
        found |= {f"line_{at}": str(share.line or ""), f"activity_{at}": code}
        found[f"amount_{at}"] = share.amount if len(shares) > 1 else None
    return found


class PieceForm(RecordForm):
    """Where a piece of the checklist stands."""

    state = forms.ChoiceField(label=_("Where it stands"), choices=of(PIECES), widget=forms.RadioSelect)
    binder = forms.CharField(label=_("Binder and sheet"), help_text=_("Such as C-12/40."), required=False, max_length=40)
    why = forms.CharField(
        label=_("Why it is replaced or not asked"),
        help_text=_("Sealed; the auditor reads it."),
        required=False,
        max_length=300,
        widget=area(2),
    )
    scan = forms.FileField(
        label=_("Scan"),
        help_text=_("Sealed while it arrives. Never the receipt of a victim."),
        required=False,
        allow_empty_file=True,
    )

    def said(self, kind: str) -> PieceSaid:
        """What was typed."""
        said = self.cleaned_data
        return PieceSaid(kind, said["state"], said["binder"], said["why"], said["scan"])


class PayeeForm(RecordForm):
    """A new payee."""

    kind = forms.ChoiceField(label=_("Who it is"), choices=of(PAYEE_KINDS, _("choose")))
    name = forms.CharField(label=_("Name"), help_text=_("Sealed. Lists and files show the code."), max_length=200)
    account = forms.CharField(
        label=_("Account or telephone that is paid"), help_text=_("Sealed."), required=False, max_length=200
    )

    def payee(self) -> PayeeName:
        """What was typed."""
        return PayeeName(self.cleaned_data["name"].strip(), self.cleaned_data["account"].strip())


class DecisionForm(RecordForm):
    """A person's decision on a cost."""

    status = forms.ChoiceField(label=_("Decision"), required=False)
    why = forms.CharField(label=_("Why"), help_text=_("Sealed; the auditor reads it."), max_length=500, widget=area(3))

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        choose(self, "status", choices("cost_eligibility", gettext("as the rules find it")))


class ReturnForm(RecordForm):
    """Why a payment is sent back."""

    why = forms.CharField(label=_("What is missing"), help_text=_("Sealed."), max_length=500, widget=area(3))


class PaidForm(RecordForm):
    """When and how it was paid."""

    on = day(_("Paid on"))
    means = forms.ChoiceField(label=_("How"), choices=of(MEANS, _("choose")))


class SupportForm(RecordForm):
    """A receipt of help to a victim."""

    help = forms.ChoiceField(label=_("What the help was"))
    amount = AmountField(label=_("Amount"))
    currency = forms.ChoiceField(label=_("Currency"))
    given_on = day(_("Given on"))
    name = forms.CharField(
        label=_("Who received it"),
        help_text=_(
            "Sealed with the identities at once: whoever only pays cannot read it again. Receipt and lists show the code."
        ),
        max_length=200,
    )
    referral = forms.CharField(
        label=_("Reference of the referral"), help_text=_("Sealed with the name."), required=False, max_length=40
    )
    signed_by_person = forms.BooleanField(label=_("The person signed, or left a print of the thumb"), required=False)
    signed_by_second = forms.BooleanField(label=_("Whoever handed it over signed too"), required=False)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        choose(self, "help", choices("referral_services", gettext("choose")))
        choose(self, "currency", currencies())

    def given(self) -> Given:
        """What may stand in clear."""
        said = self.cleaned_data
        names = ("help", "amount", "currency", "given_on", "signed_by_person", "signed_by_second")
        return Given(**{name: said[name] for name in names})

    def helped(self) -> Helped:
        """What is sealed."""
        return Helped(self.cleaned_data["name"].strip(), self.cleaned_data["referral"].strip())


class TieForm(RecordForm):
    """The expense that pays a receipt."""

    number = forms.IntegerField(label=_("Number of the expense in your ledger"), min_value=1)


class RegisterForm(RecordForm):
    """What the register is opened for."""

    purpose = forms.CharField(label=_("What do you need it for?"), help_text=_("It stays on the record."), max_length=200)
    on_site = forms.BooleanField(label=_("An auditor is in the room and reads it here"), required=False)


class PurposeForm(RecordForm):
    """What a scan is opened for."""

    purpose = forms.CharField(label=_("What do you need it for?"), help_text=_("It stays on the record."), max_length=200)
