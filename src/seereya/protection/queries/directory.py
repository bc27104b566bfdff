"""The directory of services as one organisation sees it: its own entries and those that partners share."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.protection.models import Service
from seereya.protection.rules import is_stale
from seereya.reference import places, terms

_MOST = 1000


def _seen(by: Actor) -> QuerySet[Service]:
    seen = Q(organisation_id=by.organisation_id) | Q(shared=True)
    return Service.objects.filter(seen, closed_on=None).select_related("organisation")


def services_seen(by: Actor, *, kind: str = "", place: str = "", words: str = "") -> list[Service]:
    """Services of a kind (with all kinds below it), in a place (with all places below it); those not verified lately come last."""
    today, found = clock.today(), []
    for row in _seen(by).order_by("name", "id")[:_MOST]:
        if kind and not any(kind in terms.with_ancestors("referral_services", one) for one in row.kinds):
            continue
        if place and place not in _around(row.place):
            continue
        if words and words.casefold() not in f"{row.name} {row.for_whom} {row.hours}".casefold():
            continue
        found.append(row)
    return sorted(found, key=lambda row: is_stale(row.verified_on, today=today))


def _around(place: str) -> tuple[str, ...]:
    node = places.tree().get(place)
    return node.path if node else (place,)


def service_of(by: Actor, service_id: UUID) -> Service | None:
    """One entry, or nothing for what is not seen."""
    return _seen(by).filter(id=service_id).first()


def stale_own(by: Actor) -> int:
    """How many of the own entries wait to be verified again."""
    today = clock.today()
    dates = Service.objects.filter(organisation_id=by.organisation_id, closed_on=None).values_list("verified_on", flat=True)
    return sum(is_stale(one, today=today) for one in dates)
