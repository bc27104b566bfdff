"""A3: every address × method × role × {own, partner, stranger organisation}, against the declared policies and who owns what.

Statuses, hidden references and counts: nothing of another organisation's private record may stand on any page, and what is not
yours must look exactly like what is not there.
"""

from __future__ import annotations

import copy
import io
import os
import re
import zipfile
import zlib
from urllib.parse import urlencode

import pytest

from seereya.accounts.policies import EVERYBODY, REGISTRY
from seereya.accounts.rules import Role, Stage
from seereya.casework import permissions as casework
from seereya.documentation import permissions
from seereya.programme import permissions_money as ledger
from seereya.site.operations.canary_web import Answer
from tests.factories.accounts import browser_for, log_in, stranger
from tests.factories.documentation import incident
from tests.security import addresses, world

pytestmark = pytest.mark.django_db
ADDRESSES = addresses.every()
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value="|data-csrf="|content=")[A-Za-z0-9]{64}"')
_IDS = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TICKET = re.compile(rb"[A-Za-z0-9_=-]{40,}(:[A-Za-z0-9_-]+){0,2}")
FOUR = (Role.DOCUMENTALIST, Role.COUNSEL, Role.ADMINISTRATOR, Role.DONOR)
OTHERS = tuple(role for role in Role if role not in FOUR)
by_roles = pytest.mark.parametrize(
    "roles", [pytest.param(FOUR, id="four"), pytest.param(OTHERS, id="others", marks=pytest.mark.heavy)]
)


def asking(roles, address, organisation):
    """Which of these roles ask for what is another's: those that the policy lets in, and one that it stops; MATRIX=all: every one.

    Which one is stopped depends on the address, so that all of them are somewhere. That each role is stopped where it should be is
    asked by every role at every address of its own organisation (`test_own_organisation`).
    """
    if os.environ.get("MATRIX") == "all":
        return roles
    stopped = [role for role in roles if not allowed(address, role)]
    start = zlib.crc32(f"{organisation} {address.name}".encode())
    return [role for role in roles if allowed(address, role)] + stopped[start % len(stopped) :][:1] if stopped else list(roles)


_STEPS = {Stage.HALF: "/second-factor/", Stage.LOCKED: "/unlock/"}
_ENOUGH = {"guest": set(Stage), "half": {Stage.HALF, Stage.OPEN}, "locked": {Stage.LOCKED, Stage.OPEN}, "open": {Stage.OPEN}}


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    from seereya.foundation import walls

    with django_db_blocker.unblock(), walls.system("a test's world"), world.undone():
        built = world.build()
        built.before = world.fingerprint()
        yield built


@pytest.fixture
def w(made, django_db_blocker):
    """The world, and each test's own changes taken back."""
    with django_db_blocker.unblock(), world.undone():
        yield made


def ask(browser, method, path):
    with world.undone():
        return browser.generic(method, path, content_type="application/x-www-form-urlencoded")


def body(response):
    found = b"".join(response) if response.streaming else response.content
    if response.headers.get("Content-Type", "").startswith("application/vnd.openxmlformats"):
        with zipfile.ZipFile(io.BytesIO(found)) as parts:  # a workbook says when it was made; what it holds is in its sheets
            found = b"".join(parts.read(name) for name in sorted(parts.namelist()) if not name.startswith("docProps/"))
    for pattern in (_TOKEN, _IDS, _TICKET):
        found = pattern.sub(b"", found)
    return found


def shown(response, marks):
    text = (b"".join(response) if response.streaming else response.content).decode(errors="replace")
    where = text + " ".join(f"{name}: {value}" for name, value in response.headers.items())
    return sorted(name for name, mark in marks.items() if mark in where)


def allowed(address, role):
    return address.policy.standing == "guest" or role in address.policy.roles


def test_there_are_addresses_and_each_declares_a_policy():
    assert len(ADDRESSES) > 20
    undeclared = [one.name for one in ADDRESSES if one.policy is None or REGISTRY.get(one.policy.action) is not one.policy]
    assert [name for name in undeclared if not _same(name)] == []


def _same(name):
    """The same action on several views is an equal declaration."""
    address = next(one for one in ADDRESSES if one.name == name)
    return address.policy is not None and REGISTRY.get(address.policy.action) == address.policy


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: one.name)
def test_without_a_session_there_is_only_the_door(w, address):
    """No cookie, a half session and a locked one: nothing but the step that is missing, whatever the method."""
    person = w.people["AAAA", Role.DOCUMENTALIST]
    browsers = {None: stranger(raise_request_exception=False)}
    for stage in (Stage.HALF, Stage.LOCKED):
        browsers[stage] = browser_for(log_in(copy.copy(person), stage), raise_request_exception=False)
    for stage, browser in browsers.items():
        for method in ("GET", "POST"):
            response = ask(browser, method, address.at(w.private))
            assert (
                shown(response, world.CONTENT | world.CASEWORK | world.EDUCATION | world.MONEY | world.SEALED | world.SHARED)
                == []
            )
            if address.policy.standing == "guest" or stage in _ENOUGH[address.policy.standing]:
                continue
            assert response.status_code == 302
            assert response["Location"].split("?")[0] == _STEPS.get(stage, "/login/")


@by_roles
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: one.name)
def test_own_organisation(w, address, roles):
    """A role that the policy leaves out is refused; one that it names is answered; no page fails."""
    statuses = {}
    for role in roles:
        browser = w.browser("AAAA", role)
        for method in ("GET", "POST"):
            response = ask(browser, method, address.at(w.private))
            statuses[role, method] = response.status_code
            assert response.status_code < 500, (role, method)
            if address.policy.standing != "guest":
                assert not response.headers.get("Location", "").startswith("/login/"), (role, method)
            if not allowed(address, role):
                assert response.status_code == 403, (role, method)
            assert shown(response, world.SEALED) == [], (role, method)
            if role not in permissions.READERS:
                assert shown(response, world.CONTENT) == [], (role, method)
            if role not in casework.READERS:
                assert shown(response, world.CASEWORK) == [], (role, method)
            if role not in world.EDUCATION_READERS:
                assert shown(response, world.EDUCATION) == [], (role, method)
            if role not in ledger.LEDGER:
                assert shown(response, world.MONEY) == [], (role, method)
    if address.policy.roles == EVERYBODY:
        assert {status for (_, method), status in statuses.items() if method == "GET"} <= {200, 302, 303, 304, 400, 404, 405, 409}


@pytest.mark.parametrize("roles", [FOUR, OTHERS], ids=["four", "others"])
def test_every_role_is_stopped_at_some_address_of_another(roles):
    owned = [one for one in ADDRESSES if one.owned]
    stopped = {role for one in owned for code in ("BBBB", "CCCC") for role in asking(roles, one, code) if not allowed(one, role)}
    assert stopped == set(roles)


@by_roles
@pytest.mark.parametrize("address", [one for one in ADDRESSES if one.owned], ids=lambda one: one.name)
@pytest.mark.parametrize("organisation", ["BBBB", "CCCC"], ids=["partner", "stranger"])
def test_anothers_looks_like_nothing(w, address, organisation, roles):
    """A private record of A, asked for by B or C: the same answer, to the letter, as for what does not exist; and A is as it was."""
    marks = world.CONTENT | world.CASEWORK | world.EDUCATION | world.MONEY | world.SEALED | {one: one for one in w.references}
    for role in asking(roles, address, organisation):
        browser = w.browser(organisation, role)
        for method in ("GET", "POST"):
            with world.untouched(w.before):
                real = browser.generic(method, address.at(w.private), content_type="application/x-www-form-urlencoded")
            assert shown(real, marks) == [], (role, method)
            nothing = ask(browser, method, address.at(w.nothing()))
            assert (real.status_code, body(real)) == (nothing.status_code, body(nothing)), (role, method)


def filled(w, address):
    """What a member of A would rightly send to this address: (role, values), from the form that the page itself shows; or nothing."""
    path = address.at(w.private)
    for role in (one for one in Role if allowed(address, one)):
        response = ask(w.browser("AAAA", role), "GET", path)
        if response.status_code != 200 or response.streaming:
            continue
        _links, forms = Answer(200, "", response.content, path).read()
        for form in forms:
            if form.method == "post" and (form.action or path).split("?")[0] == path:
                return role, form.values(lambda entry: entry.value or "3 janvier 2021", sparing=True)
    return None


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one.owned], ids=lambda one: one.name)
def test_a_rightly_filled_form_does_nothing_to_anothers(w, address):
    """The same form, filled in as its owner would, sent by the same role of another organisation: as if nothing were there."""
    found = filled(w, address)
    if found is None:
        pytest.skip("no form of its own")
    role, values = found
    for organisation in ("BBBB", "CCCC"):
        browser = w.browser(organisation, role)
        answers = []
        for path in (address.at(w.private), address.at(w.nothing())):
            with world.untouched(w.before):
                answers.append(browser.post(path, urlencode(values), content_type="application/x-www-form-urlencoded"))
        real, nothing = answers
        assert real.status_code < 500
        assert (real.status_code, body(real)) == (nothing.status_code, body(nothing))


@by_roles
@pytest.mark.parametrize("address", [one for one in ADDRESSES if "incident_id" in one.parameters], ids=lambda one: one.name)
def test_what_a_partner_was_given(w, address, roles):
    """A shared incident: content to B's readers, what is sealed apart to nobody of B, nothing at all to C; B changes nothing of A's."""
    for organisation in ("BBBB", "CCCC"):
        for role in asking(roles, address, organisation):
            browser = w.browser(organisation, role)
            for method in ("GET", "POST"):
                with world.untouched(w.before):
                    response = browser.generic(method, address.at(w.shared), content_type="application/x-www-form-urlencoded")
                assert response.status_code < 500, (organisation, role, method)
                assert shown(response, world.CONTENT | world.CASEWORK | world.SEALED) == [], (organisation, role, method)
                if organisation == "CCCC" or role not in permissions.READERS:
                    assert shown(response, world.SHARED) == [], (organisation, role, method)


@pytest.mark.parametrize("role", [Role.DOCUMENTALIST, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR], ids=str)
def test_counts_say_nothing_of_others(w, role):
    """Every page without a parameter is, for a stranger, the same before and after A worked: no count, no list, no gap betrays it."""
    browser = w.browser("CCCC", role)
    before = {
        page.name: body(ask(browser, "GET", page.at({}))) for page in ADDRESSES if not page.parameters and allowed(page, role)
    }
    steady = [page for page in ADDRESSES if page.name in before and body(ask(browser, "GET", page.at({}))) == before[page.name]]
    restless = set(before) - {page.name for page in steady}
    assert {name for name in restless if not name.startswith("accounts:")} == set()  # a fresh secret is offered on some of them
    by = w.people["AAAA", Role.DOCUMENTALIST]
    by.keyring = None
    for number in range(3):
        incident(by=by, title=f"Another {number}")
    for page in steady:
        assert body(ask(browser, "GET", page.at({}))) == before[page.name], page.name


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: one.name)
def test_other_methods_do_nothing(w, address):
    browser = w.browser("AAAA", Role.DOCUMENTALIST)
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
        response = ask(browser, method, address.at(w.private))
        assert response.status_code in {302, 403, 405} or (response.status_code == 404 and address.parameters), method


def test_the_world_is_seen_by_those_who_may(w):
    """The control: the marks do stand on pages, for the people they are meant for. Without it every test above could be empty."""
    page = next(one for one in ADDRESSES if one.name == "documentation:incident")
    mine = ask(w.browser("AAAA", Role.DOCUMENTALIST), "GET", page.at(w.private))
    assert {"title", "summary"} <= set(shown(mine, world.CONTENT))
    given = ask(w.browser("BBBB", Role.DOCUMENTALIST), "GET", page.at(w.shared))
    assert "shared-title" in shown(given, world.SHARED)
