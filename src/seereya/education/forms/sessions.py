"""Planning a session, counting who came, deciding about a mixed audience."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.education import wording_sessions as wording
from seereya.education.content_sessions import SessionContent, SessionPlace
from seereya.education.models import CourseVersion, Multiplier, Session
from seereya.education.rules.sessions import AGES, CELLS, Counts, check_counts
from seereya.education.services.sessions import Held, Plan
from seereya.reference.fields import PlaceMixin, RecordForm, Words, area, choices, of
from seereya.reference.saying import language

_MOST = 20_000


def day_field(label: Any, help_text: Any = "") -> forms.DateField:
    """A calendar day, also one to come."""
    return forms.DateField(label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def number_field(label: Any, **more: Any) -> forms.IntegerField:
    """A number of people; what is impossible is said by the rules, beside the others it does not fit."""
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "size": 5, "autocomplete": "off"})
    return forms.IntegerField(label=label, required=False, min_value=-_MOST, max_value=10 * _MOST, widget=widget, **more)


def offer(form: forms.Form, name: str, found: Iterable[tuple[str, Words]]) -> None:
    """Gives a choice its values."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(found)


class PlanForm(PlaceMixin, RecordForm):
    """What is planned. Nothing here names anybody who comes."""

    title = forms.CharField(label=_("What it is about, in a few words"), required=False, max_length=200)
    day = day_field(_("Day"), _("Sealed. In clear stands the month alone."))
    format = forms.ChoiceField(label=_("Format"))
    theme = forms.ChoiceField(label=_("Theme"))
    language = forms.ChoiceField(label=_("Language"))
    audiences = forms.MultipleChoiceField(
        label=_("For whom"),
        help_text=_("Tick all who will sit together: the check before the session asks whether that is safe."),
        widget=forms.CheckboxSelectMultiple,
    )
    testimony = forms.BooleanField(
        label=_("Somebody who was harmed is to tell it before the group"),
        help_text=_("A question of the check before the session."),
        required=False,
    )
    photographs = forms.ChoiceField(
        label=_("Photographs"), choices=of(wording.PHOTOGRAPHS), widget=forms.RadioSelect, initial="none"
    )
    place = forms.CharField(
        label=_("Place"),
        help_text=_("A place of the list. Region and cercle stand in clear, the place itself is sealed."),
        required=False,
        max_length=200,
    )
    place_choice = forms.ChoiceField(label=_("Which of these places?"), required=False, widget=forms.RadioSelect)
    place_words = forms.CharField(
        label=_("Where exactly"), help_text=_("Sealed: opened for a purpose only."), required=False, max_length=300
    )
    course_version = forms.ChoiceField(label=_("Course"), required=False)
    limited_to = number_field(_("The group is limited to"), help_text=_("People at most. Empty where everybody may come."))
    trainers = forms.CharField(
        label=_("Who gives it"), help_text=_("One a line, by handle or name. Sealed."), required=False, widget=area(2)
    )
    materials = forms.CharField(label=_("Materials"), required=False, widget=area(2))
    cost = forms.CharField(
        label=_("Cost"), help_text=_("In words; amounts are booked by finance."), required=False, max_length=300
    )
    note = forms.CharField(label=_("Note"), required=False, widget=area(2))

    def __init__(self, data: Any = None, *, versions: Iterable[CourseVersion], row: Session | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        keep = {name: getattr(row, name) if row else "" for name in ("format", "theme", "language")}
        offer(self, "format", choices("education_formats", _("choose"), keep=keep["format"]))
        offer(self, "theme", choices("education_themes", _("choose"), keep=keep["theme"]))
        offer(self, "language", choices("languages", _("choose"), keep=keep["language"]))
        offer(self, "audiences", choices("education_audiences"))
        offer(self, "course_version", [("", "—"), *((str(one.id), course_words(one)) for one in versions)])
        if row is not None:
            self.fields["place"].help_text = _("Empty keeps the place that is written.")
        self.prepare_place()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["place_code"] = self.clean_places(cleaned)
        limit = cleaned.get("limited_to")
        if limit is not None and limit < 1:
            self.add_error("limited_to", _("A limit is one person or more."))
        return cleaned

    def plan(self) -> Plan:
        """What stands in clear."""
        said = self.cleaned_data
        return Plan(
            format=said["format"],
            theme=said["theme"],
            language=said["language"],
            audiences=tuple(said["audiences"]),
            course_version=UUID(said["course_version"]) if said["course_version"] else None,
            limited_to=said["limited_to"],
            photographs=said["photographs"],
        )

    def content(self) -> SessionContent:
        """What is sealed."""
        said = self.cleaned_data
        return SessionContent(
            day=said["day"].isoformat(),
            title=said["title"],
            trainers=[line.strip() for line in said["trainers"].splitlines() if line.strip()],
            testimony=said["testimony"],
            **{name: said[name] for name in ("materials", "cost", "note")},
        )

    def where(self) -> SessionPlace | None:
        """The exact place, where one was typed."""
        said = self.cleaned_data
        code, words = said.get("place_code", ""), said["place_words"].strip()
        return SessionPlace(code, words) if code or words else None


def course_words(one: CourseVersion) -> str:
    """A version of a course as a choice."""
    titles = one.course.titles
    title = titles.get(language()) or next(iter(titles.values()), "")
    return " · ".join(part for part in (one.course.code, title, f"v{one.number}") if part)


def initial_of(row: Session, content: SessionContent) -> dict[str, Any]:
    """The first values of a plan's form; the place stays sealed."""
    found: dict[str, Any] = {
        name: getattr(row, name) for name in ("format", "theme", "language", "audiences", "photographs", "limited_to", "version")
    }
    found |= {name: getattr(content, name) for name in ("title", "materials", "cost", "note", "testimony", "day")}
    return found | {"trainers": "\n".join(content.trainers), "course_version": str(row.course_version_id or "")}


class CountsForm(RecordForm):
    """How many came, as the tally sheet says; no name anywhere."""

    day = day_field(_("Day it was held"), _("Sealed. In clear stands the month alone."))
    u = number_field(_("Sex not noted"))
    disabled_f = number_field(_("Women and girls with a disability"))
    disabled_m = number_field(_("Men and boys with a disability"))
    total = number_field(_("Total on the sheet"), help_text=_("Checked against the parts. Empty where the sheet has none."))
    materials = forms.CharField(label=_("Materials handed out"), required=False, widget=area(2))
    cost = forms.CharField(label=_("Cost"), required=False, max_length=300)
    incidents = forms.CharField(
        label=_("Incidents during the session"),
        help_text=_("Sealed. What happened, never who disclosed something: that goes by the button for private talks."),
        required=False,
        widget=area(3),
    )
    givers = forms.MultipleChoiceField(
        label=_("Given by these multipliers"),
        help_text=_("None where staff gave it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label=_("Note"), required=False, widget=area(2))

    def __init__(self, data: Any = None, *, limit: int | None, givers: Iterable[tuple[Multiplier, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.limit = limit
        for sex in wording.SEXES:
            for age in AGES:
                label = f"{wording.SEXES[sex]}, {wording.AGES[age]}"
                self.fields[f"{sex}{age}"] = number_field(label)
        found = [(str(row.id), f"{row.code} · {name}" if name else row.code) for row, name in givers]
        if found:
            offer(self, "givers", found)
        else:
            del self.fields["givers"]

    def cells(self) -> list[dict[str, Any]]:
        """The grid: one line for each age band, women and men side by side."""
        return [{"label": wording.AGES[age], "fields": [self[f"f{age}"], self[f"m{age}"]]} for age in AGES]

    def rest(self) -> list[Any]:
        """The questions outside the grid."""
        names = ("disabled_f", "disabled_m", "u", "total", "materials", "cost", "incidents", "givers", "note")
        return [self[name] for name in names if name in self.fields]

    def counts(self) -> Counts:
        """What was counted."""
        said = self.cleaned_data
        return Counts({cell: said.get(cell) or 0 for cell in CELLS}, said.get("disabled_f") or 0, said.get("disabled_m") or 0)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for one in check_counts(self.counts(), told=cleaned.get("total"), limit=self.limit):
                self.add_error(one.field, wording.problem(one))
        return cleaned

    def held(self) -> Held:
        """The session as it was held."""
        said = self.cleaned_data
        return Held(
            counts=self.counts(),
            day=said["day"],
            told=said["total"],
            givers=tuple(UUID(one) for one in said.get("givers", ())),
            **{name: said[name] for name in ("incidents", "materials", "cost", "note")},
        )


def counts_initial(row: Session, content: SessionContent, *, cells: dict[str, int], givers: list[UUID]) -> dict[str, Any]:
    """The first values of the counts: what was planned, or what was counted before."""
    found: dict[str, Any] = {name: getattr(content, name) for name in ("materials", "cost", "incidents", "note")}
    found |= {"day": date.fromisoformat(content.day), "version": row.version, "givers": [str(one) for one in givers]}
    if cells:
        found |= cells | {"disabled_f": row.disabled_f, "disabled_m": row.disabled_m, "total": row.present}
    return found


class WordsForm(RecordForm):
    """One question in words: a reason, or what somebody decided."""

    words = forms.CharField(widget=area(4))

    def __init__(self, data: Any = None, *, label: Words, help_text: Words = "", **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["words"].label, self.fields["words"].help_text = str(label), str(help_text)
