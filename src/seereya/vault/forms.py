"""What is typed about members, grants and custodians."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.accounts.forms import ActForm, OfferForm, handle_field, passphrase_field
from seereya.accounts.rules import SHARES_MADE, SHARES_NEEDED, Role
from seereya.accounts.wording import ROLES


def roles_field() -> forms.TypedMultipleChoiceField:
    """Several of the sixteen roles."""
    return forms.TypedMultipleChoiceField(
        label=_("Roles"),
        help_text=_("In a small office one person often holds several. Roles decide which vaults somebody may be given."),
        choices=[(role.value, label) for role, label in ROLES.items()],
        coerce=Role,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class RolesForm(ActForm):
    refusal_fields: ClassVar = {"roles_needed": "roles"}

    roles = roles_field()


class ProfileForm(ActForm):
    """One's own name and contact."""

    name = forms.CharField(label=_("Name"), help_text=_("As colleagues know you."), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Only if colleagues may need it in an emergency; this platform sends no mail."),
        required=False,
    )
    telephone = forms.CharField(label=_("Telephone"), max_length=40, required=False)


class CeremonyForm(ActForm):
    """The second founder's words, and where each custodian lives."""

    refusal_fields: ClassVar = {"wrong_second_person": "handle"}

    handle = handle_field()
    passphrase = passphrase_field(help_text=_("Typed by the second person, here, at this table."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handle"].label = _("Handle of the second person")
        self.fields["passphrase"].label = _("Passphrase of the second person")
        for number in range(1, SHARES_MADE + 1):
            self.fields[f"country_{number}"] = forms.CharField(
                label=_("Country of custodian %(number)s") % {"number": number}, max_length=60
            )

    def clean(self) -> dict[str, Any]:
        """The countries as one list."""
        cleaned = super().clean() or self.cleaned_data
        names = [cleaned.pop(f"country_{number}", "") for number in range(1, SHARES_MADE + 1)]
        return cleaned | {"countries": [" ".join(name.split()) for name in names]}


class SharesField(forms.CharField):
    """Shares typed from paper: separated by an empty line, or one on each line."""

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").replace("\r\n", "\n").strip()
        blocks = text.split("\n\n") if "\n\n" in text else text.split("\n")
        return [" ".join(block.split()) for block in blocks if block.strip()]


def shares_field() -> SharesField:
    """The custodians' shares."""
    return SharesField(
        label=_("Shares of the custodians"),
        help_text=_("At least %(needed)s, each on a line of its own. Spaces and small letters do not matter.")
        % {"needed": SHARES_NEEDED},
        max_length=4000,
        widget=forms.Textarea({"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
    )


class RecoverMemberForm(OfferForm):
    refusal_fields: ClassVar = {
        "passphrase_differs": "passphrase",
        "bad_share": "shares",
        "too_few_shares": "shares",
        "mixed_shares": "shares",
    }

    shares = shares_field()
    field_order = ["shares", "passphrase"]


class ReopenVaultForm(ActForm):
    refusal_fields: ClassVar = {"bad_share": "shares", "too_few_shares": "shares", "mixed_shares": "shares"}

    member_id = forms.TypedChoiceField(label=_("Who receives the key"))
    shares = shares_field()

    def __init__(self, *args: Any, members: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member_id"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(str(key), handle) for key, handle in members]
