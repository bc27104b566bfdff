"""Commitments, asks, actions, recommendations, stakeholders as people write them: through the services."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from seereya.advocacy import services
from seereya.advocacy.content import ActionContent, StakeholderContact, StakeholderContent
from seereya.advocacy.models import Action, Ask, Commitment, Recommendation, Stakeholder
from seereya.foundation import clock
from tests.factories.accounts import Person
from tests.factories.documentation import packs_loaded


def days_ago(days: int) -> date:
    """So many days before today."""
    return clock.today() - timedelta(days=days)


def promise(**more: Any) -> services.Promise:
    """An announced investigation whose deadline passed ten days ago."""
    told: dict[str, Any] = {
        "kind": "CO-INV",
        "announced_on": days_ago(100),
        "office": "Ministre de la Justice",
        "words": "Une enquête est ouverte, elle ira jusqu’au bout.",
        "source": "Communiqué",
        "kept_if": "Un juge d’instruction est saisi",
        "deadline": days_ago(10),
    }
    return services.Promise(**(told | more))


def commitment(*, by: Person, **more: Any) -> Commitment:
    """A commitment written down."""
    packs_loaded()
    return services.save_commitment(by=by, promise=promise(**more))


def wanted(**more: Any) -> services.Wanted:
    """What an ask says."""
    told: dict[str, Any] = {
        "what": "Saisir un juge d’instruction",
        "of_whom": "Ministre de la Justice",
        "by_when": clock.today() + timedelta(days=60),
        "indicator": "Un réquisitoire introductif est notifié",
    }
    return services.Wanted(**(told | more))


def ask(*, by: Person, **more: Any) -> Ask:
    """An ask."""
    packs_loaded()
    return services.save_ask(by=by, wanted=wanted(**more))


def action(*, by: Person, asks: tuple[Ask, ...] = (), content: ActionContent | None = None, **more: Any) -> Action:
    """An action of advocacy."""
    packs_loaded()
    told: dict[str, Any] = {"kind": "AD-MTG", "level": "national", "on": days_ago(5)}
    sealed = content or ActionContent(subject="Rencontre")
    return services.save_action(by=by, done=services.Done(**(told | more)), content=sealed, asks=[one.id for one in asks])


def recommendation(*, by: Person, **more: Any) -> Recommendation:
    """One paragraph of an invented document."""
    packs_loaded()
    told: dict[str, Any] = {
        "body": "INT-UPR", "document": "X/1", "paragraph": "1.1", "state": "Suède", "text_fr": "Enquêter", "theme": "TH-IMP",
    }  # fmt: skip
    return services.save_recommendation(by=by, said=services.Recommended(**(told | more)))


def stakeholder(*, by: Person, contact: StakeholderContact | None = None, **more: Any) -> Stakeholder:
    """Somebody with influence."""
    packs_loaded()
    return services.save_stakeholder(by=by, content=StakeholderContent(**({"called": "Conseillère"} | more)), contact=contact)
