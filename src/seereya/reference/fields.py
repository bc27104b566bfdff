"""Form fields that understand dates and places as people say them, and forms that can be restored from a draft."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from seereya.accounts import wording as accounts_wording
from seereya.accounts.rules import Refused
from seereya.foundation import clock, dates, text, walls
from seereya.foundation.sealable import When
from seereya.reference import places, terms, wording
from seereya.reference.saying import language

Words = str | Promise


def area(rows: int) -> forms.Textarea:
    """A text area of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


class WhenField(forms.CharField):
    """A date typed as people say it; its value is a `When`, and it can be said back."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=200, **more)
        self.widget.attrs["autocomplete"] = "off"

    def prepare_value(self, value: Any) -> Any:
        return value.words or ("" if value.precision == "unknown" else said(value)) if isinstance(value, When) else value

    def clean(self, value: Any) -> When:
        typed = super().clean(value)
        if not typed:
            return When()
        try:
            return read_when(typed)
        except dates.BadDate as bad:
            raise forms.ValidationError(str(wording.BAD_DATES[bad.code])) from None


def read_when(typed: str) -> When:
    """A `When` from words. Raises `BadDate`."""
    return When(**dates.to_record(dates.parse(typed, today=clock.today(), language=language())))  # type: ignore[arg-type]


def said(value: When) -> str:
    """The date in the page's language."""
    return dates.say(dates.from_record(asdict(value)), language())


def tree_of(vocabulary: str, keep: frozenset[str] = frozenset()) -> list[tuple[str, list[tuple[str, str]]]]:
    """Terms in use, grouped by the branch they stand on; deeper terms are indented."""
    branches: dict[str, list[tuple[str, str]]] = {}
    words = terms.vocabulary(vocabulary)
    for code, word in words.items():
        if word.retired_on is None or code in keep:
            indent = "\u2003" * max(len(word.path) - 2, 0)
            label = (
                _("%(kind)s, in general") % {"kind": word.label(language())} if len(word.path) == 1 else word.label(language())
            )
            branches.setdefault(word.path[0], []).append((code, indent + label))
    return [(words[top].label(language()) if top in words else top, found) for top, found in branches.items()]


def choices(vocabulary: str, empty: Words = "", *, keep: str = "") -> list[tuple[str, Words]]:
    """Terms of a vocabulary for a select, an empty one first where it has words."""
    found: list[tuple[str, Words]] = [("", empty)] if empty else []
    return found + list(terms.choices(vocabulary, language(), keep=frozenset({keep} if keep else ())))


def of(words: dict[str, Any], empty: Words = "") -> list[tuple[str, Words]]:
    """Codes with words for a select."""
    return ([("", empty)] if empty else []) + list(words.items())


class TokenField(forms.UUIDField):
    """What a page's form carries so that sending it twice makes one record: the id that the record will have follows from it.

    It is never the id itself: whoever sent another's id as a token would learn by the answer that the record exists. The same token
    of the same organisation gives the same id, and nobody can choose a token that gives an id he knows (HMAC-SHA-256, RFC 2104).
    """

    widget = forms.HiddenInput

    def clean(self, value: Any) -> UUID | None:
        """The record's id: a UUIDv7 of the token's moment (RFC 9562, section 5.7), nothing where no token was sent."""
        token = super().clean(value)
        if token is None:
            return None
        bound = salted_hmac("seereya.form-token", f"{walls.current()} {token}", algorithm="sha256").digest()
        made = bytearray(token.bytes[:6] + bound[:10])
        made[6], made[8] = 0x70 | made[6] & 0x0F, 0x80 | made[8] & 0x3F
        return UUID(bytes=bytes(made))


class RecordForm(forms.Form):
    """A form that can be restored from a draft, refuses in words, and says back how it read dates."""

    use_required_attribute = False
    token = TokenField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def without_errors(self) -> RecordForm:
        """Shown as it was typed, nothing judged yet: a restored draft, or a row was added."""
        self._errors = forms.utils.ErrorDict()
        self.cleaned_data = {}
        return self

    def refuse(self, refusal: Refused) -> None:
        """Puts a refusal on top of the form: what is missing, and who can give it."""
        giver = accounts_wording.GIVERS.get(refusal.code, "")
        self.add_error(None, f"{accounts_wording.say(refusal)} {giver}".strip())

    def renew(self, version: int) -> None:
        """The next sending of this form is over the version its reader has now seen."""
        data: Any = self.data
        self.data = data.copy()
        self.data[self.add_prefix("version")] = str(version)  # type: ignore[index]

    def read_back(self) -> None:
        """Says beside each date how it is understood."""
        for name, field in self.fields.items():
            if isinstance(field, WhenField):
                self[name].reading = self._reading(name)  # type: ignore[attr-defined]

    def _reading(self, name: str) -> str:
        value = self[name].value()
        try:
            return said(read_when(str(value))) if value else ""
        except dates.BadDate:
            return ""


class PlaceMixin(forms.Form):
    """Where: a place of the tree by its name; where several bear it, a choice. Works without a script."""

    place = forms.CharField(required=False, max_length=200)
    place_choice = forms.ChoiceField(required=False, widget=forms.RadioSelect)

    def prepare_place(self) -> None:
        """Offers the places that bear the name typed, where there are several; lets a script suggest."""
        try:
            self.fields["place"].widget.attrs |= {
                "data-suggest-url": reverse("documentation:place-suggest"),
                "autocomplete": "off",
            }
        except NoReverseMatch:
            self.fields["place"].widget.attrs |= {"autocomplete": "off"}
        found = candidates(str(self["place"].value() or ""))
        self.several = [(code, place_label(code)) for code in found] if len(found) > 1 else []
        field = self.fields["place_choice"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = self.several
        if not self.several:
            del self.fields["place_choice"]

    def clean_places(self, cleaned: dict[str, Any]) -> str:
        """The code of the place; adds the error where there is none or no choice was made."""
        typed = cleaned.get("place", "")
        if not typed:
            return ""
        found = candidates(typed)
        chosen = cleaned.get("place_choice", "")
        if chosen in found:
            return str(chosen)
        if len(found) == 1:
            return found[0]
        if found:
            self.add_error("place_choice", _("Several places bear this name. Choose one of them."))
        else:
            self.add_error(
                "place",
                _(
                    "No place of the list bears this name. Name a larger place around it, and write the name as it was told below."
                ),
            )
        return ""


def place_label(code: str) -> str:
    """A place with what it lies in and what kind it is, to choose between places of one name."""
    node = places.tree().get(code)
    kind = wording.label(wording.PLACE_KINDS, node.kind) if node else ""
    return f"{places.tree().full_label(code, language())} ({kind})"


def candidates(typed: str) -> list[str]:
    """Codes of the places somebody may mean: of exactly this name, or this name with what it lies in, else those that begin so."""
    tree = places.tree()
    wanted = " ".join(typed.split())
    if not wanted:
        return []
    exact = [node.code for node in tree.named(wanted)]
    if exact:
        return exact
    first = wanted.split(",", 1)[0]
    full = [node.code for node in tree.named(first) if _full(node.code, wanted)]
    return full or [node.code for node in tree.suggest(wanted, limit=8)]


def _full(code: str, wanted: str) -> bool:
    labels = {text.fold(places.tree().full_label(code, tongue)) for tongue in ("fr", "en")}
    return text.fold(wanted) in labels
