"""Panels come in their order, and a room that has nothing to show leaves no trace."""

from uuid import uuid4

import pytest

from seereya.foundation import desks, panels


@pytest.fixture(autouse=True)
def _as_before(monkeypatch):
    monkeypatch.setattr(panels, "_panels", {place: [] for place in panels.PLACES})
    monkeypatch.setattr(desks, "_waiting", {})
    monkeypatch.setattr(desks, "_counting", {})


def test_panels_come_in_order_and_empty_ones_not_at_all():
    subject = uuid4()
    panels.register(panels.PERSON, key="b", order=20, title="B", template="b.html", make=lambda by, on: {"by": by, "on": on})
    panels.register(panels.PERSON, key="a", order=10, title="A", template="a.html", make=lambda _by, _on: {})
    panels.register(panels.PERSON, key="c", order=5, title="C", template="c.html", make=lambda _by, _on: None)
    found = panels.panels(panels.PERSON, by="oumar", subject=subject)
    assert [one.key for one in found] == ["a", "b"]
    assert found[1].context == {"by": "oumar", "on": subject}
    assert panels.panels(panels.INCIDENT, by="oumar", subject=subject) == []


def test_a_key_stands_once_on_a_page():
    offer = {"key": "a", "order": 1, "title": "A", "template": "a.html", "make": lambda _by, _on: None}
    panels.register(panels.PERSON, **offer)
    panels.register(panels.CASE, **offer)
    with pytest.raises(ValueError, match="two panels"):
        panels.register(panels.PERSON, **offer)


def test_what_is_late_stands_first():
    desks.register("one", waiting=lambda _by: [desks.Work("a", "/"), desks.Work("b", "/", "waits")])
    desks.register("two", waiting=lambda _by: [desks.Work("c", "/", "late"), desks.Work("d", "/", "waits")])
    assert [work.label for work in desks.waiting_for(None)] == ["c", "b", "d", "a"]
