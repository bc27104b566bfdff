"""The grid of personal codes, and the pebbles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seereya.education import wording_sessions as wording
from seereya.education.content_sessions import MeasureContent, PebbleLine, ScoreLine
from seereya.education.forms.sessions import number_field
from seereya.education.models import Measure
from seereya.education.rules.gain import BEHAVIOUR, LEARNING, clean_code
from seereya.education.services.measures import problems
from seereya.reference.fields import RecordForm, area

FEWEST, MOST, SPARE = 12, 120, 4
QUESTIONS = 8
_LEVELS = (
    (LEARNING, _("Right after the session: what was learnt (K2)")),
    (BEHAVIOUR, _("Three to six months later: what is done (K3)")),
)


class _MeasureForm(RecordForm):
    """What both ways of measuring share."""

    method = ""
    level = forms.ChoiceField(label=_("When"), choices=_LEVELS, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Note"), required=False, widget=area(2))

    def __init__(self, data: Any = None, *, present: int, **more: Any) -> None:
        super().__init__(data, **more)
        self.present = present

    def content(self) -> MeasureContent:
        """What was answered."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            present = self.present if cleaned.get("level") == LEARNING else None
            for one in problems(self.method, self.content(), present=present):
                field = self.placed(one.field)
                self.add_error(field, wording.problem(one))
        return cleaned

    def placed(self, field: str) -> str | None:
        """The form's own name of a field the rules named."""
        return field if field in self.fields else None


class CodesForm(_MeasureForm):
    """Two letters and a day a line, with the score before and after."""

    method = Measure.CODES
    best = forms.IntegerField(
        label=_("Best score there is"), help_text=_("Such as 10 for ten questions."), min_value=1, max_value=1000
    )

    def __init__(self, data: Any = None, *, present: int, kept: int = 0, **more: Any) -> None:
        super().__init__(data, present=present, **more)
        self.lines = min(max(FEWEST, present + SPARE, kept + SPARE), MOST)
        for number in range(1, self.lines + 1):
            values = {"number": number}
            self.fields[f"code_{number}"] = forms.CharField(
                label=gettext("Line %(number)s: code") % values,
                required=False,
                max_length=8,
                widget=forms.TextInput(attrs={"size": 6, "autocomplete": "off", "autocapitalize": "characters"}),
            )
            self.fields[f"before_{number}"] = number_field(gettext("Line %(number)s: before") % values)
            self.fields[f"after_{number}"] = number_field(gettext("Line %(number)s: after") % values)

    def grid(self) -> list[dict[str, Any]]:
        """The lines to fill in."""
        names = ("code", "before", "after")
        return [{"number": number, "fields": [self[f"{name}_{number}"] for name in names]} for number in range(1, self.lines + 1)]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for number in range(1, self.lines + 1):
            typed = said.get(f"code_{number}", "")
            scores = [said.get(f"{name}_{number}") for name in ("before", "after")]
            if typed and not clean_code(typed):
                self.add_error(f"code_{number}", _("Two letters and the day of the month, such as FA07."))
            elif not typed and any(one is not None for one in scores):
                self.add_error(f"code_{number}", _("A score without a code cannot be kept."))
        return super().clean()

    def filled(self) -> list[int]:
        """The lines with a code, in order."""
        return [n for n in range(1, self.lines + 1) if self.cleaned_data.get(f"code_{n}")]

    def placed(self, field: str) -> str | None:
        name, _sep, number = field.partition("_")
        return f"{name}_{self.filled()[int(number) - 1]}" if number else None

    def content(self) -> MeasureContent:
        said = self.cleaned_data
        lines = [ScoreLine(clean_code(said[f"code_{n}"]), said.get(f"before_{n}"), said.get(f"after_{n}")) for n in self.filled()]
        return MeasureContent(best=said["best"], scores=lines, note=said["note"])


class PebblesForm(_MeasureForm):
    """How many counted, and how many right answers each question had, before and after."""

    method = Measure.PEBBLES
    present_before = number_field(_("How many answered before"))
    present_after = number_field(_("How many answered after"))

    def __init__(self, data: Any = None, *, present: int, **more: Any) -> None:
        super().__init__(data, present=present, **more)
        for number in range(1, QUESTIONS + 1):
            values = {"number": number}
            self.fields[f"question_{number}"] = forms.CharField(
                label=gettext("Question %(number)s") % values, required=False, max_length=300
            )
            self.fields[f"right_before_{number}"] = number_field(gettext("Question %(number)s: right before") % values)
            self.fields[f"right_after_{number}"] = number_field(gettext("Question %(number)s: right after") % values)

    def grid(self) -> list[dict[str, Any]]:
        """The questions to fill in."""
        names = ("question", "right_before", "right_after")
        return [{"number": number, "fields": [self[f"{name}_{number}"] for name in names]} for number in range(1, QUESTIONS + 1)]

    def filled(self) -> list[int]:
        """The questions that were asked, in order."""
        return [n for n in range(1, QUESTIONS + 1) if self.cleaned_data.get(f"question_{n}")]

    def placed(self, field: str) -> str | None:
        name, _sep, number = field.rpartition("_")
        return name if name.startswith("present") else f"{name}_{self.filled()[int(number) - 1]}"

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for number in range(1, QUESTIONS + 1):
            asked = said.get(f"question_{number}")
            for name in (f"right_before_{number}", f"right_after_{number}"):
                if asked and said.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Write how many were right, 0 for none."))
                elif not asked and said.get(name) is not None:
                    self.add_error(f"question_{number}", _("Write what was asked."))
        return super().clean()

    def content(self) -> MeasureContent:
        said = self.cleaned_data
        lines = [PebbleLine(said[f"question_{n}"], said[f"right_before_{n}"], said[f"right_after_{n}"]) for n in self.filled()]
        before, after = said["present_before"] or 0, said["present_after"] or 0
        return MeasureContent(present_before=before, present_after=after, pebbles=lines, note=said["note"])


def codes_initial(content: MeasureContent) -> dict[str, Any]:
    """The first values of the grid."""
    found: dict[str, Any] = {"best": content.best or "", "note": content.note}
    for number, one in enumerate(content.scores, start=1):
        found |= {f"code_{number}": one.code, f"before_{number}": one.before, f"after_{number}": one.after}
    return found


def pebbles_initial(content: MeasureContent) -> dict[str, Any]:
    """The first values of the pebbles."""
    found: dict[str, Any] = {
        "present_before": content.present_before or "",
        "present_after": content.present_after or "",
        "note": content.note,
    }
    for number, one in enumerate(content.pebbles[:QUESTIONS], start=1):
        found |= {
            f"question_{number}": one.question,
            f"right_before_{number}": one.right_before,
            f"right_after_{number}": one.right_after,
        }
    return found
