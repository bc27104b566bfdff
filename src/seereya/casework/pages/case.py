"""The page of a case file: where it stands, what is due, what was done, who is in it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.casework import permissions, services, wording
from seereya.casework.content import Act, CaseContent, Deadline
from seereya.casework.indexing import last_act
from seereya.casework.models import CaseFile
from seereya.casework.pages import documented, joined, withdrawals
from seereya.casework.queries import law, lists
from seereya.casework.rules import silence
from seereya.foundation import clock, panels
from seereya.foundation.identifiers import new_id
from seereya.reference import saying, terms

Row = dict[str, Any]


def case(by: Actor, case_id: UUID) -> dict[str, Any]:
    """Context of the page. Raises `NotThere`."""
    opened = services.open_case(by=by, case_id=case_id)
    row, content = opened.row, opened.content
    flags = lists.flagged({
        "last_act": last_act(content), "opened": row.made_at.date().isoformat(), "paused": content.paused, "status": row.status,
        "remind_after": content.remind_after, "dormant_after": content.dormant_after, "due": [],
    })  # fmt: skip
    context: dict[str, Any] = {
        "case": row,
        "content": content,
        "status": {"text": wording.label(wording.STATUSES, row.status), "kind": "" if row.status == "open" else "quiet"},
        "may_change": permissions.may_change(by, row),
        "may_decide": permissions.may_decide(by, row),
        "answers": answers(row, content, flags),
        "law": law_rows(content),
        "proceedings": [proceeding(row, one) for one in reversed(content.proceedings)],
        "acts": [act(row, one) for one in reversed(content.acts)],
        "deadlines": [deadline(row, one) for one in sorted(content.deadlines, key=lambda d: (bool(d.done_on), d.due))],
        "parties": [party(row, one) for one in content.parties],
        "qualifications": [qualification(row, content, one) for one in content.qualifications],
        "documented": documented.rows(content),
        "exhibits": [joined.exhibit(one) for one in content.exhibits],
        "incidents": incidents(content),
        "stall": stall(content, flags),
        "withdrawn": withdrawals.rows(by, content),
        "adjourn_token": new_id(),
        "breadcrumb": [{"url": reverse("casework:cases"), "label": _("Case files")}, {"label": row.reference}],
        "panels": panels.panels(panels.CASE, by=by, subject=row.id),
    }
    return context | {"toc": toc(context)}


def answers(row: CaseFile, content: CaseContent, flags: tuple[str, ...]) -> list[Row]:
    """The four answers on top: where it stands, what is next, how long it has been silent, when limitation ends."""
    current = content.proceedings[-1] if content.proceedings else None
    quiet = silence.quiet_days(today=clock.today(), last=last_act(content) or row.made_at.date().isoformat())
    waiting = sorted((one for one in content.deadlines if one.due and not one.done_on), key=lambda one: one.due)
    due = waiting[0] if waiting else None
    limited = law.limitation_of(content)
    return [
        {
            "question": _("Where does it stand?"),
            "answer": saying.term("procedure_stages", current.stage) if current else _("not filed yet"),
            "note": saying.term("bodies", current.forum) if current else "",
        },
        {
            "question": _("What is due?"),
            "answer": wording.day(due.due) if due else wording.day(content.next_step_on) or _("nothing dated"),
            "note": saying.term("deadline_rules", due.rule) if due else content.next_step,
            "kind": "late" if due and silence.near(today=clock.today(), due=due.due) else "",
        },
        {
            "question": _("How long without an act?"),
            "answer": ngettext("%(count)s day", "%(count)s days", quiet) % {"count": quiet},
            "note": " · ".join(str(wording.FLAGS[one]) for one in flags),
            "kind": "late" if "dormant" in flags else "waits" if "silent" in flags else "",
        },
        {
            "question": _("When does limitation end?"),
            "answer": wording.day(limited.due.isoformat()) if limited.due else wording.LIMITATIONS[limited.kind],
            "note": wording.ALARMS[limited.alarm] if limited.due else "",
            "kind": {"passed": "late", "red": "late", "amber": "waits"}.get(limited.alarm, ""),
        },
    ]


def law_rows(content: CaseContent) -> list[Row]:
    """The law in force on the day of the facts next to the procedure in force today; and how limitation was reckoned."""
    day, tongue = law.facts_day(content), saying.language()
    then = " · ".join(word.label(tongue) for word in law.texts("penal", day)) if day else ""
    now = " · ".join(word.label(tongue) for word in law.texts("procedure", clock.today()))
    limited = law.limitation_of(content)
    found: list[Row] = [
        {"label": _("Date of the facts"), "value": saying.when(content.facts)},
        {"label": _("Penal law in force on that day"), "value": then or _("not known: give the date of the facts")},
        {"label": _("Procedure in force today"), "value": now or "—"},
    ]
    if limited.due and limited.since:
        restarts = ngettext("%(count)s act began it anew", "%(count)s acts began it anew", len(limited.restarts))
        note = _("%(years)s years from %(day)s; %(restarts)s") % {
            "years": limited.years, "day": wording.day(limited.since.isoformat()), "restarts": restarts % {"count": len(limited.restarts)},
        }  # fmt: skip
        certainty = terms.vocabulary("deadline_rules")[limited.rule].extra.get("certainty", "low")
        note = f"{note} · {wording.CERTAINTY[certainty]}"
        found.append({"label": _("Limitation"), "value": wording.day(limited.due.isoformat()), "note": note})
    else:
        found.append({"label": _("Limitation"), "value": wording.LIMITATIONS[limited.kind]})
    return found


def proceeding(row: CaseFile, one: Any) -> Row:
    """A proceeding with its stages, newest first."""
    args = [row.id, one.id]
    return {
        "forum": saying.term("bodies", one.forum),
        "procedure": saying.term("procedure_types", one.procedure),
        "number": one.number,
        "judge": one.judge,
        "hearing": wording.day(one.hearing),
        "hearing_words": one.hearing_words,
        "gone": _gone(one.forum),
        "stages": [
            {"text": saying.term("procedure_stages", move.stage), "on": wording.day(move.on), "note": move.note}
            for move in reversed(one.stages)
        ],
        "move_url": reverse("casework:stage", args=args),
        "edit_url": reverse("casework:proceeding", args=args),
    }


def _gone(forum: str) -> str:
    """Says that a forum does not exist any more, and what replaced it."""
    try:
        services.check_forum(forum, clock.today())
    except services.Refused as refusal:
        return wording.say(refusal)
    return ""


def act(row: CaseFile, one: Act) -> Row:
    """An act in words."""
    return {
        "id": one.id,
        "on": wording.day(one.on),
        "kind": saying.term("procedural_acts", one.kind),
        "received": law.received(one.kind),
        "served": wording.day(one.served),
        "until": wording.day(one.until),
        "words": one.words,
        "addressed": one.addressed,
        "restarts": one.restarts,
        "struck": one.struck,
        "serve_url": reverse("casework:act-serve", args=[row.id, one.id]),
        "strike_url": reverse("casework:act-strike", args=[row.id, one.id]),
    }


def deadline(row: CaseFile, one: Deadline) -> Row:
    """A time limit with how sure it is, why it ends on that day, and whether it is to be looked at again."""
    rule, args = services.effective(one), [row.id, one.id]
    moved = one.review.split() if one.review else []
    length = f"{rule.amount} {wording.UNITS[rule.unit]}"
    word = terms.vocabulary("deadline_rules")[one.rule]
    changed = one.amount is not None
    return {
        "label": saying.term("deadline_rules", one.rule),
        "due": wording.day(one.due) + (f" {one.due[11:]}" if "T" in one.due else ""),
        "length": _("%(length)s from %(day)s") % {"length": length, "day": wording.day(one.starts)},
        "rests": _rests(one),
        "certainty": "" if changed else wording.CERTAINTY[rule.certainty],
        "low": not changed and rule.certainty == "low",
        "note": word.extra.get(f"note_{saying.language()}", ""),
        "reason": one.reason,
        "review": _("The calendar changed on %(day)s: counted anew it ends on %(again)s.")
        % {"day": wording.day(moved[0]), "again": wording.day(moved[1])}
        if len(moved) == 2  # noqa: PLR2004 - a day and the new end
        else "",
        "kind": (silence.near(today=clock.today(), due=one.due) or [""])[0] if not one.done_on else "",
        "done": wording.day(one.done_on),
        "done_words": one.done_words,
        "edit_url": reverse("casework:deadline", args=args),
        "meet_url": reverse("casework:deadline-met", args=args),
        "review_url": reverse("casework:deadline-review", args=args),
    }


def _rests(one: Deadline) -> str:
    """Says that the last day is a day of the week on which courts rest, where the rule does not move it."""
    weekend = {int(day) for word in terms.vocabulary("legal_calendars").values() for day in word.extra.get("weekend", "").split()}
    return _("a day of rest") if date.fromisoformat(one.due[:10]).weekday() in weekend else ""


def party(row: CaseFile, one: Any) -> Row:
    """A party by code."""
    return {
        "code": one.code,
        "person": one.person,
        "url": reverse("documentation:person", args=[one.person]),
        "role": wording.label(wording.PARTY_ROLES, one.role),
        "suspect": one.role == "suspect",
        "basis": one.basis,
        "counsel": one.counsel,
        "note": one.note,
        "remove_url": reverse("casework:party-remove", args=[row.id, one.id]),
    }


def qualification(row: CaseFile, content: CaseContent, one: Any) -> Row:
    """A characterisation, with a warning where its code was not in force on the day of the facts."""
    day = law.facts_day(content)
    codes = {p.id: p.code for p in content.parties}
    return {
        "label": saying.term("crimes", one.crime),
        "source": one.crime,
        "reasons": one.reasons,
        "against": " · ".join(codes[p] for p in one.parties if p in codes),
        "not_in_force": day is not None and not law.in_force(one.crime, day),
        "remove_url": reverse("casework:qualification-remove", args=[row.id, one.id]),
    }


def incidents(content: CaseContent) -> list[Row]:
    """The incidents the file grows out of."""
    return [
        {"url": reverse("documentation:incident", args=[key]), "reference": reference}
        for key, reference in lists.incident_references(content.incidents).items()
    ]


def stall(content: CaseContent, flags: tuple[str, ...]) -> Row:
    """What is suggested for a silent file: the act its reason points at, and the ladder of acts from there."""
    if content.paused:
        return {"paused": wording.label(wording.PAUSES, content.paused), "why": content.paused_why}
    if not {"silent", "dormant"} & set(flags) and not content.stall_reason:
        return {}
    word = terms.vocabulary("stall_reasons").get(content.stall_reason)
    suggested = word.extra.get("suggested_act", "") if word else law.act_that("reminds")
    made = {one.kind for one in content.acts if not one.struck}
    ladder = [
        {"label": saying.term("procedural_acts", code), "made": code in made, "suggested": code == suggested}
        for code in law.ladder()
    ]
    return {
        "reason": word.label(saying.language()) if word else "",
        "words": content.stall_words,
        "suggested": saying.term("procedural_acts", suggested),
        "ladder": ladder,
    }


def toc(context: dict[str, Any]) -> list[Row]:
    """The parts of the page."""
    counted = [
        ("deadlines", _("Time limits")), ("acts", _("Acts")), ("proceedings", _("Proceedings")), ("parties", _("Parties")),
        ("documented", _("Acts this file is about")),
        ("qualifications", _("Characterisations alleged")), ("exhibits", _("Exhibits")),
    ]  # fmt: skip
    found: list[Row] = [{"id": "law", "label": _("Law in force")}]
    found += [{"id": name, "label": label, "count": len(context[name])} for name, label in counted]
    return found + [{"id": one.key, "label": one.title} for one in context["panels"]]
