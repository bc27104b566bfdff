"""What other rooms hold of some hundred persons: consents, interviews, referrals, rules before a contact; through the services."""

from __future__ import annotations

from collections.abc import Sequence

from seereya.accounts.actor import Actor
from seereya.documentation import services as documentation
from seereya.documentation.content import SourceContent
from seereya.documentation.content_interviews import InterviewContent, MissionContent, Present, Said
from seereya.documentation.indexing_interviews import INTERVIEWS
from seereya.documentation.models import Mission
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.protection import services as protection
from seereya.protection.content import ReferralContent, RiskContent, SafeContact, SafeNumbers
from seereya.protection.rules_dataprotection import RequestKind
from seereya.protection.services.dataprotection import receive_request
from seereya.protection.services.directory import ServiceEntry
from seereya.reference import terms
from seereya.site.benchmarks.filling import Victim
from seereya.vault import indexing, rules_exits
from seereya.vault.basis import Answer, BasisContent
from seereya.vault.models import Vault
from seereya.vault.rules_exits import ExitKind, Leaving
from seereya.vault.services import let_out, record_consent

_TOLD = "Elle a vu les hommes arriver avant la prière du matin."


def tell(by: Actor, officer: Actor, home: Vault, victims: Sequence[Victim]) -> None:
    """For each person an interview, answers of consent, rules before a contact, a referral, a risk, and something that left.

    Besides, a mission for every ten of them and a request of two in five. `officer`: who receives requests.
    """
    scopes, kind = list(terms.vocabulary("consent_scopes")), _below("referral_services")
    levels = sorted(terms.vocabulary("risk_levels"))
    missions = [_mission(by) for _ in range(max(2, len(victims) // 10))]
    service = protection.save_service(by=by, entry=ServiceEntry(f"Centre {missions[0].reference}", kinds=[kind]))
    for number, victim in enumerate(victims):
        _hear(by, missions[number % len(missions)], victim)
        documentation.create_source(by=by, content=SourceContent(name=f"Source {victim.code}", protected=False, note=_TOLD))
        record_consent(by=by, subject=victim.person, content=_consent(scopes))
        rules, numbers = SafeContact("le matin", _TOLD), SafeNumbers("son voisin", "sa sœur")
        protection.save_safe_contact(by=by, subject=victim.person, version=0, content=rules, numbers=numbers)
        protection.assess_risk(by=by, subject=victim.person, content=RiskContent(levels[number % len(levels)], why=_TOLD))
        protection.offer_referral(by=by, subject=victim.person, content=ReferralContent(kind), service_id=service.id)
        let_out(by=by, leaving=_leaving(scopes[0], victim))
        if number % 5 in {0, 1}:
            _ask(officer, victim)
    indexing.opened(by=by, vault_id=home.id, index=INTERVIEWS)
    indexing.fold(home.id, INTERVIEWS)


def _ask(officer: Actor, victim: Victim) -> None:
    kind = next(iter(RequestKind))
    receive_request(by=officer, subject=victim.person, kind=kind, received_on=clock.today(), words=_TOLD, identified="bench")


def _below(code: str) -> str:
    return next(word.code for word in terms.vocabulary(code).values() if len(word.path) > 1)


def _mission(by: Actor) -> Mission:
    return documentation.create_mission(by=by, content=MissionContent("Bench", purpose="bench"), mission_id=new_id())


def _hear(by: Actor, mission: Mission, victim: Victim) -> None:
    content = InterviewContent(person=str(victim.person), mission=str(mission.id), willing="yes", may_stop="yes", referral="yes")
    documentation.create_interview(by=by, content=content, said=Said(_TOLD), present=Present(), interview_id=new_id())


def _consent(scopes: Sequence[str]) -> BasisContent:
    answers = [Answer(scope, rules_exits.YES, "ID-4") for scope in scopes]
    return BasisContent(answers=answers, proof=next(iter(terms.vocabulary("consent_forms"))))


def _leaving(scope: str, victim: Victim) -> Leaving:
    return Leaving(
        kind=ExitKind.DOSSIER,
        scope=scope,
        recipient="Groupe de travail",
        level="ID-1",
        subjects=(victim.person,),
        items=(victim.incident,),
        purpose="bench",
    )
