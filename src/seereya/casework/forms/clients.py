"""Forms about clients: mandates, what they were told, privileged notes, steps of the file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.casework import wording_clients as wording
from seereya.casework.forms.cases import day_field, iso
from seereya.casework.rules.mandates import REVOCATION, MandateContent
from seereya.casework.rules.updates import EVERY_DAYS, LONGEST, SHORTEST, UpdateContent
from seereya.foundation import clock
from seereya.reference.fields import RecordForm, area, choices, of


def offer(form: forms.Form, **offered: Any) -> None:
    """Puts choices into fields, so that a vocabulary is read when the form is made."""
    for name, found in offered.items():
        field = form.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = found


class MandateForm(RecordForm):
    """A mandate as it was signed."""

    kind = forms.ChoiceField(label=_("Kind of mandate"))
    forum = forms.ChoiceField(label=_("For which forum"), help_text=_("A special mandate names its forum: one for each."))
    givers = forms.CharField(
        label=_("Who gives it: open codes"), help_text=_("One a line, such as P-7F3KQ2. No names."), widget=area(2)
    )
    given_to = forms.CharField(label=_("Who receives it"), help_text=_("Counsel or association."), max_length=200)
    scope = forms.CharField(label=_("What it allows"), help_text=_("As it was read aloud and signed."), widget=area(3))
    signed_on = day_field(_("Signed on"), required=True)
    expires_on = day_field(_("Last day"), _("Leave empty only where the text says no day."))
    signing = forms.ChoiceField(label=_("How it was given"), choices=of(wording.SIGNING), widget=forms.RadioSelect)
    witness = forms.CharField(
        label=_("Witness of the thumbprint"),
        help_text=_("Needed with a thumbprint: who stood by and saw it."),
        required=False,
        max_length=200,
    )
    read_in = forms.ChoiceField(label=_("Language in which it was read aloud"), required=False)
    guardian = forms.CharField(
        label=_("For a child: guardian, by open code"), help_text=_("Not somebody accused in this file."), required=False, max_length=20,
    )  # fmt: skip
    guardian_tie = forms.CharField(label=_("For a child: tie of the guardian"), required=False, max_length=100)
    assent = forms.CharField(
        label=_("For a child: assent"), help_text=_("How the child agreed, in the child’s words; or why it cannot say."), required=False,
        widget=area(2),
    )  # fmt: skip
    heir_of = forms.CharField(label=_("For the dead or disappeared: that person, by open code"), required=False, max_length=20)
    heir_tie = forms.CharField(label=_("For the dead or disappeared: tie of the family"), required=False, max_length=100)
    association = forms.CharField(label=_("For a collective mandate: association or council"), required=False, max_length=200)
    scan = forms.CharField(label=_("Scan: reference of the item of evidence"), required=False, max_length=40)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        kinds = [one for one in choices("mandate_types", _("choose")) if one[0] != REVOCATION]
        offer(self, kind=kinds, forum=choices("procedure_types", _("choose")), read_in=choices("languages", "—"))

    def mandate(self) -> MandateContent:
        """The mandate typed."""
        said = self.cleaned_data
        names = ("kind", "forum", "given_to", "scope", "signing", "witness", "read_in", "guardian_tie", "assent", "heir_tie",
                 "association", "scan")  # fmt: skip
        return MandateContent(
            givers=codes(said["givers"]),
            signed_on=iso(said["signed_on"]),
            expires_on=iso(said["expires_on"]),
            guardian=code(said["guardian"]),
            heir_of=code(said["heir_of"]),
            **{name: said[name] for name in names},
        )


def code(typed: str) -> str:
    """An open code as it is kept."""
    return " ".join(typed.split()).upper()


def codes(typed: str) -> list[str]:
    """Open codes typed one a line, or with commas, once each."""
    return list(dict.fromkeys(found for line in typed.replace(",", "\n").splitlines() if (found := code(line))))


class RevokeForm(RecordForm):
    """A mandate ends."""

    on = day_field(_("From which day"), required=True)
    why = forms.CharField(label=_("Why"), widget=area(3), max_length=1000)


class UpdateForm(RecordForm):
    """A client was told where the file stands."""

    client = forms.ChoiceField(label=_("Client"))
    told_on = day_field(_("Told on"), required=True)
    how = forms.ChoiceField(label=pgettext_lazy("a client was told", "How"), choices=of(wording.WAYS, _("choose")))
    language = forms.ChoiceField(label=_("Language spoken"), required=False)
    said = forms.CharField(label=_("What was said"), required=False, widget=area(3))
    asked = forms.CharField(
        label=_("What the client asked or wishes"), help_text=_("To stop is a wish like another: pause the file then."),
        required=False, widget=area(2),
    )  # fmt: skip
    every_days = forms.IntegerField(
        label=_("To be told again within so many days"), min_value=SHORTEST, max_value=LONGEST, initial=EVERY_DAYS
    )

    def __init__(self, *args: Any, clients: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, client=[("", _("choose")), *((one, one) for one in clients)], language=choices("languages", "—"))

    def update(self) -> UpdateContent:
        """What was typed."""
        said = self.cleaned_data
        names = ("client", "how", "language", "said", "asked", "every_days")
        return UpdateContent(told_on=iso(said["told_on"]), **{name: said[name] for name in names})


class NoteForm(RecordForm):
    """A privileged note."""

    words = forms.CharField(
        label=_("Note, for counsel alone"), help_text=_("In no dossier, package or export, and on no other page."), widget=area(5)
    )


class StepForm(RecordForm):
    """A step of the funnel that nothing in the file says, and what kind of author the file is about."""

    step = forms.ChoiceField(label=_("Step reached, or gone back to"), required=False)
    month = forms.CharField(label=_("In which month"), help_text=_("As 2024-05."), required=False, max_length=7)
    why = forms.CharField(label=_("Note"), required=False, max_length=300)
    perpetrators = forms.ChoiceField(
        label=_("Kind of alleged perpetrator"), help_text=_("A broad kind, counted in figures; nobody is named."), required=False
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["month"].widget.attrs["placeholder"] = clock.today().isoformat()[:7]
        kinds = [one for one in choices("perpetrator_categories", "—") if not str(one[1]).startswith("\u2003")]
        offer(self, step=choices("impunity_funnel", "—"), perpetrators=kinds)
