"""Forms of parties, characterisations and exhibits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.casework import wording
from seereya.casework.content import CaseContent
from seereya.casework.forms.acts import offer
from seereya.reference import saying
from seereya.reference.fields import RecordForm, area, choices, of, tree_of


class PartyForm(RecordForm):
    """A person's part in the case, by open code."""

    code = forms.CharField(
        label=_("Open code of the person"), help_text=_("Such as P-7F3KQ2. No name is written here."), max_length=20
    )
    role = forms.ChoiceField(label=_("Part in the case"), choices=of(wording.PARTY_ROLES), widget=forms.RadioSelect)
    basis = forms.CharField(
        label=_("Legal basis"),
        help_text=_("Mandate and its date, standing; for an alleged perpetrator the complaint or act that names him."),
        required=False,
        max_length=300,
    )
    counsel = forms.CharField(
        label=_("Counsel"), help_text=_("By handle or bar, not the home address."), required=False, max_length=120
    )
    note = forms.CharField(label=_("Note"), required=False, widget=area(2), max_length=1000)


class QualificationForm(RecordForm):
    """A legal characterisation alleged."""

    crime = forms.ChoiceField(label=_("Characterisation alleged"))
    reasons = forms.CharField(label=_("Why"), help_text=_("The elements, and what shows each."), required=False, widget=area(4))
    parties = forms.MultipleChoiceField(label=_("Against whom"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, content: CaseContent, **more: Any) -> None:
        super().__init__(data, **more)
        offer(self, "crime", [("", "—"), *tree_of("crimes")])
        suspects = [(one.id, one.code) for one in content.parties if one.role == "suspect"]
        field = self.fields["parties"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = suspects
        if not suspects:
            del self.fields["parties"]


class ExhibitForm(RecordForm):
    """A numbered exhibit: an item of evidence, or words where there is none."""

    reference = forms.CharField(
        label=_("Item of evidence: reference"),
        help_text=_("Such as AMDH-EV-0001. Its title, its hash and its custody come with it. Empty where there is no item."),
        required=False,
        max_length=40,
    )
    words = forms.CharField(
        label=_("What it is"), help_text=_("Empty for the title of the item of evidence."), required=False, max_length=300
    )
    origin = forms.CharField(
        label=_("Where it comes from"), help_text=_("Who gave it, when, and how it was kept."), required=False, max_length=300
    )
    document = forms.ChoiceField(label=_("Kind of document"), required=False)
    helps_defence = forms.BooleanField(label=_("It contradicts the case, or helps the defence"), required=False)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        offer(self, "document", choices("case_file_documents", "—"))


class DocumentedForm(RecordForm):
    """Which documented acts the file is about."""

    acts = forms.MultipleChoiceField(
        label=_("Acts documented in the incidents of this file"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, offered: list[tuple[str, str]], chosen: list[str]) -> None:
        super().__init__(data, initial={"acts": chosen})
        field = self.fields["acts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = offered


def stage_choices(codes: list[str]) -> list[tuple[str, str]]:
    """Stages in words."""
    return [(code, saying.term("procedure_stages", code)) for code in codes]
