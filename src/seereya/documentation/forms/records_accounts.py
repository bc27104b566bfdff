"""The form of an account: who says it, what it says, how many, whom it names, how far it is to be trusted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from seereya.documentation import wording
from seereya.documentation.content import Account, Blame, Quantity
from seereya.documentation.forms.records_fields import WhenField, area, choices, language, of
from seereya.documentation.forms.sources import SourceForm
from seereya.documentation.pages.words import CREDIBILITY, RELIABILITY, grade_code
from seereya.documentation.queries.sources import Sources
from seereya.foundation.identifiers import new_id
from seereya.foundation.quantities import BadQuantity, parse_quantity
from seereya.reference import terms


class QuantityForm(forms.Form):
    """How many, as worded; the least and the most are read from the words where they give them."""

    use_required_attribute = False
    category = forms.ChoiceField(label=_("People"), required=False)
    status = forms.ChoiceField(label=_("Said to be"), required=False)
    words = forms.CharField(label=_("As the source words it"), required=False, max_length=200)
    minimum = forms.IntegerField(label=_("At least"), required=False, min_value=0, max_value=10_000_000)
    maximum = forms.IntegerField(label=_("At most"), required=False, min_value=0, max_value=10_000_000)
    denied = forms.BooleanField(label=_("The source denies that there were any"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, words in (("category", wording.CATEGORIES), ("status", wording.STATUSES)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = of(words, "—")
        for name in ("minimum", "maximum"):
            self.fields[name].widget.attrs |= {"inputmode": "numeric"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.is_blank() or self.errors:
            return cleaned
        if not cleaned.get("category"):
            self.add_error("category", _("Killed, injured…: choose what was done to these people."))
        cleaned["status"] = cleaned.get("status") or "unknown"
        self._read(cleaned)
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> None:
        low, high, words = cleaned.get("minimum"), cleaned.get("maximum"), cleaned.get("words", "")
        if cleaned.get("denied"):
            if low or high:
                self.add_error("denied", _("A denial has no numbers. Put what others say into their own accounts."))
            cleaned["minimum"] = cleaned["maximum"] = None
            return
        if low is None and high is None and words:
            try:
                found = parse_quantity(words)
            except BadQuantity as bad:
                if bad.code != "not_understood":
                    self.add_error("words", str(wording.BAD_QUANTITIES[bad.code]))
                return
            cleaned["minimum"], cleaned["maximum"] = found.bounds
        elif low is not None and high is not None and low > high:
            self.add_error("minimum", str(wording.BAD_QUANTITIES["minimum_above_maximum"]))
        elif low is None and high is None:
            self.add_error("words", _("Say how many, in the words of the source or as numbers."))

    def is_blank(self) -> bool:
        """Whether nothing was written into this row."""
        names = ("category", "words", "minimum", "maximum", "denied")
        return not any(self.data.get(self.add_prefix(name), "") for name in names)

    def quantity(self) -> Quantity:
        """The row as content."""
        said = self.cleaned_data
        return Quantity(
            said["category"], said["status"], said["words"], said.get("minimum"), said.get("maximum"), bool(said.get("denied"))
        )


class BlameForm(forms.Form):
    """Whom the account names, as alleged."""

    use_required_attribute = False
    words = forms.CharField(label=_("Whom it names, in its words"), required=False, max_length=300)
    stance = forms.ChoiceField(label=_("What it does"), required=False)
    category = forms.ChoiceField(label=_("Kind of actor"), required=False)
    confidence = forms.ChoiceField(label=_("How sure is the attribution?"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offered = {
            "stance": of(wording.STANCES),
            "category": choices("perpetrator_categories", "—"),
            "confidence": choices("attribution_confidence", "—"),
        }
        for name, found in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found

    def is_blank(self) -> bool:
        """Whether nothing was written into this row."""
        return not any(self.data.get(self.add_prefix(name), "") for name in ("words", "category", "confidence"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.is_blank() and not cleaned.get("words", "").strip():
            self.add_error("words", _("Write whom the source names, in its own words."))
        return cleaned

    def blame(self) -> Blame:
        """The row as content."""
        said = self.cleaned_data
        return Blame(said["words"], said["category"], said["confidence"], said["stance"] or "blames")


QuantityRows = formset_factory(QuantityForm, extra=2, max_num=60, absolute_max=80)
BlameRows = formset_factory(BlameForm, extra=1, max_num=30, absolute_max=40)
ROWS = ("quantities", "blames")


class AccountForm(SourceForm):
    """One source's version of an incident."""

    source_type = forms.ChoiceField(label=_("Kind of source"), required=False)
    basis = forms.CharField(
        label=_("How does the source know?"),
        help_text=_("Saw it, heard it from a cousin, counted the graves, was not there."),
        required=False,
        max_length=300,
    )
    published = WhenField(
        label=_("When was this said or published?"), help_text=_("As you would say it: yesterday, 7/1/2021, January 2021.")
    )
    says = forms.CharField(
        label=_("What does it say?"),
        help_text=_("Told in your words, without what would show who speaks."),
        required=False,
        widget=area(6),
    )
    reliability = forms.ChoiceField(
        label=_("Reliability of the source"), help_text=_("The source, whatever it says here."), initial="SR-F"
    )
    credibility = forms.ChoiceField(
        label=_("Credibility of the information"), help_text=_("What is said here, whoever says it."), initial="IC-6"
    )
    verbatim = forms.CharField(
        label=_("Verbatim words"),
        help_text=_("Sealed apart and opened for a purpose only: here the source may speak as it spoke."),
        required=False,
        widget=area(6),
    )
    archived = forms.CharField(
        label=_("Where the original is kept"),
        help_text=_("Reference of the evidence, folder, or address of the page and the day it was saved."),
        required=False,
        max_length=300,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        sources: Sources,
        account: Account | None = None,
        optional: bool = False,
        testimony_closed: bool = False,
        version: int = 0,
        **more: Any,
    ) -> None:
        super().__init__(data, initial=_initial(account) | {"version": version}, **more)
        self.kept, self.optional = account, optional
        kept = account or Account(id="")
        self.offer(sources, (kept.source, kept.source_words))
        self._offer(kept)
        if testimony_closed:
            del self.fields["verbatim"]
        self.quantities = QuantityRows(data, prefix=self.add_prefix("quantities"), initial=_quantities(account))
        self.blames = BlameRows(data, prefix=self.add_prefix("blames"), initial=_blames(account))

    def _offer(self, kept: Account) -> None:
        offered: dict[str, list[tuple[str, Any]]] = {
            "source_type": choices("source_types", "—", keep=kept.source_type),
            "reliability": _grades(RELIABILITY),
            "credibility": _grades(CREDIBILITY),
        }
        for name, found in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found

    def filled(self) -> bool:
        """Whether anything of an account was written, where the account is optional."""
        names = ("source", "source_code", "source_words", "says", "verbatim", "archived", "published")
        typed = any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)
        rows: list[Any] = [*self.quantities.forms, *self.blames.forms]
        return typed or any(not row.is_blank() for row in rows if row.is_bound)

    def is_valid(self) -> bool:
        if self.optional and self.is_bound and not self.filled():
            self.without_errors()
            return True
        mine, rows = super().is_valid(), [self.quantities.is_valid(), self.blames.is_valid()]
        if not all(rows):
            self.add_error(None, _("Some rows of people harmed or of those named need a correction: see beside them."))
        return mine and all(rows)

    def account(self) -> Account:
        """What the form says, as content. What the form does not ask (positions, an external event) is kept."""
        said = self.cleaned_data
        if not hasattr(self, "_id"):
            self._id = self.kept.id if self.kept else (said.get("token") or new_id()).hex
        return Account(
            id=self._id,
            source=said["source"],
            source_words=said["source_words"].strip(),
            source_type=said["source_type"],
            published=said["published"],
            says=said["says"],
            basis=said["basis"],
            quantities=[row.quantity() for row in self.quantities.forms if not row.is_blank()],
            blames=[row.blame() for row in self.blames.forms if not row.is_blank()],
            positions=dict(self.kept.positions) if self.kept else {},
            reliability=said["reliability"],
            credibility=said["credibility"],
            archived=said["archived"],
            external_event=self.kept.external_event if self.kept else "",
        )


def _grades(prefix: str) -> list[tuple[str, Any]]:
    """The letters or figures of one of the two scales; they are never averaged."""
    return [
        (code, f"{code[len(prefix) :]} · {word.label(language())}")
        for code, word in terms.vocabulary("source_grading").items()
        if code.startswith(prefix)
    ]


def _initial(account: Account | None) -> dict[str, Any]:
    if account is None:
        return {"token": new_id()}
    return {
        "source": account.source,
        "source_words": "" if account.source else account.source_words,
        "source_type": account.source_type,
        "basis": account.basis,
        "published": account.published,
        "says": account.says,
        "reliability": grade_code(RELIABILITY, account.reliability) or "SR-F",
        "credibility": grade_code(CREDIBILITY, account.credibility) or "IC-6",
        "archived": account.archived,
    }


def _quantities(account: Account | None) -> list[dict[str, Any]]:
    return [vars(one).copy() for one in account.quantities] if account else []


def _blames(account: Account | None) -> list[dict[str, Any]]:
    return [vars(one).copy() for one in account.blames] if account else []


__all__ = ["ROWS", "AccountForm", "BlameRows", "QuantityRows"]
