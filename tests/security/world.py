"""Three organisations, every role in each, and records with marks that must stay where they belong.

A owns everything. B is a partner with whom one incident of A is shared. C is a stranger. Each mark is a string that stands in
one place only; a page that shows it to somebody shows that somebody that thing.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction

from seereya.accounts.models import Authenticator, Invitation, Member, RoleHeld, Session
from seereya.accounts.rules import Role
from seereya.accounts.services import invite
from seereya.casework.models import CaseFile, CaseRevision, ConflictAsked, ConflictRequest, CostCeiling, CounselNote
from seereya.documentation import services
from seereya.documentation.content import Act, Contact, Identity, PersonContent, PrecisePlace, Proposition, SourceContent
from seereya.documentation.models import Comment, EventImport, Incident, Revision, SavedSearch
from seereya.documentation.models import Person as PersonRow
from seereya.education.models import Giving, Measure, Multiplier, PrivateTalk
from seereya.education.models import Session as EducationSession
from seereya.evidence import services as evidence
from seereya.evidence.models import CustodyEvent, CustodyTransfer, EvidenceItem
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.observatory.models import CourtActivity, CoverageGap, ObservationRevision, TrialObservation
from seereya.protection import services as protection
from seereya.protection.content import BreachContent, Released
from seereya.protection.models import (
    Breach,
    Complaint,
    ComplaintKey,
    Drill,
    LegalHold,
    PersonRequest,
    Processing,
    ProtectionPlan,
    Referral,
    RiskAssessment,
    SafeContactRules,
    Service,
)
from seereya.protection.rules import Status
from seereya.protection.services import dataprotection as registers
from seereya.vault import indexing
from seereya.vault import services as vaults
from seereya.vault.basis import Answer, BasisContent, ExportContent
from seereya.vault.models import BasisVersion, BulkLimit, Disclosure, Draft, Export, Grant, GrantRequest, Vault, Wrap
from seereya.vault.rules import VaultKind
from seereya.vault.rules_exits import ExitKind, Leaving
from seereya.vault.services import ask_for_grant
from tests.factories import protection as protected
from tests.factories.accounts import Browser, Person, browser_for, log_in
from tests.factories.documentation import account, incident, interview, mission
from tests.factories.evidence import item
from tests.factories.vault import Office, office
from tests.security.world_advocacy import ADVOCACY, _advocacy, _theirs
from tests.security.world_casework import (
    CASEWORK,  # noqa: F401 - the matrix looks for these marks
    _casework,
)
from tests.security.world_education import MODELS as COURSES
from tests.security.world_education import _education
from tests.security.world_marks import CONTENT, EVIDENCE, SEALED
from tests.security.world_money import (
    MONEY,  # noqa: F401 - the matrix looks for these marks
    MONEY_SEALED,
    money,
    money_rows,
)
from tests.security.world_observatory import OBSERVATORY, _observatory
from tests.security.world_programme import PROGRAMME, _programme, programme_rows
from tests.security.world_sessions import (
    EDUCATION,  # noqa: F401 - the matrix looks for these marks
    EDUCATION_READERS,  # noqa: F401 - and who may see them
    PLACE,
    TALK,
    _sessions,
)
from tests.security.world_submissions import SUBMISSION, SUBMISSION_SEALED, _forms, _submissions

CONTENT |= EVIDENCE | ADVOCACY | SUBMISSION | OBSERVATORY | TALK | PROGRAMME
SEALED |= SUBMISSION_SEALED | MONEY_SEALED | {"session-place": PLACE}
SHARED = {"shared-title": "Zsharedtitleqk", "shared-says": "Zsharedsaysqk"}


@dataclass
class World:
    """People by organisation and role, and values for the parameters of addresses."""

    offices: dict[str, Office] = field(default_factory=dict)
    people: dict[tuple[str, Role], Person] = field(default_factory=dict)
    private: dict[str, object] = field(default_factory=dict)
    shared: dict[str, object] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)

    def nothing(self) -> dict[str, object]:
        """The same parameters, of things that do not exist."""
        return {name: uuid4() if isinstance(value, UUID) else value for name, value in self.private.items()}

    def browser(self, code: str, role: Role) -> Browser:
        return browser_for(self.people[code, role], raise_request_exception=False)


def build() -> World:
    world = World()
    for code in ("AAAA", "BBBB", "CCCC"):
        world.offices[code] = office(code)
        for role in Role:
            world.people[code, role] = world.offices[code].join(role)
    _records(world)
    _exits(world)
    _evidence(world)
    _casework(world)
    _advocacy(world)
    _submissions(world)
    _observatory(world)
    _education(world)
    _sessions(world)
    _programme(world)
    _organisation(world)
    money(world)
    for person in world.people.values():
        log_in(person)
    indexing.forget_everything()
    return world


def _records(world: World) -> None:
    by = world.people["AAAA", Role.DOCUMENTALIST]
    by.keyring = None
    told = account(
        "AFP", killed=(3, 5), id="A1", says=CONTENT["says"], source_words=CONTENT["words"], positions={"P1": "supports"}
    )
    row = incident(by=by, title=CONTENT["title"], summary=CONTENT["summary"], accounts=[])
    services.save_account(by=by, incident_id=row.id, account=told, verbatim=SEALED["testimony"])
    services.save_proposition(
        by=by, incident_id=row.id, proposition=Proposition("P1", CONTENT["proposition"]), positions={"A1": "supports"}
    )
    services.set_precise_place(by=by, incident_id=row.id, place=PrecisePlace(SEALED["place"]))
    services.comment(by=by, incident_id=row.id, words=CONTENT["comment"])
    person = services.create_person(
        by=by,
        content=PersonContent(note=CONTENT["person-note"]),
        identity=Identity(names=[SEALED["name"]]),
        contact=Contact(how=SEALED["contact"]),
    )
    source = services.create_source(
        by=by, content=SourceContent(kind="ST-EYE", note=CONTENT["source-note"]), identity=Identity(names=[SEALED["source-name"]])
    )
    things = _protection(world, person.id)
    services.link_person(by=by, incident_id=row.id, person_id=person.id, role="victim", note=CONTENT["role-note"])
    act = Act("C1", "V-LIFE-AIR", method=CONTENT["act-method"], victims=[str(person.id)])
    services.save_act(by=by, incident_id=row.id, act=act)
    ready = mission(by=by, title=CONTENT["mission"])
    encounter = interview(
        by=by,
        person=person,
        mission=str(ready.id),
        about=CONTENT["about"],
        seen=SEALED["heard-words"],
        told=SEALED["told-words"],
        interpreter=SEALED["interpreter"],
    )
    other = office("DDDD").organisation.id  # asked by A: neither B nor C has anything to do with it
    question = services.ask_partner(by=by, organisation_id=other, words=SEALED["question"])
    shared = incident(by=by, title=SHARED["shared-title"], accounts=[account("RFI", id="A1", says=SHARED["shared-says"])])
    services.share_incident(by=by, incident_id=shared.id, organisation_id=world.offices["BBBB"].organisation.id)
    world.references = [row.reference, person.code, source.code, encounter.reference, ready.reference]
    things |= {"person_id": person.id, "source_id": source.id, "account_id": "A1", "proposition_id": "P1", "act_id": "C1"}
    things |= {"interview_id": encounter.id, "mission_id": ready.id, "question_id": question.id}
    world.private = {"incident_id": row.id, "record": row.id, "subject": row.id, "form": "incident", "part": "whole", **things}
    world.shared = world.private | {"incident_id": shared.id, "record": shared.id, "subject": shared.id}


def _protection(world: World, person: UUID) -> dict[str, object]:
    """What protects the person of A: a discreet service, a referral with a released name, rules, a plan, an exercise."""
    by = world.people["AAAA", Role.PROTECTION]
    by.keyring = None
    service = protected.service(by=by, name="Zservicenameqk", phone="Zservicephoneqk", discreet=True)
    row = protected.referral(by=by, subject=person, service=service, need=CONTENT["need"], note=CONTENT["own-note"])
    released = Released(SEALED["released-name"], "")
    row = protected.moved(row, (Status.CONSENTED, CONTENT["consent"]), by=by, released=released)
    protected.safe_contact(by=by, subject=person, times=CONTENT["rules"], avoid=SEALED["avoid"])
    protected.danger(by=by, subject=person, why=CONTENT["why"], measure=CONTENT["measure"])
    member = world.people["AAAA", Role.FINANCE].id
    drill = protection.begin_drill(by=by, member_id=member, kind="device", days=30, words=CONTENT["drill"], is_exercise=True)
    kept = {"service_id": service.id, "referral_id": row.id, "drill_id": drill.id, "after": "RS-SENT"}
    return kept | _registers(world, person)


def _registers(world: World, person: UUID) -> dict[str, object]:
    """The data-protection officer's registers of A."""
    by = world.people["AAAA", Role.DATA_PROTECTION]
    by.keyring = None
    words = CONTENT["request"]
    asked = registers.receive_request(by=by, subject=person, kind="access", received_on=clock.today(), words=words, identified="")
    hold = registers.place_hold(by=by, subject=person, reason=CONTENT["hold"])
    known = clock.now() - timedelta(hours=3)
    breach = registers.save_breach(by=by, content=BreachContent(CONTENT["breach"]), known_at=known, authority_told_at=None)
    line = registers.save_processing(by=by, values={"name": "Zprocessingqk", "purpose": "x", "basis": "x"})
    ids = {"request_id": asked.id, "hold_id": hold.id, "breach_id": breach.id, "processing_id": line.id}
    filed = protected.complaint(
        by=world.people["AAAA", Role.MONITOR],
        about=world.people["AAAA", Role.FINANCE],
        to=(world.people["AAAA", Role.DATA_PROTECTION],),
        words=CONTENT["complaint"],
    )
    return ids | {"rule": "RT-UNV", "complaint_id": filed.id, "move": "look"}


def _exits(world: World) -> None:
    """What A's person agreed to, what left on it, an export that waits, a limit that was reached."""
    by = world.people["AAAA", Role.DOCUMENTALIST]
    person: UUID = world.private["person_id"]  # type: ignore[assignment]
    answers = [Answer("C-UN", "CS-YES-C", "ID-4", CONTENT["condition"])]
    vaults.record_consent(by=by, subject=person, content=BasisContent(proof="CM-ORA", answers=answers))
    asked = Leaving(ExitKind.DOSSIER, "C-UN", CONTENT["recipient"], "ID-3", (person,), purpose="p")
    row = vaults.let_out(by=by, leaving=asked)
    content = ExportContent("C-UN", CONTENT["recipient"], "ID-1", CONTENT["export-purpose"], ["AAAA-INC-0001"], [str(person)])
    export = vaults.ask_export(by=by, content=content, pack=lambda target: target.write(SEALED["name"].encode()))
    limit = BulkLimit.objects.create(organisation_id=by.organisation_id, member=by.member, reached_at=clock.now())
    rows = {"subject_id": person, "disclosure_id": row.id, "export_id": export.id, "limit_id": limit.id, "kind": "consent"}
    world.private |= rows
    world.shared |= rows


def _evidence(world: World) -> None:
    """An item of A linked to its private incident, whose custody is offered to a colleague; another whose custody B accepted."""
    by, receiver = world.people["AAAA", Role.DOCUMENTALIST], world.people["BBBB", Role.DOCUMENTALIST]
    row = item(by=by, title=EVIDENCE["evidence-title"], name=EVIDENCE["evidence-name"], notes=EVIDENCE["evidence-notes"])
    target = str(world.private["incident_id"])
    link = evidence.link_item(by=by, item_id=row.id, kind="incident", target=target, locator=EVIDENCE["evidence-locator"])
    colleague = world.people["AAAA", Role.VERIFIER]
    offer = evidence.offer_transfer(by=by, item_id=row.id, member_id=colleague.id)
    world.private |= {"item_id": row.id, "transfer_id": offer.id, "link_id": link.id}
    handed = item(by=by, title="Zhandedtitleqk")
    accepted = evidence.offer_transfer(by=by, item_id=handed.id, organisation_id=receiver.organisation_id)
    receiver.keyring = None
    evidence.accept_transfer(by=receiver, transfer_id=accepted.id)
    world.shared |= {"item_id": handed.id, "transfer_id": accepted.id, "link_id": link.id}
    world.references.append(row.reference)


def _organisation(world: World) -> None:
    """Rows of A that its own pages are about."""
    a, coordinator = world.offices["AAAA"], world.people["AAAA", Role.COORDINATOR]
    newcomer = a.join(Role.DOCUMENTALIST, holding=())
    vault = a.vaults[VaultKind.DOCUMENTATION]
    request = ask_for_grant(by=coordinator, vault_id=vault.id, member_id=newcomer.id)
    _token, invitation = invite(by=coordinator, roles=[Role.DOCUMENTALIST])
    factor = Authenticator.objects.create(member=newcomer.member, kind="passkey", label="Zkeylabelqk", made_at=clock.now())
    saved = SavedSearch.objects.create(
        id=new_id(), member=world.people["AAAA", Role.DOCUMENTALIST].member, made_at=clock.now(), content=b""
    )
    reading = EventImport.objects.create(source="ged", state="complete", number=1, started_at=clock.now() - timedelta(hours=1))
    rows = {
        "member": newcomer.id,
        "vault": vault.id,
        "grant": request.id,
        "invitation": invitation.id,
        "factor": factor.id,
        "saved_id": saved.id,
        "import_id": reading.id,
        "event_id": new_id(),
        "token": "no-such-token",
        "code": "ML05",
        "vocabulary": "violation_types",
        "term": "V-LIFE-AIR",
    }
    world.private |= rows
    world.shared |= rows


@contextmanager
def undone():
    """Whatever a request does is taken back, in the database and in memory, so that the next one meets the same world."""
    frame = transaction.atomic()
    frame._from_testcase = True
    with frame:
        try:
            yield
        finally:
            transaction.set_rollback(True)
    indexing.forget_everything()


@contextmanager
def untouched(before: str):
    """What is asked inside may leave traces of the asking (audit rows, the asker's session) and nothing else.

    The fingerprint is taken anew only when something else was written: it reads some eighty tables.
    """
    written = []

    def note(execute, sql, params, many, context):
        if sql.lstrip()[:6].upper() in {"INSERT", "UPDATE", "DELETE"}:
            written.append(sql)
        return execute(sql, params, many, context)

    with undone(), connection.execute_wrapper(note):
        yield
        if any('"accounts_session"' not in sql[:60] and '"audit_' not in sql[:60] for sql in written):
            assert fingerprint() == before, written


def fingerprint(code: str = "AAAA") -> str:
    """What A has and is, as one hash: a stranger's request must leave it as it was."""
    digest = hashlib.sha256()
    mine = {"organisation__code": code}
    rows = [
        *(model.objects.filter(**mine).order_by("pk").values_list(*names) for model, names in COURSES.items()),
        Incident.objects.filter(**mine).order_by("pk").values_list("pk", "version", "status"),
        Revision.objects.filter(incident__organisation__code=code).order_by("pk").values_list("pk"),
        CaseFile.objects.filter(**mine).order_by("pk").values_list("pk", "version", "status"),
        CaseRevision.objects.filter(case__organisation__code=code).order_by("pk").values_list("pk"),
        CounselNote.objects.filter(**mine).order_by("pk").values_list("pk"),
        ConflictRequest.objects.filter(**mine).order_by("pk").values_list("pk", "concluded_at"),
        ConflictAsked.objects.filter(**mine).order_by("pk").values_list("pk", "answered_at"),
        CostCeiling.objects.filter(**mine).order_by("pk").values_list("pk", "amount"),
        TrialObservation.objects.filter(**mine).order_by("pk").values_list("pk", "version"),
        ObservationRevision.objects.filter(observation__organisation__code=code).order_by("pk").values_list("pk"),
        CourtActivity.objects.filter(**mine).order_by("pk").values_list("pk", "version"),
        CoverageGap.objects.filter(**mine).order_by("pk").values_list("pk", "version", "until"),
        EducationSession.objects.filter(**mine).order_by("pk").values_list("pk", "version", "status", "follow_up", "talks"),
        Measure.objects.filter(**mine).order_by("pk").values_list("pk", "version"),
        Multiplier.objects.filter(**mine).order_by("pk").values_list("pk", "version"),
        Giving.objects.filter(**mine).order_by("pk").values_list("pk"),
        PrivateTalk.objects.filter(**mine).order_by("pk").values_list("pk", "version", "status"),
        *programme_rows(code),
        Comment.objects.filter(incident__organisation__code=code).order_by("pk").values_list("pk"),
        *money_rows(code),
        EvidenceItem.objects.filter(**mine).order_by("pk").values_list("pk", "version", "status"),
        CustodyEvent.objects.filter(**mine).order_by("pk").values_list("pk"),
        CustodyTransfer.objects.filter(**mine).order_by("pk").values_list("pk", "state"),
        PersonRow.objects.filter(**mine).order_by("pk").values_list("pk", "version"),
        Service.objects.filter(**mine).order_by("pk").values_list("pk", "version", "verified_on", "closed_on"),
        Referral.objects.filter(**mine).order_by("pk").values_list("pk", "version", "status"),
        SafeContactRules.objects.filter(**mine).order_by("pk").values_list("pk", "version"),
        RiskAssessment.objects.filter(**mine).order_by("pk").values_list("pk"),
        ProtectionPlan.objects.filter(**mine).order_by("pk").values_list("pk", "version", "is_open"),
        PersonRequest.objects.filter(**mine).order_by("pk").values_list("pk", "version", "status"),
        LegalHold.objects.filter(**mine).order_by("pk").values_list("pk", "lifted_at"),
        Breach.objects.filter(**mine).order_by("pk").values_list("pk", "version"),
        Processing.objects.filter(**mine).order_by("pk").values_list("pk", "name"),
        Complaint.objects.filter(keys__member__organisation__code=code).order_by("pk").values_list("pk", "version", "status"),
        ComplaintKey.objects.filter(**mine).order_by("pk").values_list("pk", "part"),
        Drill.objects.filter(**mine).order_by("pk").values_list("pk", "version", "closed_at"),
        Wrap.objects.filter(**mine).order_by("pk").values_list("pk", "version"),
        Vault.objects.filter(**mine).order_by("pk").values_list("pk", "version", "rotation_due_at"),
        Grant.objects.filter(vault__organisation__code=code).order_by("pk").values_list("pk", "revoked_at"),
        GrantRequest.objects.filter(vault__organisation__code=code).order_by("pk").values_list("pk", "state"),
        Member.objects.filter(**mine).order_by("pk").values_list("pk", "status"),
        RoleHeld.objects.filter(member__organisation__code=code).order_by("pk").values_list("pk", "role"),
        Invitation.objects.filter(**mine).order_by("pk").values_list("pk", "approved_by", "withdrawn_at"),
        Session.objects.filter(member__organisation__code=code).order_by("pk").values_list("pk", "stage"),
        BasisVersion.objects.filter(**mine).order_by("pk").values_list("pk", "number"),
        Disclosure.objects.filter(**mine).order_by("pk").values_list("pk", "outcome"),
        Export.objects.filter(**mine).order_by("pk").values_list("pk", "state"),
        BulkLimit.objects.filter(**mine).order_by("pk").values_list("pk", "lifted_at"),
        Draft.objects.filter(member__organisation__code=code).order_by("pk").values_list("pk"),
        SavedSearch.objects.filter(member__organisation__code=code).order_by("pk").values_list("pk"),
        Authenticator.objects.filter(member__organisation__code=code).order_by("pk").values_list("pk", "label"),
        *_theirs(mine),
        *_forms(mine),
    ]
    for table in rows:
        digest.update(repr(list(table)).encode())
    return digest.hexdigest()
