"""The home page: work before charts, made of what each room says waits for this member."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils.timezone import get_default_timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from seereya.accounts import queries as accounts
from seereya.accounts.actor import Actor
from seereya.accounts.policies import REGISTRY
from seereya.documentation import queries as documentation
from seereya.documentation.queries.waiting import latest
from seereya.foundation import desks
from seereya.foundation.searching import Query
from seereya.reference import terms
from seereya.vault import queries as vault


def check_database() -> None:
    """One statement; raises what the database raises."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def may(actor: Actor, action: str) -> bool:
    """Whether the member's roles allow an action of the registry."""
    return action in REGISTRY and bool(actor.roles & REGISTRY[action].roles)


def desk(actor: Actor) -> dict[str, Any]:
    """Context of the home page."""
    reads = may(actor, "documentation:incident:list")
    return {
        "waiting": [*desks.waiting_for(actor), *_organisation_work(actor), *(_incident_work(actor) if reads else [])],
        "changed": _changed(actor) if reads else [],
        "figures": [*(_figures(actor) if reads else []), *desks.figures_for(actor)],
        "may_document": may(actor, "documentation:incident:create"),
    }


def _organisation_work(actor: Actor) -> list[dict[str, Any]]:
    members = reverse("vault:members")
    work = []
    if vault.ceremony_due(actor):
        work.append(
            {"url": reverse("vault:ceremony"), "label": _("Make your organisation's keys and recovery shares"), "kind": "waits"}
        )
    for request in vault.requests_to_decide(actor):
        label = _("%(asker)s asks that %(member)s receive a vault's key") % {
            "asker": request.asked_by.handle,
            "member": request.member.handle,
        }
        work.append({"url": members, "label": label, "kind": "waits", "badge": _("to decide")})
    for one in accounts.open_invitations(actor.organisation_id) if may(actor, "vault:invitation:approve") else ():
        if one.approved_by_id is None and one.made_by_id != actor.id:
            handle = one.made_by.handle if one.made_by else "—"
            work.append(
                {"url": members, "label": _("%(handle)s invites somebody: a second person is needed") % {"handle": handle}}
            )
    work += [
        {"url": members, "label": _("Somebody left: a vault waits for its new key"), "note": due.name, "kind": "late"}
        for due in vault.rotations_due(actor)
    ]
    return work


def _incident_work(actor: Actor) -> list[dict[str, Any]]:
    language = get_language() or "fr"
    work = []
    for pile in documentation.waiting_for(by=actor):
        label = terms.label("verification_status", pile.status, language)
        where = f"{reverse('documentation:incidents')}?status={pile.status}&organisation={actor.organisation_id}&sort=changed"
        count = ngettext("%(count)s incident", "%(count)s incidents", pile.total) % {"count": pile.total}
        oldest = pile.oldest[0].card
        work.append(
            {"url": where, "label": label, "badge": count, "kind": "waits", "note": f"{oldest['ref']} · {oldest['title']}"}
        )
    return work


def _changed(actor: Actor) -> list[dict[str, Any]]:
    language = get_language() or "fr"
    return [
        {
            "url": reverse("documentation:incident", args=[row.id]),
            "reference": row.card["ref"],
            "label": row.card["title"],
            "badge": terms.label("verification_status", row.card["status"], language),
        }
        for row in latest(by=actor)
    ]


def _figures(actor: Actor) -> list[dict[str, Any]]:
    index = documentation.records_index(actor)
    year = str(datetime.now(tz=get_default_timezone()).year)
    return [
        {"label": _("Incidents I can open"), "value": index.count(Query()), "url": reverse("documentation:incidents")},
        {
            "label": _("of my organisation"),
            "value": index.count(Query(include={"organisation": [str(actor.organisation_id)]})),
            "url": f"{reverse('documentation:incidents')}?organisation={actor.organisation_id}",
        },
        {
            "label": _("disputed"),
            "value": index.count(Query(include={"flag": ["disputed"]})),
            "url": f"{reverse('documentation:incidents')}?flag=disputed",
        },
        {
            "label": _("of this year"),
            "value": index.count(Query(include={"year": [year]})),
            "url": f"{reverse('documentation:incidents')}?year={year}",
        },
    ]
