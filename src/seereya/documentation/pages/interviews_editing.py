"""Writing an interview: whose it is, going on with a draft, two versions beside each other."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.documentation import permissions, services
from seereya.documentation.content import Contact, Identity, PersonContent
from seereya.documentation.content_interviews import InterviewContent, Present, Said
from seereya.documentation.models import Interview, Person
from seereya.documentation.pages import interviews as pages
from seereya.documentation.pages import labelled
from seereya.documentation.pages.words import Row
from seereya.documentation.rules import Refused
from seereya.documentation.services.interviews import HeldInterview
from seereya.foundation.identifiers import new_id
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.services.openings import purpose_of


def of(by: Actor, typed: str) -> dict[str, Any]:
    """The first values of a new record: who writes it, and the person whose page led here."""
    found = {"interviewers": by.member.handle}
    try:
        person = Person.objects.filter(id=UUID(typed), organisation_id=by.organisation_id).first()
    except ValueError:
        return found
    if person is None or person.id not in record_keys(keyring_of(by), [person.id]):
        return found
    return found | {"person_code": person.code}


def _person(by: Actor, code: str) -> str:
    row = Person.objects.filter(code=code.strip().upper(), organisation_id=by.organisation_id).first()
    if row is None:
        raise Refused("no_such_person")
    return str(row.id)


@transaction.atomic
def make(by: Actor, form: Any) -> Interview:
    """The interview, and the person's own record where she has none: together or not at all."""
    typed = form.cleaned_data
    person = _person(by, typed["person_code"]) if typed["person_code"].strip() else _new_person(by, typed)
    return services.create_interview(
        by=by,
        content=form.content(person),
        said=form.said(),
        present=form.present(),
        interview_id=typed["token"] or new_id(),
    )


def _new_person(by: Actor, typed: dict[str, Any]) -> str:
    row = services.create_person(
        by=by,
        content=PersonContent(minor=typed["minor"]),
        identity=Identity([" ".join(typed["names"].split())]),
        contact=Contact(typed["contact"], typed["safe_rules"]),
    )
    return str(row.id)


def opened(by: Actor, interview_id: UUID) -> tuple[HeldInterview, Said | None, Present]:
    """A draft to go on writing, with its words where a purpose was stated for it in this session. Raises `NotThere`, `Refused`."""
    held = services.open_interview(by=by, interview_id=interview_id)
    if held.row.organisation_id != by.organisation_id:
        raise Refused("partner_may_not_change")
    if held.content.state != "draft":
        raise Refused("not_a_draft")
    if not (permissions.may_open_words(by) and purpose_of(by, interview_id)):
        return held, None, Present()
    return held, *services.open_words(by=by, interview_id=interview_id)


def differences(by: Actor, interview_id: UUID, mine: InterviewContent) -> tuple[int, list[Row]]:
    """What somebody else saved meanwhile, beside what the form says; her words are not laid out here."""
    held = services.open_interview(by=by, interview_id=interview_id)
    names = (*pages.BEFORE, *pages.HOW, *pages.ABOUT, *pages.AFTER)
    theirs, ours = ([(one["label"], one["value"]) for one in pages.facts(said, names)] for said in (held.content, mine))
    return held.row.version, labelled.differences(theirs, ours)
