"""Forms of persons and sources: who it is stands sealed apart; every question on a person can stay unanswered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.documentation import wording
from seereya.documentation.content import Contact, Identity, PersonContent, SourceContent
from seereya.documentation.forms.records_fields import RecordForm, area, choices, of
from seereya.reference.wording import UNSAID

# Questions answered in words; each may also be "does not know" or "refuses to answer".
SPOKEN = ("age_then", "age_now", "origin", "born")
_UNSAID = "_unsaid"


def _unsaid(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=of(UNSAID, "—"), required=False)


def _answers(words: dict[str, Any]) -> list[tuple[str, Any]]:
    return [*of(words, _("not asked")), *of(UNSAID)]


class IdentityMixin(forms.Form):
    """Who somebody is."""

    names = forms.CharField(
        label=_("Names"),
        help_text=_("One a line: the full name first, then other names, spellings and nicknames."),
        required=False,
        widget=area(3),
    )
    born = forms.CharField(label=_("Born"), help_text=_("Year, age, or “about 1985”."), required=False, max_length=100)
    born_unsaid = _unsaid(_("Born: if there is no answer"))
    documents = forms.CharField(
        label=_("Documents"), help_text=_("Kind and number of papers, where they matter."), required=False, max_length=500
    )
    family = forms.CharField(
        label=_("Family"), help_text=_("Who speaks for this person, and how they are related."), required=False, widget=area(3)
    )

    def identity(self) -> Identity:
        """What the form says of who it is."""
        said = self.cleaned_data
        names = [" ".join(line.split()) for line in said.get("names", "").splitlines() if line.strip()]
        return Identity(names, said.get("born", ""), said.get("documents", ""), said.get("family", ""))


class PersonForm(IdentityMixin, RecordForm):
    """A person: what can be said without saying who, who it is, how to reach without harm."""

    sex = forms.ChoiceField(label=_("Sex"), choices=_answers(wording.SEXES), required=False)
    age_then = forms.CharField(
        label=_("Age when it happened"),
        help_text=_("A range is enough: 30–39, about twenty, a child."),
        required=False,
        max_length=60,
    )
    age_then_unsaid = _unsaid(_("Age when it happened: if there is no answer"))
    age_now = forms.CharField(label=_("Age now"), required=False, max_length=60)
    age_now_unsaid = _unsaid(_("Age now: if there is no answer"))
    minor = forms.ChoiceField(label=_("A minor when it happened?"), choices=_answers(wording.YES_NO), required=False)
    origin = forms.CharField(
        label=_("Origin, roughly"),
        help_text=_("A region or a group as the person says it; not a hamlet of four families."),
        required=False,
        max_length=120,
    )
    origin_unsaid = _unsaid(_("Origin: if there is no answer"))
    status = forms.ChoiceField(label=_("Status under the law of armed conflict"), required=False)
    vulnerability = forms.CharField(
        label=_("What makes this person vulnerable"),
        help_text=_("Displaced, wounded, threatened, alone."),
        required=False,
        max_length=300,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Nothing that says who it is: everybody who holds the documentation reads it."),
        required=False,
        widget=area(3),
    )
    safe_rules = forms.CharField(
        label=_("Rules to keep safe when making contact"),
        help_text=_("Read before any contact: when, by whom, what never to say or leave."),
        required=False,
        widget=area(3),
    )
    how = forms.CharField(
        label=_("How to reach"), help_text=_("Telephone, relay, place and hour."), required=False, widget=area(2)
    )

    def __init__(self, data: Any = None, *, names_open: bool, kept: PersonContent | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        status = self.fields["status"]
        assert isinstance(status, forms.ChoiceField)
        kept_status = kept.status if kept else ""
        status.choices = [*choices("protected_status", _("not asked"), keep=kept_status), *of(UNSAID)]
        self.names_open = names_open
        if not names_open:
            for name in ("names", "born", "born_unsaid", "documents", "family", "safe_rules", "how"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in SPOKEN:
            reason = cleaned.get(name + _UNSAID)
            if reason and cleaned.get(name):
                self.add_error(name, _("There is an answer and a reason for none. Keep one of them."))
            elif reason:
                cleaned[name] = reason
        return cleaned

    def content(self) -> PersonContent:
        """What is said without saying who."""
        said = self.cleaned_data
        names = ("sex", "age_then", "age_now", "minor", "origin", "status", "vulnerability", "note")
        return PersonContent(**{name: said.get(name, "") for name in names})

    def contact(self) -> Contact:
        """How to reach, and the rules that come first."""
        return Contact(self.cleaned_data.get("how", ""), self.cleaned_data.get("safe_rules", ""))

    def section(self, *names: str) -> list[list[forms.BoundField]]:
        """Some questions in this order, those that are asked, each with its place for no answer."""
        asked = [name for name in names if name in self.fields]
        return [[self[name], *([self[name + _UNSAID]] if name + _UNSAID in self.fields else [])] for name in asked]

    @property
    def who(self) -> list[list[forms.BoundField]]:
        """Who it is."""
        return self.section("names", "born", "documents", "family")

    @property
    def what(self) -> list[list[forms.BoundField]]:
        """What is said without saying who."""
        return self.section("sex", "age_then", "age_now", "minor", "origin", "status", "vulnerability", "note")

    @property
    def reaching(self) -> list[list[forms.BoundField]]:
        """How to reach: the safety rules first."""
        return self.section("safe_rules", "how")


def initial_of(content: PersonContent, identity: Identity | None = None, contact: Contact | None = None) -> dict[str, Any]:
    """The first values of a person's form; what stayed unsaid goes back where it was said."""
    found: dict[str, Any] = {name: value for name, value in vars(content).items() if name != "incidents"}
    if identity is not None:
        found |= {
            "names": "\n".join(identity.names),
            "born": identity.born,
            "documents": identity.documents,
            "family": identity.family,
        }
    if contact is not None:
        found |= {"how": contact.how, "safe_rules": contact.safe_rules}
    for name in SPOKEN:
        if found.get(name) in UNSAID:
            found[name + _UNSAID], found[name] = found[name], ""
    return found


class SourceForm(IdentityMixin, RecordForm):
    """A source: what kind it is, whether it must be protected, and who it is, sealed apart."""

    kind = forms.ChoiceField(label=_("Kind of source"))
    protected = forms.BooleanField(
        label=_("Protect it: only its open code is shown"), required=False, initial=True,
        help_text=_("Untick for ministries, media, published reports."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Public name"),
        help_text=_("Of an institution, a newspaper, a report. Leave empty for a person."),
        required=False,
        max_length=200,
    )
    reliability = forms.ChoiceField(label=_("Reliability in general"), required=False)
    language = forms.ChoiceField(label=_("Language it speaks"), required=False)
    note = forms.CharField(label=_("Note"), help_text=_("Nothing that says who it is."), required=False, widget=area(3))

    def __init__(self, data: Any = None, *, names_open: bool, kept: SourceContent | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        known = kept or SourceContent()
        offered = {
            "kind": choices("source_types", _("choose"), keep=known.kind),
            "reliability": [one for one in choices("source_grading", "—") if not one[0].startswith("IC-")],
            "language": choices("languages", "—", keep=known.language),
        }
        for name, found in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found
        self.names_open = names_open
        for name in ("born_unsaid",) if names_open else ("names", "born", "born_unsaid", "documents", "family"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("protected") and not cleaned.get("name", "").strip():
            self.add_error("name", _("A source that is not protected has a public name."))
        return cleaned

    def content(self) -> SourceContent:
        """What the source is, without saying who."""
        said = self.cleaned_data
        return SourceContent(
            kind=said["kind"],
            name=said["name"].strip(),
            protected=said["protected"],
            reliability=said["reliability"],
            language=said["language"],
            note=said["note"],
        )

    @property
    def who(self) -> list[forms.BoundField]:
        """Who it is."""
        return [self[name] for name in ("names", "documents", "family") if name in self.fields]

    @property
    def what(self) -> list[forms.BoundField]:
        """What kind of source it is."""
        return [self[name] for name in ("kind", "protected", "name", "reliability", "language", "note")]


class LinkPersonForm(forms.Form):
    """A person's part in an incident, found by the open code."""

    use_required_attribute = False
    code = forms.CharField(label=_("Open code of the person"), help_text=_("Such as P-7F3KQ2."), max_length=20)
    role = forms.ChoiceField(
        label=pgettext_lazy("of a person", "Part in the incident"), choices=of(wording.PERSON_ROLES), widget=forms.RadioSelect
    )
    status = forms.ChoiceField(label=_("Status under the law of armed conflict, that day"), required=False)
    note = forms.CharField(label=_("Note"), help_text=_("Nothing that says who it is."), required=False, max_length=300)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        status = self.fields["status"]
        assert isinstance(status, forms.ChoiceField)
        status.choices = choices("protected_status", "—")


class LinkIncidentForm(LinkPersonForm):
    """The same from the person's page: the incident is found by its reference."""

    code = None  # type: ignore[assignment]
    reference = forms.CharField(label=_("Reference of the incident"), max_length=40)
    field_order = ("reference", "role", "status", "note")
