"""The form of a proposition: a sentence on which accounts differ, where each stands, what was concluded and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.documentation import wording
from seereya.documentation.content import Account, Proposition
from seereya.documentation.forms.records_fields import LAZY, RecordForm, area, choices, of

_POSITION, _RELATION = "position-", "relation-"
_OWN = ("words", "conclusion", "standard", "reasons")


class PropositionForm(RecordForm):
    """One sentence; a conclusion takes a standard and reasons, and dissent has its place in them."""

    words = forms.CharField(
        label=_("The sentence on which accounts differ"),
        help_text=_("One thing that can be true or not: “those killed were attending a wedding”."),
        widget=area(3),
        max_length=1000,
        error_messages={"required": LAZY["proposition_needed"]},
    )
    conclusion = forms.CharField(
        label=_("What was concluded, if anything"),
        help_text=_("“Strongly supported”, “not supported”, “open”: never “proved”."),
        required=False,
        max_length=300,
    )
    standard = forms.ChoiceField(label=_("By which standard of proof"), required=False)
    reasons = forms.CharField(
        label=_("Reasons, and dissent"),
        help_text=_("Why, on which accounts, and who sees it otherwise."),
        required=False,
        widget=area(5),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        accounts: list[Account],
        others: list[Proposition],
        proposition: Proposition | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.kept = proposition or Proposition(id="", words="")
        standard = self.fields["standard"]
        assert isinstance(standard, forms.ChoiceField)
        standard.choices = choices("standards_of_proof", "—", keep=self.kept.standard)
        if self.kept.words:
            self.initial = {**self.initial, **{name: getattr(self.kept, name) for name in _OWN}}
        self._ask_positions(accounts)
        self._ask_relations(others)

    def _ask_positions(self, accounts: list[Account]) -> None:
        self.position_names = []
        for number, account in enumerate(accounts, 1):
            name = f"{_POSITION}{account.id}"
            self.fields[name] = forms.ChoiceField(
                label=_("Account %(number)s · %(source)s") % {"number": number, "source": account.source_words or "—"},
                choices=of(wording.POSITIONS),
                initial=account.positions.get(self.kept.id, "silent"),
                widget=forms.RadioSelect,
            )
            self.position_names.append(name)

    def _ask_relations(self, others: list[Proposition]) -> None:
        kept: dict[str, list[str]] = {}
        for one in self.kept.relations:
            kept.setdefault(one.get("to", ""), []).append(one.get("kind", ""))
        self.relation_names = []
        for other in others:
            name = f"{_RELATION}{other.id}"
            self.fields[name] = forms.MultipleChoiceField(
                label=_("The sentence… “%(words)s”") % {"words": other.words},
                choices=of(wording.RELATIONS),
                initial=kept.get(other.id, []),
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            self.relation_names.append(name)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The questions on the sentence itself."""
        return [self[name] for name in _OWN]

    @property
    def position_fields(self) -> list[forms.BoundField]:
        """Where each account stands."""
        return [self[name] for name in self.position_names]

    @property
    def relation_fields(self) -> list[forms.BoundField]:
        """How the sentence bears on the others."""
        return [self[name] for name in self.relation_names]

    def positions(self) -> dict[str, str]:
        """Where each account stands, by the account's id."""
        return {name.removeprefix(_POSITION): self.cleaned_data[name] for name in self.position_names}

    def proposition(self, by: str, new: str) -> Proposition:
        """What the form says, as content. `by`: who concludes; `new`: the id of a proposition that had none."""
        said = self.cleaned_data
        relations = [
            {"kind": kind, "to": name.removeprefix(_RELATION)} for name in self.relation_names for kind in said.get(name, ())
        ]
        concluded = (said["conclusion"], said["standard"], said["reasons"])
        same = concluded == (self.kept.conclusion, self.kept.standard, self.kept.reasons)
        return Proposition(
            id=self.kept.id or new,
            words=said["words"].strip(),
            conclusion=said["conclusion"].strip(),
            standard=said["standard"],
            reasons=said["reasons"],
            by=self.kept.by if same else by,
            relations=relations,
        )
