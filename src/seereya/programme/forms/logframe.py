"""The forms of a logframe: results, indicators, values, adoption."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.programme import wording, wording_counting
from seereya.programme.forms.fields import amount_field, day_field
from seereya.programme.models import LogframeVersion, Result
from seereya.programme.queries import counting
from seereya.programme.rules.logframe import LEVELS
from seereya.programme.services.logframe import IndicatorFacts, ResultFacts
from seereya.programme.services.values import ValueFacts
from seereya.reference.fields import RecordForm, area, of
from seereya.reference.saying import term

SEXES = ("women", "men", "girls", "boys", "not_known")


class ResultForm(RecordForm):
    """A result: the impact, an outcome or an output."""

    level = forms.ChoiceField(label=_("Level"))
    parent = forms.ChoiceField(label=_("Hangs on"), required=False)
    code = forms.CharField(label=_("Code"), help_text=_("Such as O1 or P1.2."), max_length=12)
    pillar = forms.TypedChoiceField(
        label=_("Pillar"), coerce=int, required=False, initial=0, choices=[(0, _("none")), *wording.PILLARS.items()]
    )
    text = forms.CharField(label=_("The result, in French"), widget=area(2), max_length=400)
    text_en = forms.CharField(label=_("The result, in English"), widget=area(2), max_length=400, required=False)
    assumptions = forms.CharField(label=_("Assumptions"), widget=area(2), max_length=400, required=False)

    def __init__(self, *args: Any, logframe: LogframeVersion, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = Result.objects.filter(version=logframe).order_by("position")
        self._choices("level", [(code, term("logframe_levels", code)) for code in LEVELS])
        self._choices("parent", [("", _("nothing"))] + [(str(one.id), f"{one.code} {one.text}"[:80]) for one in rows])

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def facts(self) -> ResultFacts:
        """What was typed."""
        said = self.cleaned_data
        names = ("level", "code", "text", "text_en", "assumptions", "pillar")
        parent = UUID(said["parent"]) if said["parent"] else None
        return ResultFacts(parent=parent, **({name: said[name] for name in names} | {"pillar": said["pillar"] or 0}))


class IndicatorForm(RecordForm):
    """An indicator: computed by a counting rule, or entered by hand."""

    code = forms.CharField(label=_("Code"), help_text=_("Such as IN-P1.3."), max_length=12)
    text = forms.CharField(label=_("The indicator, in French"), widget=area(2), max_length=300)
    text_en = forms.CharField(label=_("The indicator, in English"), widget=area(2), max_length=300, required=False)
    rule = forms.ChoiceField(
        label=_("How it is counted"), required=False,
        help_text=_("A counting rule counts it from the records of all partners; otherwise it is entered by hand with its source."),
    )  # fmt: skip
    definition = forms.CharField(label=_("Definition"), widget=area(2), max_length=400, required=False)
    unit = forms.ChoiceField(label=_("Unit"), choices=of(wording.UNITS))
    people = forms.BooleanField(
        label=_("It counts persons, or files about them"), required=False, initial=True,
        help_text=_("The funder then sees it in steps: no small number, no small difference."),
    )  # fmt: skip
    baseline = amount_field(_("Baseline"))
    baseline_on = day_field(_("Day of the baseline"))
    target = amount_field(_("Target"))
    target_on = day_field(_("Day of the target"))
    split = forms.CharField(
        label=_("Broken down by"), help_text=_("Such as: sex. Empty: not broken down."), max_length=120, required=False
    )
    verification = forms.CharField(label=_("Source of verification"), max_length=300, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["rule"]
        assert isinstance(field, forms.ChoiceField)
        known = [
            (one.code, f"{wording_counting.ROOMS.get(one.room, one.room)} · {wording_counting.name(one.code)}")
            for one in counting.rules()
        ]
        kept = self.initial.get("rule", "")
        gone = [(kept, wording_counting.name(kept))] if kept and counting.rule(kept) is None else []
        field.choices = [("", _("entered by hand")), *known, *gone]

    def facts(self) -> IndicatorFacts:
        """What was typed."""
        return IndicatorFacts(**{name: self.cleaned_data[name] for name in IndicatorFacts.__dataclass_fields__})


class ValueForm(RecordForm):
    """A value entered by hand, with where it comes from."""

    value = amount_field(_("Value since the action began"), required=True)
    until = day_field(_("As it stood on"), required=True)
    source = forms.CharField(
        label=_("Where it comes from"), widget=area(2), max_length=300,
        help_text=_("The funder reads it: no name of a person, no exact place. Over a counted value, say why it differs."),
    )  # fmt: skip

    def __init__(self, *args: Any, split: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in SEXES if split else ():
            label = _("Of them: %(group)s") % {"group": wording.PARTS[name]}
            self.fields[name] = forms.IntegerField(label=label, required=False, min_value=0)

    def facts(self) -> ValueFacts:
        """What was typed."""
        said = self.cleaned_data
        parts = {name: said[name] for name in SEXES if said.get(name)}
        return ValueFacts(said["value"], said["until"], said["source"], parts)


class AdoptForm(RecordForm):
    """From which day a version is the logframe."""

    on = day_field(_("Agreed with the funder on"), required=True)


class NextVersionForm(RecordForm):
    """Why there is a new version."""

    reason = forms.CharField(
        label=_("Addendum or exchange of letters"), help_text=_("Such as: Addendum 1 of 4 September 2026."), max_length=200
    )
