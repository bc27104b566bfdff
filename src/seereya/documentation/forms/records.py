"""The form of an incident, and the one that receives a new incident with its first account."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.documentation import wording
from seereya.documentation.content import IncidentContent, PrecisePlace
from seereya.documentation.forms.records_accounts import AccountForm
from seereya.documentation.forms.records_fields import LAZY, PlaceMixin, RecordForm, TypesField, WhenField, area, language, of
from seereya.documentation.queries.sources import Sources
from seereya.reference import places
from seereya.reference.fields import TokenField


class IncidentForm(PlaceMixin, RecordForm):
    """What is known of an incident itself."""

    title = forms.CharField(
        label=_("What happened, in a few words"),
        help_text=_("Neither the name of a victim, nor of a witness, nor of a source: this line stands in lists."),
        max_length=200,
        error_messages={"required": LAZY["title_needed"]},
    )
    when = WhenField(
        label=_("When did it happen?"),
        help_text=_(
            "As you would say it: 3 January 2021, March 2021, about 3/1/2021, between May and June 2020. Empty if not known."
        ),
    )
    place = forms.CharField(
        label=_("Where did it happen?"),
        help_text=_(
            "The name of a locality, commune, cercle or region; three letters are enough to find it. Empty if not known."
        ),
        required=False,
        max_length=200,
    )
    place_choice = forms.ChoiceField(label=_("Which of these places?"), required=False, widget=forms.RadioSelect)
    place_words = forms.CharField(
        label=_("The place as it was told"),
        help_text=_("If it is not in the list, or was named differently. An exact spot belongs in the sealed precise place."),
        required=False,
        max_length=200,
    )
    types = TypesField(
        label=_("What kinds of violation are alleged?"), help_text=_("Open a branch and tick what applies. It can wait.")
    )
    summary = forms.CharField(
        label=_("What is known, and how"),
        help_text=_("The facts in order: what was seen, what was told. No names: persons have their own sealed records."),
        required=False,
        widget=area(8),
    )
    sensitivity = forms.ChoiceField(
        label=_("How sensitive is it?"), choices=of(wording.SENSITIVITY), initial="ordinary", widget=forms.RadioSelect
    )
    return_question = forms.CharField(
        label=_("A question to whoever sent this"),
        help_text=_("Shown on top of the incident until it is answered."),
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, kept: IncidentContent | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        types = self.fields["types"]
        assert isinstance(types, TypesField)
        types.offer(kept.types if kept else [])
        self.prepare_place()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["place_code"] = self.clean_places(cleaned)
        return cleaned

    def content(self) -> IncidentContent:
        """What the form says, as content; accounts and the rest are not the form's."""
        said = self.cleaned_data
        return IncidentContent(
            title=said["title"],
            summary=said["summary"],
            when=said["when"],
            place=said["place_code"],
            place_words=said["place_words"],
            types=said["types"],
            sensitivity=said["sensitivity"],
            return_question=said.get("return_question", ""),
        )


def initial_of(content: IncidentContent) -> dict[str, Any]:
    """The form's first values from an incident."""
    return {
        "title": content.title,
        "summary": content.summary,
        "when": content.when,
        "place": places.tree().full_label(content.place, language()) if content.place else "",
        "place_choice": content.place,
        "place_words": content.place_words,
        "types": content.types,
        "sensitivity": content.sensitivity,
        "return_question": content.return_question,
    }


class NewIncidentForm(IncidentForm):
    """A new incident and, where somebody told it, the first account: one form, one sending."""

    return_question = None  # type: ignore[assignment]
    field_order = ("title", "when", "place", "place_choice", "place_words", "summary", "types", "sensitivity")

    def __init__(self, data: Any = None, *, sources: Sources, **more: Any) -> None:
        super().__init__(data, **more)
        self.account = AccountForm(data, prefix="account", sources=sources, optional=True)

    def is_valid(self) -> bool:
        return bool(super().is_valid() & self.account.is_valid())

    def read_back(self) -> None:
        super().read_back()
        self.account.read_back()

    def without_errors(self) -> RecordForm:
        self.account.without_errors()
        return super().without_errors()

    def content(self) -> IncidentContent:
        content = super().content()
        content.accounts = [self.account.account()] if self.account.filled() else []
        return content

    def testimony(self) -> bytes:
        """The verbatim words of the first account as the testimony group keeps them."""
        words = self.account.cleaned_data.get("verbatim", "").strip()
        return json.dumps({self.account.account().id: words}, ensure_ascii=False).encode() if words else b""


class MoveForm(forms.Form):
    """A move along verification with its reason."""

    before = forms.CharField(widget=forms.HiddenInput, max_length=10)
    after = forms.ChoiceField(label=pgettext_lazy("of an incident", "What happens next"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"), help_text=_("One or two sentences. Needed when an incident is set aside or insufficient."), required=False,
        widget=area(3), max_length=2000,
    )  # fmt: skip

    def __init__(self, *args: Any, moves: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        after = self.fields["after"]
        assert isinstance(after, forms.ChoiceField)
        after.choices = moves


class CommentForm(forms.Form):
    """A remark; it is never changed afterwards."""

    token = TokenField(required=False)
    words = forms.CharField(
        label=_("Your comment"),
        help_text=_("Everybody who can open this incident can read it, partners included. It cannot be changed afterwards."),
        widget=area(3),
        max_length=5000,
    )


class ShareForm(forms.Form):
    """Which partner."""

    organisation = forms.ChoiceField(label=_("With which organisation?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, partners: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = partners


class PrecisePlaceForm(RecordForm):
    """Where exactly: sealed apart."""

    words = forms.CharField(
        label=_("Where exactly"),
        help_text=_("House, well, field, road and kilometre: as somebody would find it."),
        required=False,
        widget=area(4),
    )
    latitude = forms.DecimalField(
        label=_("Latitude"), help_text=_("Degrees with decimals, such as 14.5123."), required=False, min_value=-90, max_value=90
    )
    longitude = forms.DecimalField(
        label=_("Longitude"),
        help_text=_("Degrees with decimals, such as -3.6054."),
        required=False,
        min_value=-180,
        max_value=180,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None) and not self.errors:
            self.add_error("longitude", _("Give both latitude and longitude, or neither."))
        return cleaned

    def place(self) -> PrecisePlace:
        """What the form says, as content."""
        said = self.cleaned_data
        latitude, longitude = ("" if said[name] is None else str(said[name]) for name in ("latitude", "longitude"))
        return PrecisePlace(said["words"], latitude, longitude)


class RelateForm(forms.Form):
    """Another incident by its reference, and how the two belong together."""

    reference = forms.CharField(label=_("Reference of the other incident"), max_length=40)
    kind = forms.ChoiceField(label=_("The other incident…"), choices=of(wording.LINKS), widget=forms.RadioSelect)
