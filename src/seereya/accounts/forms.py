"""What is typed into accounts: logging in, enrolling, coming back, one's own account."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seereya.accounts import wording
from seereya.accounts.rules import Refused

OK, UNPROCESSABLE, TOO_MANY = 200, 422, 429
_PLAIN = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


class ActForm(forms.Form):
    """A form around one act: what the act refuses stands beside the field concerned, or on top."""

    refusal_fields: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused = ""
        self.done = False

    def refuse(self, refusal: Refused) -> None:
        """Says why the act did not happen."""
        self.refused = refusal.code
        self.add_error(self.refusal_fields.get(refusal.code), wording.say(refusal))

    @property
    def status(self) -> int:
        """The status of the page around it."""
        if self.refused in {"too_many_guesses", "busy"}:
            return TOO_MANY
        return UNPROCESSABLE if self.is_bound and self.errors else OK


def handle_field(**attrs: str) -> forms.CharField:
    """The name somebody logs in with."""
    return forms.CharField(
        label=_("Handle"), max_length=40, widget=forms.TextInput({"autocomplete": "username", **_PLAIN, **attrs})
    )


def passphrase_field(label: Any = "", help_text: Any = "") -> forms.CharField:
    """Six words, typed without looking."""
    return forms.CharField(
        label=label or _("Passphrase"),
        help_text=help_text,
        max_length=400,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password", **_PLAIN}),
    )


def code_field() -> forms.CharField:
    """A one-time code; the space that applications show in the middle may be typed."""
    return forms.CharField(
        label=_("Code of six digits"),
        help_text=_("Shown by the code application on your phone; it changes every thirty seconds."),
        max_length=12,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class LoginForm(ActForm):
    handle = handle_field()
    passphrase = passphrase_field()


class CodeForm(ActForm):
    refusal_fields: ClassVar = {"wrong_code": "code", "code_replayed": "code"}

    code = code_field()


class UnlockForm(ActForm):
    refusal_fields: ClassVar = {"wrong_passphrase": "passphrase"}

    passphrase = passphrase_field()


class PasskeyForm(ActForm):
    """What the browser answered, put into a hidden field by `passkey.js`."""

    response = forms.CharField(widget=forms.HiddenInput, max_length=20_000)

    def clean_response(self) -> dict[str, Any]:
        try:
            answer = json.loads(self.cleaned_data["response"])
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise forms.ValidationError(str(wording.REFUSALS["passkey_failed"]))
        return answer


class OfferForm(ActForm):
    """A passphrase that was made here and is typed back from paper; what was offered goes along to be shown again."""

    refusal_fields: ClassVar = {"passphrase_differs": "passphrase", "handle_taken": "handle", "bad_handle": "handle"}

    passphrase = forms.CharField(
        label=_("Type the passphrase from your paper"),
        help_text=_("All six words in their order. Capitals and accents do not matter."),
        max_length=400,
        widget=forms.TextInput({"autocomplete": "off", **_PLAIN}),
    )
    offered = forms.CharField(widget=forms.HiddenInput, max_length=400)
    ticket = forms.CharField(widget=forms.HiddenInput, max_length=400)

    def clean(self) -> dict[str, Any]:
        """The offered passphrase serves the page only."""
        cleaned = super().clean() or self.cleaned_data
        cleaned.pop("offered", None)
        return cleaned


class EnrolForm(OfferForm):
    handle = forms.CharField(
        label=_("Your handle"),
        help_text=_(
            "The name you log in with. Colleagues and the log see it, so choose one that says nothing about who you are."
        ),
        max_length=30,
        widget=forms.TextInput({"autocomplete": "username", **_PLAIN}),
    )
    field_order = ["handle", "passphrase"]


class RecoverForm(OfferForm):
    refusal_fields: ClassVar = {"passphrase_differs": "passphrase", "wrong_recovery_code": "code"}

    handle = handle_field()
    code = forms.CharField(
        label=_("Recovery code"),
        help_text=_("From the paper you printed. Small letters and missing hyphens do not matter."),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off", **_PLAIN}),
    )
    field_order = ["handle", "code", "passphrase"]


class ChangePassphraseForm(OfferForm):
    refusal_fields: ClassVar = {"passphrase_differs": "passphrase", "wrong_passphrase": "old"}

    old = passphrase_field(_("Your passphrase of today"))
    field_order = ["old", "passphrase"]


class ConfirmForm(ActForm):
    """Asks for the passphrase before something that could let others in."""

    refusal_fields: ClassVar = {"wrong_passphrase": "passphrase"}

    passphrase = passphrase_field(help_text=_("Asked again because this decides who can get in."))


class AddCodeForm(ConfirmForm):
    refusal_fields: ClassVar = {"wrong_passphrase": "passphrase", "wrong_code": "code"}

    code = code_field()
    field_order = ["code", "passphrase"]


class AddPasskeyForm(PasskeyForm):
    refusal_fields: ClassVar = {"wrong_passphrase": "passphrase"}

    label = forms.CharField(
        label=_("Name of this passkey"),
        help_text=_("So that you recognise it: “blue key”, “office laptop”."),
        max_length=60,
        required=False,
    )
    passphrase = passphrase_field()


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)
