"""What is asked about a basis: five questions as they are read aloud, further recipients only when needed, and how it was given."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.reference import terms
from seereya.reference.fields import RecordForm, WhenField, area, choices, of
from seereya.reference.saying import language
from seereya.vault import rules_exits as rules
from seereya.vault import wording_exits as wording
from seereya.vault.basis import Answer, BasisContent
from seereya.vault.rules_exits import BasisKind

CHOICES = of(wording.ANSWERS)


def questions() -> list[terms.Word]:
    """The questions asked aloud, in the order in which they are read."""
    return sorted(terms.vocabulary("consent_questions").values(), key=lambda word: int(word.extra["order"]))


def _short(**more: Any) -> forms.CharField:
    return forms.CharField(required=False, max_length=200, **more)


_KEPT = ("given", "proof", "language", "interpreter", "explained_by", "note", "relation", "dissent")
_ASKED = ("q_", "c_", "s_", "l_", "d_")


def _family_fields() -> dict[str, forms.Field]:
    return {
        "relation": _short(
            label=_("Who of the family spoke?"), help_text=_("By the part, without a name: widow, father, eldest son.")
        ),
        "dissent": _short(
            label=_("Who of the family is against it, and against what?"),
            help_text=_("It stays beside the consent and is shown at every exit."),
        ),
    }


def _told_fields() -> dict[str, forms.Field]:
    unsaid = _("not said")
    return {
        "given": WhenField(label=_("When was this said?"), help_text=_("As people say it: today, 3 March, about January 2021.")),
        "proof": forms.ChoiceField(label=_("How was it given?"), choices=choices("consent_forms", unsaid), required=False),
        "language": forms.ChoiceField(label=_("In which language?"), choices=choices("languages", unsaid), required=False),
        "interpreter": _short(
            label=_("Who interpreted?"), help_text=_("By handle or by the part, never a name. Empty: nobody was needed.")
        ),
        "explained_by": _short(label=_("Who explained it?"), help_text=_("A colleague's handle.")),
    }


def _minor_fields() -> dict[str, forms.Field]:
    agrees = [("", _("not asked")), ("yes", _("yes")), ("no", _("no"))]
    return {
        "minor": forms.BooleanField(label=_("The person is under eighteen"), required=False),
        "born": WhenField(
            label=_("When was the child born?"),
            help_text=_(
                "A day, a month or a year, as far as known. Only the month in which the child turns eighteen is kept: from then on "
                "the person is asked, not the guardian any more."
            ),
        ),
        "guardian": _short(
            label=_("Who decides for the child?"), help_text=_("By the part or an open code: mother, aunt, P-7F3KQ2.")
        ),
        "guardian_implicated": forms.BooleanField(label=_("This guardian may be implicated in what happened"), required=False),
        "assent": forms.ChoiceField(label=_("Does the child agree too?"), choices=agrees, required=False),
    }


class SpokenForm(RecordForm):
    """A person's own consent, or a family's."""

    def __init__(self, *args: Any, kind: BasisKind, full: bool = False, kept: BasisContent | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.full, self.kept = kind, full, kept or BasisContent()
        self._ask()
        self._how()

    def _ask(self) -> None:
        before = {one.scope: one for one in self.kept.answers}
        self.spoken = questions()
        for word in self.spoken:
            said = before.get(word.extra["scope"], Answer("", ""))
            self.fields[f"q_{word.code}"] = forms.ChoiceField(
                label=word.label(language()),
                help_text=word.extra[f"after_{language()}"],
                choices=CHOICES,
                initial=said.status if said.status in wording.ANSWERS else None,
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"c_{word.code}"] = _short(label=_("On which condition?"), initial=said.condition)
        asked = {word.extra["scope"] for word in self.spoken}
        self.further = [code for code in terms.vocabulary("consent_scopes") if code not in asked] if self.full else []
        for code in self.further:
            said = before.get(code, Answer("", ""))
            label = terms.label("consent_scopes", code, language())
            status = forms.ChoiceField(
                label=label, choices=of(wording.ANSWERS, _("not asked")), initial=said.status, required=False
            )
            self.fields[f"s_{code}"] = status
            levels = choices("identity_disclosure")
            self.fields[f"l_{code}"] = forms.ChoiceField(
                label=_("How much of the name"), choices=levels, initial=said.level, required=False
            )
            self.fields[f"d_{code}"] = _short(label=_("On which condition?"), initial=said.condition)

    def _how(self) -> None:
        if self.kind is BasisKind.FAMILY:
            self.fields |= _family_fields()
        self.fields |= _told_fields()
        if self.kind is BasisKind.CONSENT:
            self.fields |= _minor_fields()
        self.fields["note"] = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=area(3))
        for name in (*_KEPT, "minor", "guardian", "assent"):
            if name in self.fields:
                self.fields[name].initial = getattr(self.kept, name)

    @property
    def asked(self) -> list[dict[str, Any]]:
        """The questions for the page: the answer, and the condition beside it."""
        return [{"answer": self[f"q_{word.code}"], "condition": self[f"c_{word.code}"]} for word in self.spoken]

    @property
    def others(self) -> list[dict[str, Any]]:
        """The further scopes for the page."""
        return [{"answer": self[f"s_{one}"], "level": self[f"l_{one}"], "condition": self[f"d_{one}"]} for one in self.further]

    @property
    def how(self) -> list[Any]:
        """How it was given, for the page."""
        return [
            self[name]
            for name in self.fields
            if name[:2] not in {"q_", "c_", "s_", "l_", "d_"} and name not in {"token", "version"}
        ]

    def content(self) -> BasisContent:
        """The next version. What this form did not ask about stays as it was said before."""
        cleaned = self.cleaned_data
        answers = {one.scope: one for one in self.kept.answers}
        for word in self.spoken:
            said = cleaned[f"q_{word.code}"]
            scope, level = word.extra["scope"], word.extra["level"]
            _put(answers, scope, said, level, cleaned[f"c_{word.code}"])
        for code in self.further:
            _put(answers, code, cleaned[f"s_{code}"], cleaned[f"l_{code}"] or "ID-0", cleaned[f"d_{code}"])
        values = {
            name: cleaned[name] for name in (*_KEPT, "minor", "guardian", "guardian_implicated", "assent") if name in self.fields
        }
        return BasisContent(kind=str(self.kind), answers=list(answers.values()), adult_from=self._adult_from(), **values)

    def _adult_from(self) -> str:
        """When a minor turns eighteen: as typed now, or as it was kept."""
        if not self.cleaned_data.get("minor"):
            return ""
        earliest = self.cleaned_data["born"].earliest
        return rules.adult_from(date.fromisoformat(earliest)) if earliest else self.kept.adult_from


def _put(answers: dict[str, Answer], scope: str, status: str, level: str, condition: str) -> None:
    """One answer; a yes with a condition is a yes on a condition. What is not answered is not asked: an earlier withdrawal stands."""
    if not status:
        if scope in answers and answers[scope].status != rules.WITHDRAWN:
            del answers[scope]
        return
    status = rules.YES_IF if status == rules.YES and condition else status
    yes = status in {rules.YES, rules.YES_IF}
    answers[scope] = Answer(scope, status, level if yes else "ID-0", condition if yes else "")


def _offered(word: terms.Word, *, claims: bool) -> bool:
    """Recipients to whom a claim, or whatever concerns a public function, may be addressed."""
    return word.extra.get("legal") == "yes" if claims else word.extra.get("axis") == "recipient"


class ReasonsForm(RecordForm):
    """A basis for which nobody is asked: a legal claim, or a public function."""

    scopes = forms.MultipleChoiceField(label=_("For which recipients does it hold?"), widget=forms.CheckboxSelectMultiple)
    level = forms.ChoiceField(label=_("How much of the name"))
    reasons = forms.CharField(label=_("Why does it hold?"), max_length=2000, widget=area(4), required=False)
    right_of_reply = forms.CharField(
        label=_("Right of reply"), help_text=_("When and how the person was offered to answer, and what came back."), max_length=2000,
        widget=area(3), required=False,
    )  # fmt: skip
    given = WhenField(label=_("Since when?"))
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=area(3))

    def __init__(self, *args: Any, kind: BasisKind, kept: BasisContent | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, kept = kind, kept or BasisContent()
        words = terms.vocabulary("consent_scopes")
        claims = kind is BasisKind.LEGAL_CLAIM
        offered = [
            word
            for word in words.values()
            if (word.extra.get("legal") == "yes" if claims else word.extra.get("axis") == "recipient")
        ]
        self.fields["scopes"].choices = [(word.code, word.label(language())) for word in offered]  # type: ignore[attr-defined]
        self.fields["level"].choices = choices("identity_disclosure")  # type: ignore[attr-defined]
        if claims:
            del self.fields["right_of_reply"]
        yes = [one for one in kept.answers if one.status == rules.YES]
        self.fields["scopes"].initial = [one.scope for one in yes]
        self.fields["level"].initial = yes[0].level if yes else "ID-3"
        for name in ("reasons", "right_of_reply", "given", "note"):
            if name in self.fields:
                self.fields[name].initial = getattr(kept, name)

    def content(self) -> BasisContent:
        """The next version."""
        cleaned = self.cleaned_data
        answers = [Answer(scope, rules.YES, cleaned["level"]) for scope in cleaned["scopes"]]
        values = {name: cleaned[name] for name in ("reasons", "right_of_reply", "given", "note") if name in cleaned}
        return BasisContent(kind=str(self.kind), answers=answers, **values)


class WithdrawForm(RecordForm):
    """Taking a consent back, wholly or in part, and asking back what left."""

    def __init__(self, *args: Any, scopes: list[tuple[str, Any]], gone: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"] = forms.MultipleChoiceField(
            label=_("What is taken back?"), help_text=_("Tick nothing to take everything back."), choices=scopes, required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.fields["reason"] = forms.CharField(
            label=_("What the person said"),
            help_text=_("Nobody has to give a reason."),
            required=False,
            max_length=500,
            widget=area(2),
        )
        if gone:
            self.fields["recalled"] = forms.MultipleChoiceField(
                label=_("What did you ask to have back?"), help_text=_("These left already. They cannot be undone, only asked back."),
                choices=gone, required=False, widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
            self.fields["recall"] = _short(label=_("Whom you asked, and how"))


class ReasonForm(RecordForm):
    """One line of reason, for a second person's answer."""

    reason = forms.CharField(label=_("Why?"), max_length=500, widget=area(2), required=False)


class LeavingForm(RecordForm):
    """What is about to leave: to whom, how much of the name, what for."""

    scope = forms.ChoiceField(label=_("What kind of recipient?"))
    recipient = forms.CharField(
        label=_("Who exactly receives it?"), help_text=_("The person or office, as on an envelope."), max_length=200
    )
    level = forms.ChoiceField(label=_("How much of the name"))
    purpose = forms.CharField(label=_("What for?"), help_text=_("One line. It stays in the ledger."), max_length=200)
    urgent = forms.CharField(
        label=_("Why can it not wait?"),
        help_text=_(
            "Only where a life or a deadline depends on it and nobody could be asked. A second person must answer within 72 hours. "
            "It never overrules a no."
        ),
        required=False, max_length=500, widget=area(2),
    )  # fmt: skip
    lowest: ClassVar = "ID-2"
    with_urgency: ClassVar = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes = [word for word in terms.vocabulary("consent_scopes").values() if word.extra.get("axis") == "recipient"]
        self.fields["scope"].choices = [("", _("choose")), *((word.code, word.label(language())) for word in scopes)]  # type: ignore[attr-defined]
        levels = [one for one in choices("identity_disclosure") if rules.rank(one[0]) >= rules.rank(self.lowest)]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]
        if not self.with_urgency:
            del self.fields["urgent"]
