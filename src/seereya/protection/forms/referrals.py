"""Offering a service, and moving a referral on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.foundation.sealable import When
from seereya.protection.content import ReferralContent, Released
from seereya.protection.models import Service
from seereya.protection.rules import NEEDS, Status
from seereya.protection.wording import ASKED
from seereya.reference.fields import RecordForm, WhenField, area, choices
from seereya.reference.saying import place


class ReferralForm(RecordForm):
    """What is offered, and what the service needs to know; nothing that says who the person is."""

    service = forms.ChoiceField(label=_("What kind of help"))
    service_id = forms.ChoiceField(
        label=_("Which service of the directory"),
        help_text=_("A partner's own service receives the referral here; to others you take it yourself."),
        required=False,
    )
    event = WhenField(
        label=_("When it happened"),
        help_text=_("For medical care hours count. The receiver reads it."),
    )
    event_hour = forms.TimeField(
        label=_("At what time"),
        help_text=_("Such as 21:30. Without it, hours are counted from the beginning of the day: the careful way."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 8}),
    )
    need = forms.CharField(
        label=_("What the person needs"),
        help_text=_("The receiver reads it. Nothing that says who the person is, and no account of what happened."),
        required=False,
        widget=area(3),
    )
    language = forms.ChoiceField(label=_("Language the person speaks"), required=False)
    age = forms.CharField(label=_("Age, roughly"), required=False, max_length=60)
    sex = forms.CharField(label=_("Woman, man, girl, boy"), required=False, max_length=60)
    coming = forms.CharField(
        label=_("How the person comes"),
        help_text=_("Alone, accompanied, with what transport, paid by whom."),
        required=False,
        max_length=300,
    )
    note = forms.CharField(
        label=_("Note for ourselves"), help_text=_("Stays with your organisation."), required=False, widget=area(3)
    )

    def __init__(self, data: Any = None, *, services: list[Service], kept: ReferralContent | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        offered: dict[str, list[tuple[str, Any]]] = {
            "service": choices("referral_services", _("choose"), keep=kept.service if kept else ""),
            "language": choices("languages", "—", keep=kept.language if kept else ""),
            "service_id": [("", _("none of them, or not known yet")), *((str(one.id), _called(one)) for one in services)],
        }
        for name, found in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found
        if kept is not None:
            del self.fields["service_id"]

    def content(self) -> ReferralContent:
        """What the receiver will read."""
        said = self.cleaned_data
        names = ("service", "need", "event", "language", "age", "sex", "coming")
        return ReferralContent(event_at=_instant(said["event"], said["event_hour"]), **{name: said[name] for name in names})


def _called(row: Service) -> str:
    where = place(row.place) if row.place else ""
    return " · ".join(one for one in (row.name, where, row.organisation.code) if one)


def _instant(when: When, hour: time | None) -> str:
    """From when hours are counted: the earliest the event can have been, so that nobody is told there is time when there is none."""
    if not when.earliest:
        return ""
    known = hour if hour and when.earliest == when.latest else time()
    return datetime.combine(date.fromisoformat(when.earliest), known, tzinfo=UTC).isoformat()


def initial_of(content: ReferralContent, note: str) -> dict[str, Any]:
    """The first values of the form of a referral."""
    found = {name: value for name, value in vars(content).items() if name not in {"steps", "released"}}
    hour = datetime.fromisoformat(content.event_at).strftime("%H:%M") if content.event_at else ""
    return found | {"note": note, "event_hour": "" if hour == "00:00" else hour}


class MoveForm(RecordForm):
    """The words a move needs; with the consent, what of the identity the person lets the receiver have."""

    words = forms.CharField(required=False, widget=area(3))
    release = forms.BooleanField(
        label=_("The person agrees that the receiver knows name and contact"),
        help_text=_("A separate question, asked apart. Unticked, nothing of the identity travels."),
        required=False,
    )
    name = forms.CharField(label=_("Name to give the receiver"), required=False, max_length=200)
    reach = forms.CharField(label=_("How the receiver may reach the person"), required=False, max_length=300)

    def __init__(self, data: Any = None, *, after: Status, **more: Any) -> None:
        super().__init__(data, **more)
        self.after = after
        field = self.fields["words"]
        label, hint = ASKED[after]
        field.label, field.help_text = str(label), str(hint)
        field.required = after in NEEDS
        if after is not Status.CONSENTED:
            for name in ("release", "name", "reach"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        told = cleaned.get("name") or cleaned.get("reach")
        if told and not cleaned.get("release"):
            self.add_error("release", _("Name and contact are given only where the person agreed to it."))
        if cleaned.get("release") and not told:
            self.add_error("name", _("Write what the receiver may know."))
        return cleaned

    def released(self) -> Released | None:
        """What the person released, or nothing."""
        said = self.cleaned_data
        return Released(said["name"], said["reach"]) if said.get("release") else None
