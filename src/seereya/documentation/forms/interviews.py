"""Forms of interviews: a mission's check, the encounter, a question to partners, an account made of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from seereya.documentation import wording, wording_interviews
from seereya.documentation.content_interviews import Benefit, InterviewContent, MissionContent, Present, Said
from seereya.documentation.forms.records_fields import RecordForm, WhenField, area, choices, of
from seereya.foundation.identifiers import new_id

_LAZY: Any = wording_interviews.REFUSALS  # lazy words, as form fields want them
LABELS: Any = wording_interviews.LABELS


def _line(name: str, hint: Any = "", most: int = 300) -> forms.CharField:
    return forms.CharField(label=LABELS[name], help_text=hint, required=False, max_length=most)


def _text(name: str, rows: int, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=LABELS[name], help_text=hint, required=False, widget=area(rows))


def _choice(name: str, words: dict[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=LABELS[name], choices=of(words, "—"), required=False)


def _asked(name: str, words: dict[str, Any], hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=LABELS[name], help_text=hint, choices=of(words), required=False, widget=forms.RadioSelect)


def _offer(form: forms.Form, name: str, found: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = found


class MissionForm(RecordForm):
    """What is prepared once, before anybody is heard."""

    title = forms.CharField(label=LABELS["title"], max_length=200, error_messages={"required": wording.REFUSALS["title_needed"]})  # type: ignore[dict-item]
    when = WhenField(label=LABELS["when"])
    purpose = _text("purpose", 3)
    services = forms.MultipleChoiceField(label=LABELS["services"], required=False, widget=forms.CheckboxSelectMultiple)
    services_checked = _line("services_checked")
    interpreter = forms.ChoiceField(
        label=LABELS["mission_interpreter"], choices=of(wording_interviews.MISSION_INTERPRETER, "—"), required=False
    )
    safe_place = _choice("safe_place", wording_interviews.YES_NO)
    trained = _choice("trained", wording_interviews.YES_NO)
    risk = forms.ChoiceField(label=LABELS["risk"], required=False)
    risk_note = _text("risk_note", 3)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self, "services", choices("referral_services"))
        _offer(self, "risk", choices("risk_levels", "—"))

    def content(self) -> MissionContent:
        """What the form says, as content."""
        return MissionContent(**{name: self.cleaned_data[name] for name in self.fields if name not in {"token", "version"}})


class BenefitForm(forms.Form):
    """One thing the person received; money with its currency."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("What she received"), choices=of(wording_interviews.BENEFITS, "—"), required=False)
    words = forms.CharField(label=_("In words"), required=False, max_length=200)
    amount = forms.DecimalField(
        label=_("Worth"), required=False, min_value=Decimal(0), max_digits=14, decimal_places=2, localize=True
    )
    currency = forms.ChoiceField(label=_("Currency"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self, "currency", choices("currencies", "—"))

    def is_blank(self) -> bool:
        """Whether nothing was written into this row."""
        return not any(self.data.get(self.add_prefix(name), "") for name in self.fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.is_blank() and not cleaned.get("kind"):
            self.add_error("kind", _("Say what it was."))
        if cleaned.get("amount") is not None and not cleaned.get("currency"):
            self.add_error("currency", _("Say in which currency."))
        return cleaned

    def benefit(self) -> Benefit:
        """The row as content."""
        said = self.cleaned_data
        amount = said.get("amount")
        return Benefit(said["kind"], said["words"], str(amount) if amount is not None else "", said["currency"])


BenefitRows = formset_factory(BenefitForm, extra=1, max_num=20, absolute_max=30)
PERSON_FIELDS = ("person_code", "names", "contact", "safe_rules")
WORDS_FIELDS = ("seen", "told")
PRESENT_FIELDS = ("interpreter", "intermediaries", "others")


class InterviewForm(RecordForm):
    """The encounter, in the order it happens: before, who, how, what was said, after."""

    mission = forms.ChoiceField(label=LABELS["mission"], required=False)
    heard_before = _asked("heard_before", wording_interviews.HEARD)
    times_before = forms.IntegerField(label=LABELS["times_before"], required=False, min_value=0, max_value=99)
    heard_by = _line("heard_by")
    reason_again = _line("reason_again", _("Needed where she was heard before."))
    willing = _asked("willing", wording_interviews.YES_NO)
    may_stop = _asked("may_stop", wording_interviews.YES_NO)
    referral = _asked("referral", wording_interviews.YES_NO)
    referral_services = forms.MultipleChoiceField(
        label=LABELS["referral_services"], required=False, widget=forms.CheckboxSelectMultiple
    )
    person_code = forms.CharField(
        label=_("Open code of the person, if she has one"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    names = forms.CharField(
        label=_("Or her name, if she is not recorded yet"),
        help_text=_("Sealed at once; the page will show a code."),
        required=False,
        max_length=200,
    )
    contact = forms.CharField(label=_("How to reach her"), required=False, max_length=300)
    safe_rules = forms.CharField(label=_("Rules to keep safe when making contact"), required=False, max_length=300)
    minor = _choice("minor", wording_interviews.YES_NO)
    guardian = _line("guardian")
    assent = _choice("assent", wording_interviews.YES_NO)
    kind = forms.ChoiceField(
        label=_("First account, or full statement?"),
        help_text=_("Short, if a judge may hear her: telling it twice harms her and the case."),
        choices=of(wording_interviews.KINDS),
        initial="first",
        widget=forms.RadioSelect,
    )
    on = WhenField(label=LABELS["on"])
    minutes = forms.IntegerField(label=LABELS["minutes"], required=False, min_value=1, max_value=2000)
    place_class = _choice("place_class", wording_interviews.PLACES)
    language = forms.ChoiceField(label=LABELS["language"], required=False)
    interviewers = _line("interviewers", _("Handles of colleagues, the one who asked first."))
    interpreted = _choice("interpreted", wording_interviews.INTERPRETED)
    interpreter = _line("interpreter", _("Sealed: opened for a purpose only."))
    intermediaries = _line("intermediaries", _("Relay, association, relative. Sealed."))
    others = _line("others", _("Sealed."))
    consent = _line("consent", _("What she agreed to, when, and the version of the text that was explained."))
    risk_before = forms.ChoiceField(label=LABELS["risk_before"], required=False)
    about = _line("about", _("Without what would show who speaks: this line stands on the page."), 500)
    about_when = WhenField(label=LABELS["about_when"])
    about_place = _line("about_place", most=200)
    seen = _text("seen", 8, _("Her words, as she said them. Sealed: opened for a purpose only."))
    told = _text("told", 4, _("And from whom she has it. Sealed."))
    stopped = _choice("stopped", wording_interviews.YES_NO)
    stopped_words = _line("stopped_words")
    risk_after = forms.ChoiceField(label=LABELS["risk_after"], required=False)
    risk_note = _text("risk_note", 2)
    recording = _line("recording", _("Such as AMDH-EV-0012."), 60)

    def __init__(
        self, data: Any = None, *, missions: list[tuple[str, str]], initial: dict[str, Any], known: bool = False
    ) -> None:
        super().__init__(data, initial=initial)
        _offer(self, "mission", [("", _("— none —")), *missions])
        _offer(self, "language", choices("languages", "—"))
        for name in ("risk_before", "risk_after"):
            _offer(self, name, choices("risk_levels", "—"))
        _offer(self, "referral_services", choices("referral_services"))
        for name in ("times_before", "minutes"):
            self.fields[name].widget.attrs |= {"inputmode": "numeric"}
        if known:
            for name in PERSON_FIELDS:
                del self.fields[name]
        self.known = known
        self.benefits = BenefitRows(data, prefix="benefits", initial=[vars(one).copy() for one in initial.get("benefits", [])])

    def is_valid(self) -> bool:
        mine, rows = super().is_valid(), self.benefits.is_valid()
        if not rows:
            self.add_error(None, _("Some lines of what she received need a correction: see beside them."))
        return mine and rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.known and not cleaned.get("person_code", "").strip() and not cleaned.get("names", "").strip():
            self.add_error("person_code", _LAZY["interview_person_needed"])
        return cleaned

    def content(self, person: str) -> InterviewContent:
        """What the form says of the encounter."""
        left_out = {"token", "version", *PERSON_FIELDS, *WORDS_FIELDS, *PRESENT_FIELDS}
        said = {name: self.cleaned_data[name] for name in self.fields if name not in left_out}
        benefits = [row.benefit() for row in self.benefits.forms if not row.is_blank()]
        return InterviewContent(person=person, benefits=benefits, **said)

    def said(self) -> Said:
        """Her words."""
        return Said(**{name: self.cleaned_data[name] for name in WORDS_FIELDS})

    def present(self) -> Present:
        """Who else was there."""
        return Present(**{name: self.cleaned_data[name] for name in PRESENT_FIELDS})


def initial_of(content: InterviewContent, said: Said, present: Present) -> dict[str, Any]:
    """The form's first values from a draft."""
    return vars(content) | vars(said) | vars(present)


class MakeAccountForm(RecordForm):
    """An account of an incident, made of a completed interview."""

    reference = forms.CharField(label=_("Reference of the incident"), max_length=40)
    role = forms.ChoiceField(
        label=_("She is"),
        choices=[(code, wording.PERSON_ROLES[code]) for code in ("victim", "witness")],
        widget=forms.RadioSelect,
    )
    purpose = forms.CharField(
        label=_("What do you need it for?"),
        help_text=_("Her words are opened to be sealed again in the incident; it stays on the record."),
        max_length=200,
    )


class AskForm(RecordForm):
    """A question to one partner; only what is typed here leaves."""

    organisation = forms.ChoiceField(label=_("Which partner?"))
    words = forms.CharField(
        label=_("Whom do you mean?"),
        help_text=_(
            "As little as lets her be recognised: a name, where from, an age. It is sealed to those who hold the partner's names."
        ),
        max_length=500,
        widget=area(3),
    )

    def __init__(self, data: Any = None, *, partners: list[tuple[str, str]]) -> None:
        super().__init__(data, initial={"token": new_id()})
        _offer(self, "organisation", partners)


class AnswerForm(RecordForm):
    """The answer of a person who looked."""

    answer = forms.ChoiceField(label=_("Did we hear her?"), choices=of(wording_interviews.ANSWERS), widget=forms.RadioSelect)
    whom = forms.CharField(label=_("Whom to call, and how"), required=False, max_length=300)
