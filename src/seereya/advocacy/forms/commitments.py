"""A commitment, what became of it, its pause, its archive, its incidents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.advocacy.forms.fields import DayField, address, coded
from seereya.advocacy.models import Commitment, Recommendation
from seereya.advocacy.services import Promise
from seereya.advocacy.wording import PAUSES
from seereya.reference.fields import RecordForm, area, of
from seereya.vault.uploads import SealedFile

_FIELDS = (
    "kind", "announced_on", "office", "words", "source", "kept_if", "person", "body", "theme", "source_url", "deadline",
    "deadline_basis",
)  # fmt: skip


class CommitmentForm(RecordForm):
    """Who promised what on which day, in which words, and what would count as kept."""

    announced_on = DayField(label=_("Announced on"))
    office = forms.CharField(label=_("Office"), help_text=_("As the source names it: Minister of Justice."), max_length=200)
    person = forms.CharField(
        label=_("Person"), help_text=_("Somebody who spoke in a public function, as the source names that person."),
        required=False, max_length=200,
    )  # fmt: skip
    words = forms.CharField(label=_("The exact words"), help_text=_("Between quotation marks, nothing added."), widget=area(4))
    source = forms.CharField(label=_("Source"), help_text=_("Which paper, broadcast or document, of which day."), max_length=300)
    source_url = address()
    kept_if = forms.CharField(
        label=_("What would count as kept"), help_text=_("What somebody else could verify without asking us."), widget=area(3)
    )
    deadline = DayField(label=_("By when"), needed=False, ahead=True)
    deadline_basis = forms.CharField(
        label=_("Where this day comes from"), help_text=_("Said by the authority, written in a text, or set by us and why."),
        required=False, max_length=300,
    )  # fmt: skip
    paragraph = forms.CharField(
        label=_("Accepted recommendation"),
        help_text=_("Its document, a space, its paragraph, as in the table. Empty where there is none."),
        required=False,
        max_length=120,
    )
    field_order = ("kind", "announced_on", "office", "person", "body", "theme")

    def __init__(self, data: Any = None, *, row: Commitment | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["kind"] = coded(_("Of which kind"), "commitment_types", kept=row.kind if row else "")
        self.fields["body"] = coded(_("Body"), "bodies", needed=False, kept=row.body if row else "")
        self.fields["theme"] = coded(_("Theme"), "recommendation_themes", needed=False, kept=row.theme if row else "")
        self.order_fields(self.field_order)

    def clean_paragraph(self) -> Recommendation | None:
        typed = " ".join(self.cleaned_data["paragraph"].split())
        if not typed:
            return None
        document, _space, paragraph = typed.rpartition(" ")
        found = list(Recommendation.objects.filter(document=document, paragraph=paragraph)[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("No single recommendation of the table has this document and paragraph."))
        return found[0]

    def promise(self) -> Promise:
        """What was typed."""
        said = self.cleaned_data
        chosen: Recommendation | None = said["paragraph"]
        return Promise(recommendation_id=chosen.id if chosen else None, **{name: said[name] for name in _FIELDS})


def initial_of(row: Commitment) -> dict[str, Any]:
    """The first values of the form of a commitment."""
    linked = f"{row.recommendation.document} {row.recommendation.paragraph}" if row.recommendation else ""
    return {name: getattr(row, name) for name in _FIELDS} | {"version": row.version, "paragraph": linked}


class MoveForm(RecordForm):
    """What a commitment became on a day."""

    on = DayField(label=_("On which day"))
    words = forms.CharField(
        label=_("What happened"), help_text=_("The text, the decision, the sum; or the silence."), widget=area(3)
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=300)
    source_url = address()
    field_order = ("status", "on", "words")

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["status"] = coded(_("What it became"), "commitment_status")
        self.order_fields(self.field_order)


class PauseForm(RecordForm):
    """Why nothing is asked about it for now; or that it goes on."""

    paused = forms.ChoiceField(
        label=_("Why"), choices=of(PAUSES, _("Not paused: it goes on")), required=False, widget=forms.RadioSelect
    )


class ArchiveForm(RecordForm):
    """The copy of the source: its text, or a file."""

    text = forms.CharField(
        label=_("Text of the source"), help_text=_("Pasted whole, as it stands there today."), required=False, widget=area(8)
    )
    file = forms.FileField(
        label=_("Or a file of it"), required=False,
        help_text=_("A page saved as PDF, a recording. It is kept sealed among the evidence of your organisation, with a receipt."),
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, cut: bool = False, **more: Any) -> None:
        super().__init__(data, files, **more)
        self.cut = cut

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if self.cut:
            self.add_error("file", _("The file did not come in whole. Nothing of it was kept: send it again."))
        elif bool(cleaned.get("text", "").strip()) == isinstance(file, SealedFile):
            self.add_error(None, _("Paste the text of the source, or choose a file: one of the two."))
        return cleaned


class CaseForm(RecordForm):
    """A case file by its reference."""

    case = forms.CharField(label=_("Reference of the case file"), help_text=_("As it stands on its page."), max_length=60)


class LinkForm(RecordForm):
    """An incident by its reference."""

    incident = forms.CharField(label=_("Reference of the incident"), help_text=_("As it stands on its page."), max_length=60)
