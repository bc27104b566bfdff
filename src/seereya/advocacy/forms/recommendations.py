"""A recommendation, its assessment, a spreadsheet of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.advocacy.forms.fields import DayField, coded
from seereya.advocacy.models import Recommendation
from seereya.advocacy.services import Assessed, Recommended
from seereya.advocacy.wording import ASSESSORS
from seereya.reference.fields import RecordForm, area, of
from seereya.vault.forms_sheets import SheetForm

_FIELDS = (
    "body", "document", "paragraph", "state", "text_fr", "text_en", "theme", "addressee", "position", "issued_on", "note",
)  # fmt: skip


class RecommendationForm(RecordForm):
    """One paragraph of a public document."""

    document = forms.CharField(label=_("Document"), help_text=_("Its symbol, as on its cover."), max_length=80)
    paragraph = forms.CharField(label=_("Paragraph"), max_length=20)
    state = forms.CharField(
        label=_("Recommending State"), help_text=_("Empty where a committee recommends."), required=False, max_length=80
    )
    text_fr = forms.CharField(label=_("Text in French"), required=False, widget=area(4))
    text_en = forms.CharField(label=_("Text in English"), required=False, widget=area(4))
    addressee = forms.CharField(label=_("Addressee"), help_text=_("Who has to act."), required=False, max_length=200)
    issued_on = DayField(label=_("Issued on"), needed=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
    field_order = ("body",)

    def __init__(self, data: Any = None, *, row: Recommendation | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["body"] = coded(_("Body"), "bodies", kept=row.body if row else "")
        self.fields["theme"] = coded(_("Theme"), "recommendation_themes", needed=False, kept=row.theme if row else "")
        self.fields["position"] = coded(
            _("Position of the State"), "recommendation_positions", needed=False, kept=row.position if row else ""
        )
        self.order_fields(self.field_order)

    def said(self) -> Recommended:
        """What was typed."""
        return Recommended(**{name: self.cleaned_data[name] for name in _FIELDS})


def initial_of(row: Recommendation) -> dict[str, Any]:
    """The first values of the form of a recommendation."""
    return {name: getattr(row, name) for name in _FIELDS} | {"version": row.version}


class AssessmentForm(RecordForm):
    """How far it was implemented on a day, in whose eyes, on what evidence."""

    kind = forms.ChoiceField(label=_("In whose eyes"), choices=of(ASSESSORS), widget=forms.RadioSelect)
    assessor = forms.CharField(
        label=_("Who"), help_text=_("Which assessor, which ministry, which report. Needed for another assessor."),
        required=False, max_length=200,
    )  # fmt: skip
    on = DayField(label=_("On which day"))
    words = forms.CharField(
        label=_("On what evidence"), help_text=_("What was seen; what the government says it did. Nobody's name."), required=False,
        widget=area(4),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), required=False, max_length=300)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["status"] = coded(_("How far"), "implementation_status")
        self.order_fields(("kind", "assessor", "status", "on"))

    def said(self) -> Assessed:
        """What was typed."""
        names = ("kind", "status", "on", "words", "assessor", "source")
        return Assessed(**{name: self.cleaned_data[name] for name in names})


class RecommendationSheetForm(SheetForm):
    """A spreadsheet of recommendations."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("An .xlsx workbook (its first sheet) or a .csv table, with headings in the first line."),
    )
