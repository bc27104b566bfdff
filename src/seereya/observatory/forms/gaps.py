"""Forms of gaps of coverage."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.observatory import wording
from seereya.observatory.content import GapContent
from seereya.observatory.rules import COARSE
from seereya.reference import places
from seereya.reference.fields import RecordForm, WhenField, area, choices
from seereya.reference.saying import language


def coarse_places() -> list[tuple[str, Any]]:
    """Regions and cercles by country, each cercle under its region: what may stand in clear."""
    tree, tongue = places.tree(), language()
    found: list[tuple[str, Any]] = [("", "—")]
    for country in tree.children(""):
        regions = [one for one in tree.children(country.code) if one.path[-2:-1] == (country.code,) and one.kind in COARSE]
        found += [(country.code, country.label(tongue))]
        for region in regions:
            below = [one for one in tree.children(region.code) if one.kind in COARSE and one.path[-2] == region.code]
            whole = _("%(place)s, the whole of it") % {"place": region.label(tongue)}
            found.append((region.label(tongue), [(region.code, whole), *((one.code, one.label(tongue)) for one in below)]))
    return found


def needed(field: forms.Field, words: Any) -> None:
    """Says that a date is needed, beside its label and where it is missing."""
    field.required, field.error_messages["required"] = True, words


class GapForm(RecordForm):
    """Where, since when, why nobody could look, and what that means."""

    place = forms.ChoiceField(
        label=_("Region or cercle"), help_text=_("Readable without a key. The exact place goes into the notes.")
    )
    reason = forms.ChoiceField(label=_("Why nobody could look"))
    began = WhenField(label=_("Since when"), help_text=_("As closely as you know: March 2026, about May 2026, 2025."))
    ended = WhenField(label=_("Until when"), help_text=_("Empty while it lasts."))
    who = forms.CharField(
        label=_("Who could not look"),
        help_text=_("Teams, partners or authorities, beside our own organisation. Sealed."),
        required=False,
        max_length=300,
    )
    means = forms.CharField(
        label=_("What that means for whoever reads the figures"),
        help_text=_("For example: no detention centre was visited; only what displaced people told elsewhere is known."),
        required=False,
        widget=area(3),
        max_length=2000,
    )
    notes = forms.CharField(
        label=_("Exact places and other notes"), help_text=_("Sealed."), required=False, widget=area(3), max_length=4000
    )

    def __init__(self, *args: Any, kept: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        for name, found in (("place", coarse_places()), ("reason", choices("coverage_reasons", "—", keep=kept))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found
        needed(self.fields["began"], wording.REFUSALS["gap_began_needed"])

    def content(self, ended_why: str = "") -> GapContent:
        """What is sealed of it."""
        said = self.cleaned_data
        return GapContent(
            said["who"].strip(), said["began"], said["ended"], said["means"].strip(), said["notes"].strip(), ended_why
        )


class EndForm(RecordForm):
    """Somebody can look again."""

    ended = WhenField(label=_("From when somebody could look again"))
    why = forms.CharField(label=_("What changed"), help_text=_("Sealed."), required=False, widget=area(2), max_length=1000)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        needed(self.fields["ended"], wording.REFUSALS["gap_end_needed"])
