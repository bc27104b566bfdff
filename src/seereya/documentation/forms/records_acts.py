"""The form of an act: one kind of violation, how, when, where, to whom, allegedly by whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from seereya.documentation import wording, wording_acts
from seereya.documentation.content import Act, IncidentContent, Involvement, Role
from seereya.documentation.forms.records_accounts import QuantityRows
from seereya.documentation.forms.records_fields import PlaceMixin, RecordForm, WhenField, area, choices, language, of
from seereya.foundation.identifiers import new_id
from seereya.reference import places
from seereya.reference.fields import tree_of

_ACTS: Any = wording_acts.REFUSALS  # lazy words, as form fields want them


class InvolvementForm(forms.Form):
    """To whom the act is laid, as alleged."""

    use_required_attribute = False
    words = forms.CharField(label=_("Person or unit, as the sources name it"), required=False, max_length=300)
    person = forms.ChoiceField(label=_("Or a person of this incident"), required=False)
    category = forms.ChoiceField(label=_("Kind of actor"), required=False)
    degree = forms.ChoiceField(label=_("Alleged part"), required=False)
    confidence = forms.ChoiceField(label=_("How sure is the attribution?"), required=False)
    position = forms.ChoiceField(label=_("Post today"), required=False)
    proceedings = forms.ChoiceField(label=_("Proceedings today"), required=False)

    def __init__(self, *args: Any, persons: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offered: dict[str, Any] = {
            "person": [("", "—"), *persons],
            "category": choices("perpetrator_categories", "—"),
            "degree": of(wording_acts.DEGREES, "—"),
            "confidence": choices("attribution_confidence", "—"),
            "position": of(wording_acts.POSITIONS_HELD, "—"),
            "proceedings": of(wording_acts.PROCEEDINGS, "—"),
        }
        for name, found in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found

    def is_blank(self) -> bool:
        """Whether nothing was written into this row."""
        return not any(self.data.get(self.add_prefix(name), "") for name in self.fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.is_blank() and not cleaned.get("words", "").strip() and not cleaned.get("person"):
            self.add_error("words", _ACTS["nobody_named"])
        return cleaned

    def involvement(self) -> Involvement:
        """The row as content."""
        return Involvement(**{name: self.cleaned_data[name] for name in self.fields})


InvolvementRows = formset_factory(InvolvementForm, extra=1, max_num=30, absolute_max=40)


class ActForm(PlaceMixin, RecordForm):
    """One kind of violation inside an incident."""

    kind = forms.ChoiceField(
        label=_("What was done?"),
        help_text=_("One kind of violation: somebody beaten and then killed makes two acts."),
        error_messages={"required": _ACTS["act_kind_needed"]},
    )
    method = forms.CharField(
        label=_("How?"), help_text=_("Weapons, means, words used: as the sources tell it."), required=False, widget=area(3)
    )
    when = WhenField(label=_("When was it done?"), help_text=_("Empty if it is the day of the incident, or not known."))
    place = forms.CharField(
        label=_("Where was it done?"), help_text=_("Empty if it is the place of the incident."), required=False, max_length=200
    )
    place_choice = forms.ChoiceField(label=_("Which of these places?"), required=False, widget=forms.RadioSelect)
    place_words = forms.CharField(label=_("The place as it was told"), required=False, max_length=200)
    victims = forms.MultipleChoiceField(
        label=_("Victims among the persons of this incident"),
        help_text=_("By their open codes. Somebody who is missing here is linked to the incident first."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    stated_reason = forms.CharField(
        label=_("Reason stated by those who did it"),
        help_text=_("What they said, if anything. Not what we think."),
        required=False,
        max_length=500,
    )
    consequences = forms.CharField(
        label=_("Consequences"), help_text=_("For the victims, their families, the village."), required=False, widget=area(3)
    )
    outcome = forms.ChoiceField(label=_("The victims at the end"), choices=of(wording_acts.OUTCOMES, "—"), required=False)

    def __init__(self, data: Any = None, *, content: IncidentContent, act: Act | None = None, version: int = 0) -> None:
        super().__init__(data, initial=_initial(act) | {"version": version})
        self.kept = act
        persons = _persons(content.persons)
        offered: dict[str, Any] = {
            "kind": [("", "—"), *tree_of("violation_types", frozenset([act.kind] if act else []))],
            "victims": persons,
        }
        for name, found in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)
            field.choices = found
        if not persons:
            del self.fields["victims"]
        self.prepare_place()
        kept = act or Act("", "")
        self.groups = QuantityRows(data, prefix="groups", initial=[vars(one).copy() for one in kept.groups])
        self.involvements = InvolvementRows(
            data,
            prefix="involvements",
            initial=[vars(one).copy() for one in kept.involvements],
            form_kwargs={"persons": persons},
        )

    def is_valid(self) -> bool:
        mine, rows = super().is_valid(), [self.groups.is_valid(), self.involvements.is_valid()]
        if not all(rows):
            self.add_error(None, _("Some lines of victims or of those alleged need a correction: see beside them."))
        return mine and all(rows)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["place_code"] = self.clean_places(cleaned)
        return cleaned

    def act(self) -> Act:
        """What the form says, as content."""
        said = self.cleaned_data
        if not hasattr(self, "_id"):
            self._id = self.kept.id if self.kept else (said.get("token") or new_id()).hex
        return Act(
            id=self._id,
            kind=said["kind"],
            method=said["method"],
            when=said["when"],
            place=said["place_code"],
            place_words=said["place_words"],
            victims=said.get("victims", []),
            groups=[row.quantity() for row in self.groups.forms if not row.is_blank()],
            involvements=[row.involvement() for row in self.involvements.forms if not row.is_blank()],
            stated_reason=said["stated_reason"],
            consequences=said["consequences"],
            outcome=said["outcome"],
        )


def _persons(persons: list[Role]) -> list[tuple[str, str]]:
    """The persons of the incident once each, by code, with their parts in it."""
    parts: dict[str, list[str]] = {}
    codes: dict[str, str] = {}
    for one in persons:
        codes[one.person] = one.code
        parts.setdefault(one.person, []).append(wording.label(wording.PERSON_ROLES, one.role))
    return [(person, f"{codes[person]} ({', '.join(found)})") for person, found in parts.items()]


def _initial(act: Act | None) -> dict[str, Any]:
    if act is None:
        return {"token": new_id()}
    names = ("kind", "method", "when", "place_words", "victims", "stated_reason", "consequences", "outcome")
    return {name: getattr(act, name) for name in names} | {
        "place": places.tree().full_label(act.place, language()) if act.place else "",
        "place_choice": act.place,
    }
