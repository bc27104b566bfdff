"""What is asked about an item: the file, where it comes from, what it belongs to, who receives it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.evidence import wording
from seereya.evidence.content import ItemContent
from seereya.reference.fields import RecordForm, WhenField, area, of
from seereya.vault.rules import VaultKind

_HASH = re.compile(r"^[0-9a-fA-F]{64}$")
LAZY: Any = wording.REFUSALS


class DescriptionForm(RecordForm):
    """What is written about an item; the file itself never changes."""

    title = forms.CharField(
        label=_("What it shows or says, in a few words"),
        help_text=_("Neither the name of a victim, nor of a witness, nor of a source: this line stands in lists."),
        required=False,
        max_length=200,
    )
    collected_by = forms.CharField(
        label=_("Who collected it?"),
        help_text=_("A code or a function, as your organisation writes it. Empty if not known."),
        required=False,
        max_length=200,
    )
    collected = WhenField(label=_("When was it collected?"), help_text=_("As you would say it: 3 January 2021, March 2021."))
    collected_where = forms.CharField(label=_("Where was it collected?"), required=False, max_length=300)
    collected_how = forms.CharField(
        label=_("How did it reach you?"),
        help_text=_("From whose hands to whose: a memory card handed over, a message forwarded, a copy taken from a telephone."),
        required=False,
        widget=area(3),
        max_length=2000,
    )
    origin = forms.CharField(
        label=_("Who made it, and for what?"),
        help_text=_("As far as it is known: a passer-by, an official letter, a report. No names here."),
        required=False,
        max_length=500,
    )
    device = forms.CharField(label=_("With which device?"), required=False, max_length=200)
    language = forms.CharField(label=_("In which language?"), required=False, max_length=80)
    sensitivity = forms.ChoiceField(
        label=_("How sensitive is it?"), choices=of(wording.SENSITIVITY), initial="ordinary", widget=forms.RadioSelect
    )
    graphic = forms.BooleanField(
        label=_("It shows wounds, bodies or violence"),
        help_text=_("Whoever opens it is warned first, and nothing is shown before it is asked for."),
        required=False,
    )
    notes = forms.CharField(label=_("Notes"), required=False, widget=area(3), max_length=4000)

    def content(self) -> ItemContent:
        """What the form says, as content."""
        said = self.cleaned_data
        names = ("title", "collected_by", "collected_where", "collected_how", "origin", "device", "language")
        return ItemContent(
            **{name: said[name].strip() for name in names},
            collected=said["collected"],
            sensitivity=said["sensitivity"],
            graphic=said["graphic"],
            notes=said["notes"],
        )


class ReceiveForm(DescriptionForm):
    """A file, and what is known of it. Only the file is needed now."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("Any kind, any size. It is sealed while it arrives; it is never altered afterwards."),
        error_messages={"required": LAZY["file_needed"]},
        allow_empty_file=True,
        max_length=None,
    )
    sha256 = forms.CharField(
        label=_("SHA-256 that was announced"),
        help_text=_("If whoever sent the file gave its hash: a file cut or altered on its way is told by it."),
        required=False,
        max_length=80,
    )
    kept = forms.ChoiceField(label=_("Where is it kept?"), widget=forms.RadioSelect, required=False)
    link_kind = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    link_target = forms.UUIDField(widget=forms.HiddenInput, required=False)
    locator = forms.CharField(
        label=_("Where in the file?"),
        help_text=_("What concerns it: page 3, or 00:01:12–00:01:40. Empty for the whole file."),
        required=False,
        max_length=200,
    )
    field_order = ("file", "title")

    def __init__(self, *args: Any, vaults: list[tuple[str, Any]], linked: bool, cut: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self._cut = cut
        kept = self.fields["kept"]
        assert isinstance(kept, forms.ChoiceField)
        kept.choices = vaults
        kept.initial = VaultKind.DOCUMENTATION
        if len(vaults) < 2:  # noqa: PLR2004 - a choice
            del self.fields["kept"]
        if not linked:
            del self.fields["locator"]
        if cut:
            self.fields["file"].error_messages["required"] = str(wording.REFUSALS["file_cut"])

    def clean_sha256(self) -> str:
        """A hash as tools print it, spaces left out."""
        typed = "".join(self.cleaned_data["sha256"].split())
        if typed and not _HASH.match(typed):
            raise forms.ValidationError(str(wording.REFUSALS["not_a_hash"]))
        return typed


class CorrectForm(DescriptionForm):
    """The description of an item with the reason of the change."""

    reason = forms.CharField(
        label=_("Why is it corrected?"),
        widget=area(2),
        max_length=1000,
        error_messages={"required": LAZY["reason_needed_to_correct"]},
    )


def initial_of(content: ItemContent) -> dict[str, Any]:
    """The form's first values from an item."""
    return {name: getattr(content, name) for name in DescriptionForm.base_fields if hasattr(content, name)}


class LinkForm(RecordForm):
    """What an item belongs to."""

    kind = forms.ChoiceField(label=_("What does it belong to?"), widget=forms.RadioSelect)
    reference = forms.CharField(label=_("Reference"), max_length=60)
    locator = forms.CharField(
        label=_("Where in the file?"),
        help_text=_("What concerns it: page 3, or 00:01:12–00:01:40. Empty for the whole file."),
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, kinds: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(code, wording.LINKS[code]) for code in kinds]
        kind.initial = kinds[0] if kinds else ""


class OfferForm(RecordForm):
    """Who shall have custody."""

    to = forms.ChoiceField(label=_("To whom?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What for"),
        help_text=_("The other side reads it before answering."),
        widget=area(2),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, receivers: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.choices = receivers


class AnswerForm(RecordForm):
    """The answer to an offer of custody."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            ("accept", pgettext_lazy("custody", "I accept custody")),
            ("refuse", pgettext_lazy("custody", "I refuse it")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Remarks"),
        help_text=_("Needed when you refuse. Both sides keep it in the journal."),
        widget=area(2),
        max_length=1000,
        required=False,
    )
