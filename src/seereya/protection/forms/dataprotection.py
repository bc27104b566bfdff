"""What is typed at the data-protection officer's desk."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.protection.content import BreachContent
from seereya.protection.models import Breach
from seereya.protection.wording import REQUEST_KINDS
from seereya.reference.fields import RecordForm, WhenField, area, choices, of


def _one_day(form: RecordForm, name: str, cleaned: dict[str, Any]) -> date | None:
    """The day named in a field; adds the error where it is none, or several."""
    value = cleaned.get(name)
    if value is None or not value.earliest:
        return None
    if value.earliest != value.latest:
        form.add_error(name, _("Name one day."))
        return None
    return date.fromisoformat(value.earliest)


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "size": 8}))


class RequestForm(RecordForm):
    """What a person asks."""

    kind = forms.ChoiceField(label=_("What the person asks"), choices=of(REQUEST_KINDS), widget=forms.RadioSelect)
    received = WhenField(label=_("Received on"), help_text=_("The month to answer begins on this day."))
    words = forms.CharField(label=_("In the person's words"), required=False, widget=area(3))
    identified = forms.CharField(
        label=_("How it was made sure who asks"),
        help_text=_("By whom, how. No copy of a paper is needed."),
        required=False,
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["received_on"] = _one_day(self, "received", cleaned)
        if cleaned["received_on"] is None and not self.errors.get("received"):
            self.add_error("received", _("Name one day."))
        return cleaned


class AnswerForm(RecordForm):
    """The answer to a request."""

    granted = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[("1", _("Granted")), ("0", _("Refused"))],
        coerce=lambda typed: typed == "1",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("What the person is told, and why"), widget=area(4))
    done = forms.CharField(label=_("What was done"), required=False, widget=area(3))


class HoldForm(RecordForm):
    """Why what concerns a person must be kept."""

    reason = forms.CharField(label=_("Why it must be kept"), help_text=_("Which case, which court, until what."), widget=area(3))


class BreachForm(RecordForm):
    """What happened to data, and who was told."""

    what = forms.CharField(label=_("What happened"), widget=area(4))
    known = WhenField(label=_("Known since"), help_text=_("72 hours begin now to tell the authority."))
    known_hour = _hour(_("Known since: at what time"))
    affected = forms.CharField(label=_("Whom it concerns, how many, what could follow"), required=False, widget=area(3))
    measures = forms.CharField(label=_("What was done against it"), required=False, widget=area(3))
    told_on = WhenField(label=_("Authority told on"), help_text=_("Empty until it is done."))
    told_hour = _hour(_("Authority told: at what time"))
    told = forms.CharField(label=_("Who else was told: persons concerned, partners"), required=False, widget=area(2))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, hour, moment in (("known", "known_hour", "known_at"), ("told_on", "told_hour", "authority_told_at")):
            day = _one_day(self, name, cleaned)
            cleaned[moment] = datetime.combine(day, cleaned.get(hour) or time(), tzinfo=UTC) if day else None
        if cleaned["known_at"] is None and not self.errors.get("known"):
            self.add_error("known", _("Name one day."))
        return cleaned

    def content(self) -> BreachContent:
        """What is sealed of it."""
        return BreachContent(**{name: self.cleaned_data[name].strip() for name in ("what", "affected", "measures", "told")})


def breach_initial(row: Breach, content: BreachContent) -> dict[str, Any]:
    """The first values of the form of a breach."""
    found = vars(content) | {"version": row.version}
    for moment, name, hour in ((row.known_at, "known", "known_hour"), (row.authority_told_at, "told_on", "told_hour")):
        if moment is not None:
            found |= {name: moment.strftime("%d/%m/%Y"), hour: moment.strftime("%H:%M")}
    return found


class RetentionForm(RecordForm):
    """For how long a class of records is kept."""

    days = forms.IntegerField(label=_("Days"), help_text=_("Empty: without limit."), required=False, min_value=0, max_value=36500)


class ProcessingForm(RecordForm):
    """One line of the register of processing."""

    name = forms.CharField(label=_("What is done"), max_length=200)
    purpose = forms.CharField(label=_("Why"), widget=area(2))
    basis = forms.CharField(label=_("On what legal basis"), widget=area(2))
    persons = forms.CharField(label=_("Whose data"), required=False, widget=area(2))
    categories = forms.CharField(label=_("Which data"), required=False, widget=area(2))
    recipients = forms.CharField(label=_("Who receives them"), required=False, widget=area(2))
    transfers = forms.CharField(label=_("To which countries, under which safeguards"), required=False, widget=area(2))
    retention = forms.ChoiceField(label=_("Kept for how long"), required=False)
    measures = forms.CharField(label=_("How they are protected"), required=False, widget=area(2))

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["retention"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices("retention_rules", "—")

    def values(self) -> dict[str, str]:
        """What was typed."""
        return {name: self.cleaned_data[name] for name in PROCESSING}


PROCESSING = ("name", "purpose", "basis", "persons", "categories", "recipients", "transfers", "retention", "measures")
