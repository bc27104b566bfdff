"""The form of an observed hearing, in the order an observer sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.observatory import wording
from seereya.observatory.content import Check, ObservationContent
from seereya.observatory.forms.fields import count_field, courts, day_field, iso
from seereya.reference import terms
from seereya.reference.fields import RecordForm, area, choices, of, tree_of
from seereya.reference.saying import language

LABELS: Any = wording.LABELS
ROWS = ("men", "women", "unsaid", "minors", "present", "absent")


def _choice(name: str, words: dict[str, Any] | None = None, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=LABELS[name], help_text=hint, choices=of(words, "—") if words else [], required=False)


def _line(name: str, hint: Any = "", most: int = 200) -> forms.CharField:
    return forms.CharField(label=LABELS[name], help_text=hint, required=False, max_length=most)


def _text(name: str, rows: int = 2, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=LABELS[name], help_text=hint, required=False, widget=area(rows), max_length=4000)


class ObservationForm(RecordForm):
    """One hearing. Nothing but court, day and outcome is required: what was not seen stays "not seen"."""

    court = forms.ChoiceField(label=LABELS["court"])
    seat = _line("seat", _("The town, as announced."), 120)
    on = day_field(LABELS["on"], required=True)
    number = _line("number", _("As read aloud or posted at the door. It is sealed: it can lead to the accused."), 80)
    stage = _choice("stage")
    kind = _choice("kind")
    offences = forms.MultipleChoiceField(
        label=LABELS["offences"],
        help_text=_("As the court named them. Several can be chosen."),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    men = count_field(LABELS["men"])
    women = count_field(LABELS["women"])
    unsaid = count_field(LABELS["unsaid"])
    minors = count_field(LABELS["minors"])
    present = count_field(LABELS["present"])
    absent = count_field(LABELS["absent"])
    counsel = _choice("counsel", wording.PRESENCE)
    counsel_from = _choice("counsel_from", wording.COUNSEL_FROM)
    counsel_note = _text("counsel_note")
    interpreter_needed = _choice("interpreter_needed", wording.PRESENCE)
    interpreter_given = _choice("interpreter_given", wording.PRESENCE)
    interpreter_language = _choice("interpreter_language")
    interpreter_note = _text("interpreter_note", hint=_("Quality, who interpreted, what was not interpreted."))
    public = _choice("public", wording.PUBLICITY)
    closed_why = _text("closed_why", hint=_("The reason the court gave, and on whose request."))
    outcome = forms.ChoiceField(label=LABELS["outcome"])
    adjourned_why = _choice("adjourned_why", hint=_("Needed where the case was sent to another day."))
    next_on = day_field(LABELS["next_on"], _("It then stands on the home page of those who observe."))
    result = _text("result", 3, _("As pronounced: years, suspended or not, damages. No name: “the first accused”."))
    began = forms.TimeField(label=LABELS["began"], required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = count_field(LABELS["minutes"], most=1440)
    incidents = _text("incidents", 3)
    security = _text("security", 2, _("Whether the observer was questioned, followed, photographed, refused."))
    observer = _line("observer", _("Sealed. A code is enough where the name must not be written."), 120)
    independence = _text(
        "independence", 2, _("Any tie to a party, and whether the observer spoke to a party or the judge about the case.")
    )

    def __init__(self, data: Any = None, *, kept: ObservationContent | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        said = kept or ObservationContent("", "")
        offered = {
            "court": courts(said.court),
            "stage": [("", "—"), *tree_of("procedure_stages", frozenset({said.stage}))],
            "kind": choices("hearing_kinds", "—", keep=said.kind),
            "offences": tree_of("crimes", frozenset(said.offences)),
            "interpreter_language": choices("languages", "—", keep=said.interpreter_language),
            "outcome": choices("hearing_outcomes", "—", keep=said.outcome),
            "adjourned_why": choices("adjournment_reasons", "—", keep=said.adjourned_why),
        }
        for name, found in offered.items():
            field = self.fields[name]
            assert isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField))
            field.choices = found
        self._ask_rights({one.code: one for one in said.checks})

    def _ask_rights(self, kept: dict[str, Check]) -> None:
        """One question for each right of the defence, with room for what was seen."""
        self.rights_codes = [
            code for code, word in terms.vocabulary("fair_trial_checks").items() if word.retired_on is None or code in kept
        ]
        for code in self.rights_codes:
            label = terms.label("fair_trial_checks", code, language())
            answer = kept[code].answer if code in kept else "not_seen"
            self.fields[f"right_{code}"] = forms.ChoiceField(
                label=label, choices=of(wording.ANSWERS), required=False, initial=answer, widget=forms.RadioSelect
            )
            note = kept[code].note if code in kept else ""
            self.fields[f"note_{code}"] = forms.CharField(label=_("What was seen"), required=False, max_length=1000, initial=note)

    def rights(self) -> Iterator[tuple[Any, Any]]:
        """The questions on rights, each with the field of its note."""
        for code in self.rights_codes:
            yield self[f"right_{code}"], self[f"note_{code}"]

    def numbers(self) -> list[Any]:
        """The counts of the accused, in a row."""
        return [self[name] for name in ROWS]

    def content(self) -> ObservationContent:
        """What the form says, as content. A right that was not seen and has no note is not kept: it says nothing."""
        said = self.cleaned_data
        days = {name: iso(said[name]) for name in ("on", "next_on")}
        began = said["began"].strftime("%H:%M") if said["began"] else ""
        plain: dict[str, Any] = {
            name: said[name] for name in ObservationForm.base_fields if name not in {"token", "version", "on", "next_on", "began"}
        }
        checks = [
            Check(code, said[f"right_{code}"] or "not_seen", said[f"note_{code}"].strip())
            for code in self.rights_codes
            if said[f"right_{code}"] not in {"", "not_seen"} or said[f"note_{code}"].strip()
        ]
        return ObservationContent(**(plain | days), began=began, checks=checks)


def initial_of(content: ObservationContent) -> dict[str, Any]:
    """The first values of the form of a hearing already recorded."""
    return {name: getattr(content, name) for name in ObservationForm.base_fields if hasattr(content, name)}


class StrikeForm(RecordForm):
    """Why a hearing does not count any more."""

    why = forms.CharField(label=_("Why it is struck out"), widget=area(2), max_length=1000)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["why"].error_messages["required"] = wording.REFUSALS["strike_needs_reason"]
