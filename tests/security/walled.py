"""Two organisations at work side by side, and what code sees that filters nothing or says for nobody that it runs."""

from __future__ import annotations

from contextlib import contextmanager

from seereya.accounts.rules import Role
from seereya.foundation import walls
from tests.factories.documentation import incident, person, source
from tests.factories.vault import office
from tests.security.world import CONTENT


def working_side_by_side():
    a, b = office("WALLA"), office("WALLB")
    people = [one.join(Role.DOCUMENTALIST) for one in (a, b)]
    for by in people:
        incident(by=by, title=CONTENT["title"])
        person(by=by)
        source(by=by)
    return a, b, people


@contextmanager
def nobody():
    """No view at all: a code path that forgot to say for whom it runs."""
    token = walls._view.set(None)
    try:
        yield
    finally:
        walls._view.reset(token)
