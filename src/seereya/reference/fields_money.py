"""A form field for amounts as people type them; refused in words, with both readings where there are two."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seereya.foundation.money import BadAmount, format_amount, parse_amount
from seereya.reference.saying import language

BAD_AMOUNTS: dict[str, Any] = {
    "empty": _("Write an amount."),
    "not_understood": _("This amount is not understood. Write digits, such as 1 234,50."),
    "mixed_separators": _("Points, commas and spaces are mixed here: write it with one kind, such as 1 234,50."),
    "negative": _("An amount is not below zero here."),
    "too_many_decimals": _("This has more decimals than are kept: %(decimals)s at most."),
    "too_large": _("This amount is too large to be right."),
}


def say_bad_amount(bad: BadAmount) -> str:
    """Why an amount is not understood, as a sentence."""
    if bad.code == "ambiguous":
        large, small = bad.readings
        return gettext("“%(typed)s” can be read as %(large)s or as %(small)s. Write it so that it has one reading.") % {
            "typed": bad.typed,
            "large": format_amount(large, language(), decimals=0),
            "small": format_amount(small, language(), decimals=3),
        }
    return str(BAD_AMOUNTS[bad.code]) % {"decimals": bad.decimals}


class AmountField(forms.CharField):
    """An amount; its value is a `Decimal`, or nothing where it may be left out."""

    def __init__(self, *, decimals: int = 2, negative: bool = False, **more: Any) -> None:
        super().__init__(max_length=40, **more)
        self.decimals, self.negative = decimals, negative
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "size": 18}

    def prepare_value(self, value: Any) -> Any:
        return format_amount(value, language(), decimals=self.decimals) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_amount(typed, decimals=self.decimals, negative=self.negative)
        except BadAmount as bad:
            raise forms.ValidationError(say_bad_amount(bad)) from None
