"""Forms of acts, proceedings and time limits."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.casework import wording
from seereya.casework.content import Act, CaseContent, Proceeding
from seereya.casework.forms.cases import day_field, iso
from seereya.casework.queries import law
from seereya.foundation import clock
from seereya.reference import saying
from seereya.reference.fields import RecordForm, area, of, tree_of


def offer(form: forms.Form, name: str, choices: Any) -> None:
    """Gives a choice field what it offers."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def proceedings_of(content: CaseContent) -> list[tuple[str, str]]:
    """The proceedings of a file for a choice."""
    return [(one.id, " · ".join(filter(None, (saying.term("bodies", one.forum), one.number)))) for one in content.proceedings]


def forum_choices(on: date) -> list[tuple[str, str]]:
    """Forums that exist on a day, in the page's language."""
    return [(word.code, word.label(saying.language())) for word in law.forums(on)]


class AdjournForm(RecordForm):
    """Adjourned to that day: two touches on a phone."""

    until = day_field(_("Adjourned to"), required=True)
    words = forms.CharField(label=_("Why, in a few words"), required=False, max_length=200)


class ActForm(RecordForm):
    """An act made or received."""

    kind = forms.ChoiceField(label=_("Which act"))
    on = day_field(_("Made on"), required=True)
    served = day_field(_("Served or received on"), _("Time limits run from this day. It can be given later."))
    proceeding = forms.ChoiceField(label=_("In which proceeding"), required=False)
    addressed = forms.CharField(
        label=_("By whom, or to whom"), help_text=_("The office, not a name."), required=False, max_length=200
    )
    words = forms.CharField(label=_("What it says, in a few words"), required=False, widget=area(3), max_length=2000)
    until = day_field(_("Next day before the forum"), _("For a summons or an adjournment."))
    restarts = forms.BooleanField(
        label=_("It is an act of prosecution or investigation: limitation begins anew"), required=False,
        help_text=_("Ticked by itself for the kinds of act that are, as a rule. Counsel decides."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, content: CaseContent, **more: Any) -> None:
        super().__init__(data, **more)
        offer(self, "kind", [("", "—"), *tree_of("procedural_acts")])
        offer(self, "proceeding", [("", "—"), *proceedings_of(content)])
        self.fields["on"].initial = clock.today()

    def act(self) -> Act:
        """What the form says, as content."""
        said = self.cleaned_data
        return Act(
            id=said["token"].hex,
            kind=said["kind"],
            on=iso(said["on"]),
            proceeding=said["proceeding"],
            served=iso(said["served"]),
            words=said["words"],
            until=iso(said["until"]),
            restarts=said["restarts"] or law.restarts(said["kind"]),
            addressed=said["addressed"],
        )


class ServeForm(RecordForm):
    """When an act was served."""

    served = day_field(_("Served or received on"), required=True)


class ProceedingForm(RecordForm):
    """The case comes before a forum."""

    procedure = forms.ChoiceField(label=_("Kind of procedure"))
    forum = forms.ChoiceField(
        label=_("Forum"), help_text=_("Those that existed on the day are accepted; another is refused with its successor.")
    )
    stage = forms.ChoiceField(label=_("Stage"))
    on = day_field(_("On"), required=True)
    number = forms.CharField(label=_("The forum's own number"), required=False, max_length=80)
    judge = forms.CharField(label=_("Office or chamber"), required=False, max_length=120)
    words = forms.CharField(label=_("Note"), required=False, max_length=300)
    from_proceeding = forms.ChoiceField(label=_("Severed from, or taken over from"), required=False)

    def __init__(self, data: Any = None, *, content: CaseContent, **more: Any) -> None:
        super().__init__(data, **more)
        tongue = saying.language()
        offer(self, "procedure", [("", "—"), *((word.code, word.label(tongue)) for word in law.procedures())])
        offer(self, "forum", [("", "—"), *tree_of("bodies")])
        offer(self, "stage", [("", "—"), *tree_of("procedure_stages")])
        offer(self, "from_proceeding", [("", "—"), *proceedings_of(content)])
        self.fields["on"].initial = clock.today()


class StageForm(RecordForm):
    """A proceeding reaches a stage."""

    stage = forms.ChoiceField(label=_("Which stage was reached"))
    on = day_field(_("On"), required=True)
    forum = forms.ChoiceField(label=_("Another forum takes it over"), required=False)
    words = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, data: Any = None, *, stages: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        offer(self, "stage", [("", "—"), *stages])
        offer(self, "forum", [("", "—"), *tree_of("bodies")])
        self.fields["on"].initial = clock.today()


class ProceedingDetailsForm(RecordForm):
    """The forum's number, its office, the next day there."""

    number = forms.CharField(label=_("The forum's own number"), required=False, max_length=80)
    judge = forms.CharField(label=_("Office or chamber"), required=False, max_length=120)
    hearing = day_field(_("Next day before the forum"))
    hearing_words = forms.CharField(label=_("What for"), required=False, max_length=200)


def details_of(one: Proceeding) -> dict[str, Any]:
    """First values of the details."""
    return {name: getattr(one, name) for name in ("number", "judge", "hearing", "hearing_words")}


class StartDeadlineForm(RecordForm):
    """A time limit started by hand."""

    rule = forms.ChoiceField(label=_("Which time limit"))
    starts = day_field(_("It began on"), required=True)
    hour = forms.TimeField(
        label=_("At"), help_text=_("Only for a limit counted in hours, such as custody."), required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
    )  # fmt: skip

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        rules = law.rules("appeal", "custody", "other")
        offer(self, "rule", [("", "—"), *((one.code, saying.term("deadline_rules", one.code)) for one in rules if one.amount)])

    def begins(self) -> str:
        """The day, with the hour where one was given."""
        said = self.cleaned_data
        return f"{iso(said['starts'])}T{said['hour']:%H:%M}" if said["hour"] else iso(said["starts"])


class DeadlineForm(RecordForm):
    """Another length for this case, with the reason."""

    starts = forms.CharField(
        label=_("It began on"), help_text=_("As 2026-11-25; with the hour as 2026-11-25T10:30."), max_length=16
    )
    amount = forms.IntegerField(
        label=_("How many"), help_text=_("Below zero: before the day, not after."), min_value=-4000, max_value=4000
    )
    unit = forms.ChoiceField(label=_("Unit"), choices=of(wording.UNITS))
    counting = forms.ChoiceField(label=_("How days are counted"), choices=of(wording.COUNTINGS), widget=forms.RadioSelect)
    rolls = forms.BooleanField(label=_("An end on a day of rest moves to the next working day"), required=False)
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("The article, or who confirmed it. It stays with your handle."),
        widget=area(2),
        max_length=1000,
    )

    def clean_starts(self) -> str:
        """A day, or a day and hour."""
        typed = str(self.cleaned_data["starts"])
        try:
            date.fromisoformat(typed[:10])
        except ValueError:
            raise forms.ValidationError(_("Write the day as 2026-11-25.")) from None
        return typed


class MeetForm(RecordForm):
    """A limit was met, or matters no more."""

    on = day_field(_("On"), required=True)
    words = forms.CharField(label=_("How"), help_text=_("Appeal filed, or why it matters no more."), max_length=300)


class HolidayForm(RecordForm):
    """A day that is, or is not, a public holiday."""

    day = day_field(_("Day"), required=True)
    holiday = forms.TypedChoiceField(
        label=_("On this day"), choices=[("yes", _("courts rest")), ("no", _("courts work"))], coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )  # fmt: skip
    name = forms.CharField(label=_("Which holiday, or why courts work"), max_length=120)
