"""The list of courses, one course, what it still needs, what comes with the packs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.education import permissions, wording
from seereya.education.models import Course, CourseVersion
from seereya.education.queries.courses import PAGE, Line, LoadedScreen, course_of, list_page, screens_of, versions_of
from seereya.education.rules.missing import Missing, missing
from seereya.education.services.installing import shipped
from seereya.education.services.publishing import said_by
from seereya.education.services.storing import NotThere
from seereya.foundation.selection import FARTHEST, LONGEST, BadSelection
from seereya.reference.saying import Row, language, term

_KNOWN = ("q", "page", "away")


def own(by: Actor, course_id: UUID) -> Course:
    """A course of the own organisation. Raises `NotThere`."""
    row = course_of(by, course_id)
    if row is None or row.organisation_id != by.organisation_id:
        raise NotThere
    return row


def words_of(kept: dict[str, str]) -> str:
    """Words by language in the page's language, or in the first they were written in."""
    return kept.get(language()) or next(iter(kept.values()), "")


def home_step() -> Row:
    """The first step of where a page stands."""
    return {"url": reverse("education:courses"), "label": _("Courses")}


def steps(course: Course, *more: Row) -> list[Row]:
    """Where a page of a course stands."""
    here = {"url": reverse("education:course", args=[course.id]), "label": course.code}
    return [home_step(), here, *more] if more else [home_step(), {"label": course.code}]


def parse(params: QueryDict) -> dict[str, Any]:
    """What the address asks of the list. Raises `BadSelection`."""
    for name in params:
        if name not in _KNOWN:
            raise BadSelection("unknown_parameter", name)
        if len(params.getlist(name)) > 1:
            raise BadSelection("given_twice", name)
    words, page, away = (params.get(name, "").strip() for name in _KNOWN)
    if len(words) > LONGEST:
        raise BadSelection("too_long", "q")
    if page and not (page.isascii() and page.isdigit() and 1 <= int(page) <= FARTHEST):
        raise BadSelection("bad_page", "page", page)
    if away not in {"", "1"}:
        raise BadSelection("not_a_choice", "away", away)
    return {"words": words, "page": int(page or 1), "closed": away == "1"}


def courses(by: Actor, params: QueryDict) -> dict[str, Any]:
    """The list. Raises `BadSelection`."""
    asked = parse(params)
    lines, total = list_page(by, **asked)
    columns = (_("Course"), _("Title"), _("Theme"), _("Languages"), _("Published"), _("Draft"), _("Screens"), _("Organisation"))
    return {
        "table": {
            "caption": _("Courses"),
            "columns": [{"label": label} for label in columns],
            "rows": [_line(one) for one in lines],
        },
        "words": asked["words"],
        "away": asked["closed"],
        "pager": _pager(params, asked["page"], total),
        "may_write": permissions.may_write(by),
    }


def _line(one: Line) -> Row:
    row = one.course
    number = _("version %(number)s")
    draft = {"badge": number % {"number": one.draft}, "kind": "waits"} if one.draft else "—"
    published = {"badge": number % {"number": one.published}, "kind": "done"} if one.published else "—"
    return {
        "url": reverse("education:course", args=[row.id]),
        "cells": [
            {"text": row.code, "reference": True},
            words_of(row.titles),
            term("education_themes", row.theme),
            ", ".join(term("languages", code) for code in row.languages),
            published,
            draft,
            {"text": one.screens, "numeric": True},
            row.organisation.code,
        ],
    }


def _pager(params: QueryDict, page: int, total: int) -> Row:
    def url(number: int) -> str:
        asked = params.copy()
        asked["page"] = str(number)
        return f"?{asked.urlencode()}"

    first = (page - 1) * PAGE
    last = min(first + PAGE, total)
    return {
        "total": total,
        "first": first + 1 if total > first else 0,
        "last": max(last, 0) if total > first else 0,
        "previous_url": url(page - 1) if page > 1 else "",
        "next_url": url(page + 1) if last < total else "",
    }


def course(by: Actor, course_id: UUID) -> dict[str, Any]:
    """One course: its versions, the screens of the one that is written now, and what it still needs. Raises `NotThere`."""
    row = course_of(by, course_id)
    if row is None:
        raise NotThere
    versions = versions_of(by, row)
    shown = versions[0] if versions else None
    screens = screens_of(shown) if shown else []
    own = row.organisation_id == by.organisation_id
    editing = own and permissions.may_write(by) and shown is not None and shown.status == CourseVersion.DRAFT
    said = said_by(shown) if shown else {"languages": row.languages}
    lacking = missing([one.as_rule() for one in screens], said["languages"]) if shown else []
    return {
        "course": row,
        "title": words_of(row.titles),
        "summary": words_of(row.summaries),
        "edition": shown,
        "status": wording.VERSION_STATUS[shown.status] if shown else "",
        "status_kind": wording.VERSION_KINDS[shown.status] if shown else "",
        "own": own,
        "may_write": own and permissions.may_write(by),
        "editing": editing,
        "screens": [_screen(one, number, len(screens), row, lacking) for number, one in enumerate(screens, start=1)],
        "lacking": len(lacking),
        "versions": [_version(one) for one in versions],
        "published": next((one for one in versions if one.status == CourseVersion.PUBLISHED), None),
        "facts": _facts(row),
        "breadcrumb": steps(row),
    }


def _facts(row: Course) -> list[Row]:
    named = (
        (_("Theme"), term("education_themes", row.theme)),
        (_("For whom"), ", ".join(term("education_audiences", code) for code in row.audiences)),
        (_("Languages of the pack"), ", ".join(term("languages", code) for code in row.languages)),
        (_("Languages being prepared"), ", ".join(term("languages", code) for code in row.preparing)),
        (_("Neutral title"), words_of(row.neutral_titles)),
        (_("Licence"), row.licence),
        (_("Who is credited"), row.credit or row.organisation.name),
        (_("Partners see it"), _("yes") if row.shared else _("no")),
    )
    return [{"label": label, "value": value or "—"} for label, value in named]


def _screen(one: LoadedScreen, number: int, count: int, row: Course, lacking: list[Missing]) -> Row:
    here = [lack for lack in lacking if lack.screen == number]
    tongues = [*row.languages, *row.preparing]
    return {
        "unit": one.unit,
        "number": number,
        "title": words_of({code: text.title for code, text in one.texts.items() if text.title}) or _("without a title"),
        "questions": ngettext("%(count)s question", "%(count)s questions", len(one.questions)) % {"count": len(one.questions)}
        if one.questions
        else "",
        "picture": one.unit.picture,
        "voices": [{"code": code, "label": term("languages", code), "there": code in one.recordings} for code in tongues],
        "missing": sum(not lack.bearable for lack in here),
        "first": number == 1,
        "last": number == count,
    }


def _version(one: CourseVersion) -> Row:
    return {
        "version": one,
        "label": _("Version %(number)s") % {"number": one.number},
        "status": wording.VERSION_STATUS[one.status],
        "kind": wording.VERSION_KINDS[one.status],
    }


def lacking_rows(version: CourseVersion, found: list[Missing]) -> list[Row]:
    """What is missing in words, what hinders first, each with the screen it is mended on."""
    units = list(version.units.order_by("position", "id").values_list("id", flat=True))
    rows = []
    for one in sorted(found, key=lambda lack: (lack.bearable, lack.screen, lack.question)):
        where = _("screen %(number)s") % {"number": one.screen} if one.screen else ""
        if one.question:
            where += ", " + _("question %(number)s") % {"number": one.question}
        rows.append(
            {
                "what": wording.MISSING[one.what],
                "where": where,
                "language": term("languages", one.language),
                "url": reverse("education:screen", args=[units[one.screen - 1]]) if one.screen else "",
                "bearable": one.bearable,
            }
        )
    return rows


def publishing(by: Actor, version: CourseVersion, found: list[Missing]) -> dict[str, Any]:
    """The page that asks before a version is published."""
    rows = lacking_rows(version, found)
    return {
        "course": version.course,
        "edition": version,
        "hindering": [one for one in rows if not one["bearable"]],
        "bearable": [one for one in rows if one["bearable"]],
        "breadcrumb": steps(version.course, {"label": _("Publish")}),
        "may_write": permissions.may_write(by),
    }


def installable(by: Actor) -> dict[str, Any]:
    """Courses that come with the packs, and which of them were taken over already."""
    taken = dict(Course.objects.filter(organisation_id=by.organisation_id).values_list("code", "id"))
    rows = [
        {
            "name": one.name,
            "code": one.code,
            "title": words_of(one.described["titles"]),
            "summary": words_of(one.described.get("summaries", {})),
            "languages": ", ".join(term("languages", code) for code in one.described.get("languages", [])),
            "screens": len(one.described["screens"]),
            "taken": taken.get(one.code),
        }
        for one in shipped()
    ]
    return {"rows": rows, "breadcrumb": [home_step(), {"label": _("Courses that come with the country pack")}]}
