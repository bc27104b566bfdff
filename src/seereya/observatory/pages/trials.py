"""Pages of observed trials: one hearing in its parts, its paper, its history."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from seereya.accounts.actor import Actor
from seereya.accounts.queries import handles_of
from seereya.documentation.pages import labelled
from seereya.foundation import clock
from seereya.observatory import permissions, services, wording
from seereya.observatory.content import ObservationContent
from seereya.observatory.models import TrialObservation
from seereya.observatory.services import Opened
from seereya.reference import saying, terms

Row = dict[str, Any]
_VOCABULARIES = {
    "court": "bodies",
    "stage": "procedure_stages",
    "kind": "hearing_kinds",
    "outcome": "hearing_outcomes",
    "adjourned_why": "adjournment_reasons",
    "interpreter_language": "languages",
}
_WORDS: dict[str, dict[str, Any]] = {
    "counsel": wording.PRESENCE,
    "counsel_from": wording.COUNSEL_FROM,
    "interpreter_needed": wording.PRESENCE,
    "interpreter_given": wording.PRESENCE,
    "public": wording.PUBLICITY,
}
# The parts of a record and of the paper form, in the order an observer meets them.
PARTS: dict[str, tuple[str, ...]] = {
    "hearing": ("court", "seat", "on", "number", "stage", "kind", "began", "minutes", "public", "closed_why"),
    "accused": ("offences", "men", "women", "unsaid", "minors", "present", "absent"),
    "defence": ("counsel", "counsel_from", "counsel_note", "interpreter_needed", "interpreter_given", "interpreter_language",
                "interpreter_note"),
    "outcome": ("outcome", "adjourned_why", "next_on", "result"),
    "observer": ("incidents", "security", "observer", "independence"),
}  # fmt: skip


def titles() -> dict[str, str]:
    """The headings of the parts."""
    return {
        "hearing": _("The hearing"),
        "accused": _("The accused and what is alleged"),
        "defence": _("Counsel and interpreter"),
        "rights": _("Rights of the defence"),
        "outcome": pgettext("of a hearing", "Outcome"),
        "observer": _("Around the hearing, and the observer"),
    }


def value(name: str, content: ObservationContent) -> str:
    """One answer in words; nothing where it was not given."""
    found = getattr(content, name)
    if name in {"on", "next_on"}:
        return wording.day(found)
    if name == "offences":
        return ", ".join(saying.term("crimes", one) for one in found)
    if name in _VOCABULARIES:
        return saying.term(_VOCABULARIES[name], found)
    if name in _WORDS:
        return wording.label(_WORDS[name], found) if found else ""
    return "" if found is None else str(found)


def facts(content: ObservationContent, part: str) -> list[Row]:
    """The answers of one part that were given."""
    return [{"label": str(wording.LABELS[name]), "value": said} for name in PARTS[part] if (said := value(name, content))]


def rights(content: ObservationContent) -> list[Row]:
    """Every right of the defence with what was seen of it: one that was not looked at says so."""
    known = {one.code: one for one in content.checks}
    codes = [
        *terms.vocabulary("fair_trial_checks"),
        *(code for code in known if code not in terms.vocabulary("fair_trial_checks")),
    ]
    lines = []
    for code in codes:
        word, one = terms.vocabulary("fair_trial_checks").get(code), known.get(code)
        if one is None and word is not None and word.retired_on is not None:
            continue
        answer = one.answer if one else "not_seen"
        lines.append({
            "label": saying.term("fair_trial_checks", code),
            "text": wording.label(wording.ANSWERS, answer),
            "kind": _kind(code, answer),
            "note": one.note if one else "",
        })  # fmt: skip
    return lines


def _alarms(code: str) -> bool:
    """Whether "yes" is what alarms: a torture alleged in court is no right respected."""
    word = terms.vocabulary("fair_trial_checks").get(code)
    return word is not None and word.extra.get("alarm") == "yes"


def _kind(code: str, answer: str) -> str:
    if _alarms(code):
        return {"yes": "late", "partly": "waits"}.get(answer, "quiet")
    return wording.ANSWER_KINDS.get(answer, "")


def sections(content: ObservationContent) -> list[Row]:
    """The record in its parts."""
    headed, found = titles(), []
    for part in ("hearing", "accused", "defence", "rights", "outcome", "observer"):
        one: Row = {"id": part, "label": headed[part]}
        one |= {"rights": rights(content)} if part == "rights" else {"facts": facts(content, part)}
        found.append(one)
    return found


def whole(content: ObservationContent) -> list[tuple[str, str]]:
    """All answers as label and words, to lay two versions beside each other."""
    lines = [(str(wording.LABELS[name]), value(name, content)) for part in PARTS.values() for name in part]
    lines.append((str(wording.LABELS["struck"]), content.struck))
    lines += [(line["label"], f"{line['text']} {line['note']}".strip()) for line in rights(content)]
    return lines


def heading(content: ObservationContent) -> str:
    """What a hearing is called on its page: the court, its town, the day."""
    court = saying.term("bodies", content.court)
    return ", ".join(filter(None, (court, content.seat, wording.day(content.on))))


def observation(by: Actor, observation_id: UUID) -> Row:
    """Context of a hearing's page. Raises `NotThere`."""
    opened = services.open_observation(by=by, observation_id=observation_id)
    row, content = opened.row, opened.content
    parts = sections(content)
    counts = [one for one in content.checks if one.answer == "no" and not _alarms(one.code)]
    refused = ngettext("%(count)s right not respected", "%(count)s rights not respected", len(counts)) % {"count": len(counts)}
    return _shown(opened) | {
        "heading": heading(content),
        "sections": parts,
        "toc": [{"id": one["id"], "label": one["label"]} for one in parts],
        "answers": [
            {"question": wording.LABELS["outcome"], "answer": saying.term("hearing_outcomes", content.outcome)},
            {"question": wording.LABELS["next_on"], "answer": wording.day(content.next_on) or "—"},
            {"question": _("Rights of the defence"), "answer": refused if content.checks else _("nothing was noted")},
            {"question": _("Who can read it"), "answer": _("who holds this documentation vault")},
        ],
        "may_change": not content.struck and row.organisation_id == by.organisation_id and by.holds(*permissions.WRITERS),
        "breadcrumb": _trail(row, last=True),
    }


def _shown(opened: Opened) -> Row:
    content = opened.content
    struck = {"why": content.struck, "who": content.struck_by, "on": wording.day(content.struck_on)} if content.struck else None
    return {"observation": opened.row, "content": content, "struck": struck}


def _trail(row: TrialObservation, *, last: bool) -> list[Row]:
    here: Row = {"label": row.reference}
    if not last:
        here["url"] = reverse("observatory:observation", args=[row.id])
    return [{"url": reverse("observatory:observations"), "label": _("Observed trials")}, here]


def printed(by: Actor, observation_id: UUID) -> Row:
    """Context of a hearing on paper. Raises `NotThere`."""
    opened = services.open_to_print(by=by, observation_id=observation_id)
    return _shown(opened) | {
        "heading": heading(opened.content),
        "sections": sections(opened.content),
        "printed_at": clock.now(),
        "printed_by": by.member.handle,
    }


def history(by: Actor, observation_id: UUID) -> Row:
    """Context of the versions of a hearing, each with what it changed. Raises `NotThere`."""
    opened, versions = services.history_of(by=by, observation_id=observation_id)
    handles = handles_of({one.made_by_id for one, _content in versions}, by.organisation_id)
    shown = []
    for place, (version, content) in enumerate(versions):
        before = whole(versions[place + 1][1]) if place + 1 < len(versions) else []
        shown.append({
            "number": version.number,
            "when": version.made_at,
            "who": handles.get(version.made_by_id, ""),
            "diff": labelled.differences(before, whole(content)) if before else [],
            "first": not before,
        })  # fmt: skip
    crumbs = [*_trail(opened.row, last=False), {"label": _("History")}]
    return _shown(opened) | {"versions": shown, "breadcrumb": crumbs}


def differences(by: Actor, observation_id: UUID, mine: ObservationContent) -> tuple[int, list[Row]]:
    """What somebody else saved meanwhile, beside what the form says."""
    opened = services.open_observation(by=by, observation_id=observation_id)
    return opened.row.version, labelled.differences(whole(opened.content), whole(mine))


def blank() -> Row:
    """The empty form for paper, in the page's language: as many lines as fit on one sheet."""
    headed = titles()
    return {
        "public_page": True,  # no mark on paper that says what is carried, or for whom
        "parts": headed,
        "labels": wording.LABELS,
        "rights": [
            word.label(saying.language()) for word in terms.vocabulary("fair_trial_checks").values() if not word.retired_on
        ],
        "outcomes": [
            word.label(saying.language()) for word in terms.vocabulary("hearing_outcomes").values() if not word.retired_on
        ],
        "reasons": [
            word.label(saying.language()) for word in terms.vocabulary("adjournment_reasons").values() if not word.retired_on
        ],
        "kinds": [word.label(saying.language()) for word in terms.vocabulary("hearing_kinds").values() if not word.retired_on],
        "answers": list(wording.ANSWERS.values()),
        "publicity": list(wording.PUBLICITY.values()),
        "counsel_from": list(wording.COUNSEL_FROM.values()),
    }
