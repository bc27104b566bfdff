"""The list of submissions and the page of one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.advocacy import permissions_submissions as permissions
from seereya.advocacy import wording_submissions as words
from seereya.advocacy.content_submissions import IdentityPart, answer, history
from seereya.advocacy.models import SubmissionKey
from seereya.advocacy.pages.asking import read
from seereya.advocacy.pages.submission_papers import sheet, step_heads
from seereya.advocacy.queries import submissions as queries
from seereya.advocacy.queries.submission_questions import FORM, TYPES, limits_checked, questions
from seereya.advocacy.queries.submissions import SubmissionRow
from seereya.advocacy.rules import submissions as rules
from seereya.advocacy.rules.submissions import Chosen, Question
from seereya.advocacy.services import submissions_identity as identity
from seereya.advocacy.services import submissions_sending as sending
from seereya.advocacy.services.submissions_storing import Held, open_submission
from seereya.evidence import permissions as evidence_permissions
from seereya.foundation import clock
from seereya.foundation.sealable import When
from seereya.reference import terms
from seereya.reference.saying import language
from seereya.vault import services as vaults
from seereya.vault.pages_basis import verdict_rows
from seereya.vault.permissions_exits import LEDGER_READERS
from seereya.vault.rules import Group

Row = dict[str, Any]
_KNOWN = {"q": None, "status": frozenset(map(str, rules.Status)), "step": frozenset(map(str, rules.Step))}


def listing(by: Actor, params: QueryDict) -> Row:
    """The list as its address asks. Raises `BadSelection`."""
    asked = read(params, _KNOWN)
    include = {name: [asked[name]] for name in ("status", "step") if asked[name]}
    found = queries.submissions(by=by, words=asked["q"], include=include, page=asked["page"])
    return {
        "total": found.total,
        "table": {"caption": _("Submissions"), "columns": _columns(), "rows": [_line(one) for one in found.rows]},
        "facets": [_facet(name, found.facets.get(name, []), params) for name in ("status", "step") if found.facets.get(name)],
        "query": asked["q"],
        "hidden": [(name, asked[name]) for name in ("status", "step") if asked[name]],
        "action": reverse("advocacy:submissions"),
        "previous_url": _turned(params, asked["page"] - 1) if asked["page"] > 1 else "",
        "next_url": _turned(params, asked["page"] + 1) if found.has_next else "",
        "filtered": bool(params),
        "may_prepare": permissions.may_prepare(by),
    }


def _turned(params: QueryDict, page: int) -> str:
    query = params.copy()
    query["page"] = str(page)
    return f"?{query.urlencode()}"


def _columns() -> list[Row]:
    heads = (_("Reference"), _("Person"), _("Procedure"), _("Where it stands"), _("To answer the State until"), _("To look at"))
    return [{"label": head} for head in heads]


def _line(one: SubmissionRow) -> Row:
    card, today = one.card, clock.today()
    chosen = _procedure_of_card(card)
    urgency = rules.urgency(one.due, today)
    return {
        "url": reverse("advocacy:submission", args=[one.id]),
        "cells": [
            {"text": card["ref"], "reference": True},
            {"text": card["code"], "reference": True},
            {"badge": words.PROCEDURES[chosen.procedure], "kind": words.PROCEDURE_KINDS[chosen.procedure]},
            {"text": where(card), "note": words.day(card["step_on"])},
            {"badge": words.day(one.due), "kind": "late" if urgency == "late" else "waits"} if one.due else "—",
            {"text": looked_at(card)},
        ],
    }


def _procedure_of_card(card: Row) -> Chosen:
    earliest, latest = (_day(one) for one in card["when"])
    sent = _day(card["sent_on"])
    return rules.procedure_of(earliest, latest, sent or clock.today())


def where(card: Row) -> str:
    """The last step, or that it is being written."""
    return words.label(words.STEPS, card["step"]) if card["step"] else words.label(words.STATUSES, card["status"])


def looked_at(card: Row) -> str:
    """What a draft still needs, in words."""
    if card["asked"]:
        return _("sealed part asked of a colleague")
    return _("%(count)s answers missing") % {"count": card["missing"]} if card["missing"] and not card["sent_on"] else ""


def _day(typed: str) -> Any:
    return date.fromisoformat(typed) if typed else None


def _facet(name: str, counts: list[tuple[str, int]], params: QueryDict) -> Row:
    vocabulary = words.STATUSES if name == "status" else words.STEPS
    links = []
    for value, count in counts:
        query = params.copy()
        chosen = params.get(name) == value
        query.pop(name, None) if chosen else query.__setitem__(name, value)
        query.pop("page", None)
        links.append({"label": words.label(vocabulary, value), "count": count, "url": f"?{query.urlencode()}", "chosen": chosen})
    return {"label": _("Status") if name == "status" else _("Step"), "links": links}


def page(by: Actor, submission_id: UUID, part: IdentityPart | None = None, purpose: str = "") -> Row:
    """The page of one form; `part`: its sealed part where it was opened on this page. Raises `NotThere`."""
    held = open_submission(by=by, submission_id=submission_id)
    row, content = held.row, held.content
    lacking = sending.lacking(content)
    return {
        "submission": row,
        "content": content,
        "kind": terms.label(TYPES, row.kind, language()),
        "status": {"text": words.label(words.STATUSES, row.status), "kind": words.STATUS_KINDS[row.status]},
        "procedure": procedure(held),
        "sheet": sheet(held, part, language()) | {"heads": step_heads(language())},
        "missing": [_missing(row.id, one) for one in lacking],
        "elements": [words.label(words.ELEMENTS, one) for one in rules.elements_missing(lacking)],
        "over": limits(held),
        "limits_stale": rules.stale(limits_checked(row.kind) or _day(content.checked_on), clock.today()),
        "checked_on": words.day(content.checked_on),
        "card": _card(by, held, part, purpose),
        "verdicts": verdict_rows(by, sending.assess(by=by, content=content, submission_id=row.id)),
        "copies": _copies(held),
        "packages": _packages(by, held),
        "reads_ledger": by.holds(*LEDGER_READERS),
        "keys": _keys(by, held),
        "clock": follow(held),
        "may_prepare": permissions.may_prepare(by),
        "may_identify": permissions.may_identify(by) and held.keys.holds(Group.IDENTITY),
        "may_open": identity.can_open(by, held),
        "purpose_stated": bool(vaults.purpose_of(by, row.id)),
        "person_url": reverse("documentation:person", args=[UUID(content.person)]),
        "incident_url": reverse("documentation:incident", args=[UUID(content.incident)]) if content.incident else "",
        "breadcrumb": [{"url": reverse("advocacy:submissions"), "label": _("Submissions")}, {"label": row.reference}],
    }


def procedure(held: Held) -> Row:
    """Urgent or standard, and why, on the day it was sent or today."""
    entry = answer(held.content.entries, "W2.01")
    when = entry.when if entry else When()
    chosen = rules.procedure_of(_day(when.earliest or ""), _day(when.latest or ""), held.row.sent_on or clock.today())
    return {
        "text": words.PROCEDURES[chosen.procedure],
        "kind": words.PROCEDURE_KINDS[chosen.procedure],
        "reason": str(words.PROCEDURE_REASONS[chosen.reason]) % {"day": words.day(chosen.until)},
    }


def limits(held: Held) -> list[Row]:
    """Answers longer than their limit: by how much; nothing is cut."""
    found = []
    known = {one.code: one for one in questions()}
    for entry in held.content.entries:
        limit = known[entry.code].limit if entry.code in known else 0
        if more := rules.over(entry.text, limit):
            label = terms.label(FORM, entry.code, language())
            found.append({"code": entry.code, "label": label, "over": more, "limit": limit, "count": limit + more})
    return found


def _missing(submission_id: UUID, one: Question) -> Row:
    name = "advocacy:submission-identity" if one.sealed == "identity" else "advocacy:submission-edit"
    anchor = "#steps" if one.kind == "repeat" else f"#id_q_{one.code.replace('.', '_')}"
    return {
        "code": one.code,
        "label": terms.label(FORM, one.code, language()),
        "url": reverse(name, args=[submission_id]) + anchor,
        "sealed": one.sealed == "identity",
    }


def _card(by: Actor, held: Held, part: IdentityPart | None, purpose: str) -> Row:
    """The sealed part: closed, open for a purpose, or who can open it."""
    card: Row = {
        "kind": "identity",
        "id": str(held.row.id),
        "title": _("Who it is about, and who writes"),
        "inside": _("Names, birth, documents, parents, address; witnesses and relatives; name and address of who submits."),
        "openers": _("Those who hold the identities vault; and for this form alone, a colleague to whom they handed it."),
    }
    if part is not None:
        known = {one.code: one for one in questions()}
        facts = [
            {"label": terms.label(FORM, one.code, language()), "value": one.text or words.day(one.when.earliest)}
            for one in part.entries
            if one.code in known
        ]
        return card | {"facts": facts or [{"label": "—", "value": _("nothing is filled in yet")}], "purpose": purpose}
    if identity.can_open(by, held):
        url = reverse("advocacy:submission-identity-open", args=[held.row.id]) + "#sealed"
        return card | {"open_url": url, "purpose_needed": not vaults.purpose_of(by, held.row.id)}
    return card | {"refusal": str(words.REFUSALS["identity_closed"])}


def opened(by: Actor, submission_id: UUID, typed: str) -> Row:
    """The page with the sealed part open, for a purpose given once per form and session. Raises `Refused`, `NotThere`."""
    state_purpose(by, submission_id, typed)
    purpose = vaults.purpose_of(by, submission_id)
    _held, part = identity.open_identity(by=by, submission_id=submission_id, purpose=purpose)
    return page(by, submission_id, part, purpose)


def state_purpose(by: Actor, submission_id: UUID, typed: str) -> None:
    """Keeps the purpose for this form until the session ends, once it is known that the member can open it at all."""
    held = open_submission(by=by, submission_id=submission_id)
    if not identity.can_open(by, held):
        raise rules.Refused("identity_closed")
    if typed.strip():
        vaults.state_purpose(by=by, case=submission_id, purpose=typed)


def _copies(held: Held) -> list[Row]:
    return [
        {
            "id": row.id,
            "number": row.number,
            "language": _("French") if row.language == "fr" else _("English"),
            "form": row.form.upper(),
            "made_at": row.made_at,
            "made_by": row.made_by.handle,
            "sha256": note.sha256,
            "size": note.size,
            "recipient": note.recipient,
            "ledger_url": reverse("exits:disclosure", args=[row.disclosure_id]),
        }
        for row, note in sending.copies_of(held)
    ]


def _packages(by: Actor, held: Held) -> list[Row]:
    """What left, version by version, as one file each; for who may open everything in it."""
    found: dict[int, Row] = {}
    for row, _note in sending.copies_of(held):
        attached = [one.reference for one in held.content.attached if one.number == row.number]
        found[row.number] = {
            "number": row.number,
            "attached": attached,
            "url": reverse("advocacy:submission-package", args=[held.row.id, row.number]),
            "closed": bool(attached) and not evidence_permissions.may_open(by),
        }
    return list(found.values())


def _keys(by: Actor, held: Held) -> list[Row]:
    rows = SubmissionKey.objects.filter(submission=held.row).select_related("member", "given_by").order_by("given_at")
    now = clock.now()
    return [
        {
            "member": one.member.handle,
            "given_by": one.given_by.handle,
            "until": rules.handed_until(one.given_at, one.sent_at),
            "over": now >= rules.handed_until(one.given_at, one.sent_at),
            "url": reverse("advocacy:submission-take-back", args=[held.row.id, one.member_id]),
            "may": by.id in {one.member_id, one.given_by_id} or held.keys.holds(Group.IDENTITY),
        }
        for one in rows
    ]


def follow(held: Held) -> Row:
    """What happened since it was sent, and until when the State's reply is answered."""
    stood = history(held.content)
    due = rules.observe_by(stood)
    return {
        "steps": [
            {
                "text": words.label(words.STEPS, one.step),
                "on": words.day(one.on),
                "words": one.words,
                "by": one.by,
                "struck": one.struck,
            }
            for one in held.content.followed
        ],
        "due": words.day(due),
        "kind": rules.urgency(due, clock.today()),
        "next": rules.next_steps(stood),
    }
