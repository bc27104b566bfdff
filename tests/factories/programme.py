"""A grant as the coordinator opens it, with its partners."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from seereya.accounts.models import Organisation
from seereya.foundation import clock
from seereya.programme.models import Grant, GrantPartner
from tests.factories.accounts import Person


def grant(*, by: Person, partners: tuple[Organisation, ...] = (), **more: object) -> Grant:
    """A grant of 2 000 000 EUR over 18 months, coordinated by the member's organisation; any field by name."""
    values: dict[str, object] = {
        "code": "JUS-1", "title": "Lutter contre l’impunité", "contract": "DEMO/2025/001", "funder": "Union européenne",
        "amount": Decimal("2000000.00"), "starts": date(2026, 1, 1), "ends": date(2027, 6, 30), "country": "ML",
    }  # fmt: skip
    now = clock.now()
    row = Grant.objects.create(
        organisation=by.member.organisation, made_by=by.member, made_at=now, changed_at=now, **(values | more)
    )
    everybody = (by.member.organisation, *partners)
    GrantPartner.objects.bulk_create(GrantPartner(grant=row, organisation=one, ceiling=Decimal(500000)) for one in everybody)
    return row
