"""Bodies: level, validity, and what we have with each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.advocacy import wording
from seereya.advocacy.models import Action, Ask, Commitment, Recommendation, ThirdPartyCall
from seereya.advocacy.pages.asking import facts, read, select, table, trail
from seereya.advocacy.queries import bodies as queries
from seereya.foundation import clock
from seereya.reference import terms
from seereya.reference.saying import Row, language, term
from seereya.reference.terms import Word


def bodies(by: Actor, params: QueryDict) -> Row:
    """Every body of the vocabulary with its level, its validity, and what we have with it. Raises `BadSelection`."""
    asked = read(params, {"q": None, "level": wording.LEVELS, "show": ("used",)})
    counts = queries.counts(by)
    rows = [word for word in terms.vocabulary("bodies").values() if _asked_for(word, asked, counts)]
    columns = (
        _("Body"), _("Level"), _("Validity"), _("Commitments"), _("Recommendations"), _("Calls"), _("Our asks"), _("Our actions"),
    )  # fmt: skip
    return {
        "title": _("Bodies"),
        "lede": _("Before whom we can speak, since when and until when each exists, and what we have with it."),
        "table": table(_("Bodies"), columns, [_body_line(word, counts) for word in rows]),
        "query": asked["q"],
        "selects": [
            select("level", _("Level"), _("every level"), list(wording.LEVELS.items()), asked["level"]),
            select("show", _("Which ones"), _("all"), [("used", _("those we have something with"))], asked["show"]),
        ],
        "actions": [],
        "empty": _("No body answers this"),
        "breadcrumb": trail((_("Bodies"), "")),
    }


def _asked_for(word: Word, asked: dict[str, Any], counts: Any) -> bool:
    if asked["level"] and word.extra.get("level") != asked["level"]:
        return False
    if asked["q"] and asked["q"].casefold() not in f"{word.fr} {word.en} {word.code}".casefold():
        return False
    return not asked["show"] or any(found[word.code] for found in counts.values())


def _validity(word: Word) -> Row:
    """Since when and until when a body exists; that it is no more, and what came after it."""
    first, last = word.extra.get("valid_from", ""), word.extra.get("valid_to", "")
    cell: Row = {"text": f"{first or '…'} – {last or '…'}" if first or last else "—"}
    if (last and last < clock.today().isoformat()) or word.retired_on:
        after = term("bodies", word.extra.get("replaced_by", ""))
        cell |= {"badge": _("ended"), "kind": "quiet", "note": after}
    return cell


def _body_line(word: Word, counts: Any) -> Row:
    numbers: list[Row] = [
        {"text": counts[name][word.code] or "—"} for name in ("commitments", "recommendations", "calls", "asks", "actions")
    ]
    return {
        "url": reverse("advocacy:body", args=[word.code]),
        "cells": [
            {"text": word.label(language()), "note": term("bodies", word.path[-2]) if len(word.path) > 1 else ""},
            wording.label(wording.LEVELS, word.extra.get("level", "")),
            _validity(word),
            *numbers,
        ],
    }


def body(by: Actor, code: str) -> Row:
    """One body: what we know of it, the newest of what we have with it. Raises `Http404`."""
    word = terms.vocabulary("bodies").get(code)
    if word is None:
        raise Http404
    note = word.extra.get("note_en" if language() == "en" else "note_fr", "")
    mine = {"organisation_id": by.organisation_id, "body": code}
    newest = 20
    return {
        "label": word.label(language()),
        "code": code,
        "facts": facts(
            (_("Level"), wording.label(wording.LEVELS, word.extra.get("level", ""))),
            (_("Part of"), term("bodies", word.path[-2]) if len(word.path) > 1 else ""),
            (_("Validity"), _validity(word)["text"]),
            (_("Ended"), _validity(word).get("note", "")),
            (_("Note"), note),
            (_("Legal basis or source"), word.extra.get("source", "")),
        ),
        "submissions": [
            {"label": one.label(language()), "limit": one.extra.get("limit_en" if language() == "en" else "limit_fr", ""),
             "languages": one.extra.get("languages", "")}
            for one in terms.vocabulary("submission_types").values() if one.extra.get("body", "") == code
        ],
        "commitments": Commitment.objects.filter(body=code).order_by("-announced_on")[:newest],
        "recommendations": Recommendation.objects.filter(body=code).order_by("document", "place")[:newest],
        "calls": ThirdPartyCall.objects.filter(body=code).order_by("-on")[:newest],
        "asks": Ask.objects.filter(**mine, result="").order_by("by_when")[:newest],
        "actions": [
            {"row": one, "kind": term("advocacy_actions", one.kind)}
            for one in Action.objects.filter(**mine).defer("content").order_by("-on")[:newest]
        ],
        "breadcrumb": trail((_("Bodies"), "advocacy:bodies"), (code, "")),
    }  # fmt: skip
