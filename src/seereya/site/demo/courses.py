"""The educator's courses: taken over from the pack, published, shared with partners, one of them packed, one begun anew."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from seereya.accounts.actor import Actor
from seereya.education import services
from seereya.education.models import Course, CourseVersion
from seereya.education.packing.making import make_pack
from seereya.education.packing.options import PackOptions
from seereya.education.services import CourseEntry


def tell(told: dict[str, Any], people: dict[str, Actor]) -> dict[str, CourseVersion]:
    """Published versions by the name of the course in the pack."""
    by = people[told["educator"]]
    published = {name: _published(by, name) for name in told["published"]}
    packed = published[told["packed"]]
    make_pack(by=by, version_id=packed.id, options=PackOptions(tuple(packed.frozen["languages"]), neutral=True))
    services.new_draft(by=by, course_id=published[told["begun"]].course_id)
    return published


def _published(by: Actor, name: str) -> CourseVersion:
    course = _shared(by, services.install(by=by, name=name))
    return services.publish(by=by, version_id=course.versions.get().id, without=True)


def _shared(by: Actor, course: Course) -> Course:
    entry = CourseEntry(**{one.name: getattr(course, one.name) for one in fields(CourseEntry)})
    entry.shared = True
    return services.save_course(by=by, entry=entry, course_id=course.id, version=course.version)
