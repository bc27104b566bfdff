"""An ask, an answer to a proposed one, an action."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.advocacy.content import ActionContent
from seereya.advocacy.forms.fields import DayField, coded
from seereya.advocacy.models import Action, Ask
from seereya.advocacy.services import Done, Wanted
from seereya.advocacy.wording import LEVELS, RESULTS
from seereya.reference import terms
from seereya.reference.fields import RecordForm, area, of
from seereya.reference.saying import language

_ASK = ("what", "of_whom", "by_when", "indicator", "body", "theme")
_ACTION = ("kind", "level", "on", "body", "languages", "cost_line", "outcome", "outcome_on", "follow_up")
_SEALED = ("subject", "who", "notes", "document", "stakeholder")


class AskForm(RecordForm):
    """What, of whom, by when, and how it is known to be done."""

    what = forms.CharField(
        label=_("What is asked"),
        help_text=_("One thing, in the words that stand in every letter and submission."),
        widget=area(3),
    )
    of_whom = forms.CharField(label=_("Of whom"), help_text=_("Office or institution that can do it."), max_length=200)
    by_when = DayField(label=_("By when"), ahead=True)
    indicator = forms.CharField(label=_("How it is known to be done"), max_length=300)

    def __init__(self, data: Any = None, *, row: Ask | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["body"] = coded(_("Body"), "bodies", needed=False, kept=row.body if row else "")
        self.fields["theme"] = coded(_("Theme"), "recommendation_themes", needed=False, kept=row.theme if row else "")

    def wanted(self, *, commitment: UUID | None = None, recommendation: UUID | None = None) -> Wanted:
        """What was typed, with what it is tied to."""
        said = {name: self.cleaned_data[name] for name in _ASK}
        return Wanted(commitment_id=commitment, recommendation_id=recommendation, **said)


def ask_initial(row: Ask) -> dict[str, Any]:
    """The first values of the form of an ask."""
    return {name: getattr(row, name) for name in _ASK} | {"version": row.version}


class CloseAskForm(RecordForm):
    """How an ask ended."""

    result = forms.ChoiceField(label=_("How it ended"), choices=of(RESULTS), required=False, widget=forms.RadioSelect)


class DeclineForm(RecordForm):
    """Why no ask is made of a passed deadline."""

    reason = forms.CharField(
        label=_("Why no ask is made of it"), help_text=_("Sealed: only your organisation reads it."), widget=area(2)
    )


class ActionForm(RecordForm):
    """What we did before whom, with which asks; what was said is sealed."""

    on = DayField(label=_("On which day"))
    level = forms.ChoiceField(label=_("Level"), choices=of(LEVELS), widget=forms.RadioSelect)
    subject = forms.CharField(label=_("Subject"), help_text=_("Sealed, like all that is written below it."), max_length=200)
    who = forms.CharField(label=_("Who was there for us"), required=False, max_length=300)
    notes = forms.CharField(label=_("What was said"), required=False, widget=area(5))
    document = forms.CharField(label=_("Document handed over or sent"), required=False, max_length=300)
    asks = forms.MultipleChoiceField(label=_("Asks put forward"), required=False, widget=forms.CheckboxSelectMultiple)
    languages = forms.MultipleChoiceField(label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple)
    cost_line = forms.CharField(
        label=_("Budget line"),
        help_text=_("As in the budget: 4.2.1. Empty where it cost nothing."),
        required=False,
        max_length=60,
    )
    outcome_on = DayField(label=_("The outcome's day"), needed=False)
    outcome_words = forms.CharField(label=_("The outcome in words"), help_text=_("Sealed."), required=False, widget=area(3))
    follow_up = DayField(label=_("Follow up on"), needed=False, ahead=True)
    field_order = ("kind", "on", "level", "body", "stakeholder", "subject", "who", "asks", "notes", "document", "languages",
                   "cost_line", "outcome", "outcome_on", "outcome_words", "follow_up")  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        *,
        asks: list[tuple[str, str]],
        stakeholders: list[tuple[str, str]],
        row: Action | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.fields["kind"] = coded(_("Kind of action"), "advocacy_actions", kept=row.kind if row else "")
        self.fields["body"] = coded(_("Body"), "bodies", needed=False, kept=row.body if row else "")
        self.fields["outcome"] = coded(_("Outcome so far"), "advocacy_outcomes", needed=False)
        self.fields["stakeholder"] = forms.ChoiceField(label=_("Whom we met"), choices=[("", "—"), *stakeholders], required=False)
        spoken = terms.choices("languages", language(), keep=frozenset(row.languages if row else ()))
        for name, options in (("asks", asks), ("languages", spoken)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = options
        self.order_fields(self.field_order)

    def done(self) -> Done:
        """What stands in clear."""
        return Done(**{name: self.cleaned_data[name] for name in _ACTION})

    def content(self) -> ActionContent:
        """What is sealed of it."""
        said = {name: self.cleaned_data[name].strip() for name in _SEALED}
        return ActionContent(outcome=self.cleaned_data["outcome_words"].strip(), **said)

    def chosen(self) -> list[UUID]:
        """The asks put forward."""
        return [UUID(one) for one in self.cleaned_data["asks"]]


def action_initial(row: Action, content: ActionContent, asks: list[str]) -> dict[str, Any]:
    """The first values of the form of an action."""
    found = {name: getattr(row, name) for name in _ACTION} | {name: getattr(content, name) for name in _SEALED}
    return found | {"outcome_words": content.outcome, "asks": asks, "version": row.version}
