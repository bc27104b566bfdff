"""What people do on pages, so that a test reads as their task: inviting, enrolling, logging in with a passkey."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from tests.e2e.browsing import Visits, faults, picture, submit


@dataclass
class Newcomer:
    """Somebody who has just enrolled: what is on their papers and on their phone."""

    handle: str
    passphrase: str
    seed: str
    recovery_code: str
    page: Any


def fresh_handle() -> str:
    """A handle nobody has."""
    return f"essai-{secrets.token_hex(4)}"


def look(page: Any, name: str) -> None:
    """A step of enrolment as somebody sees it once in a life: kept as a picture, and open to everybody."""
    picture(page, name)
    assert faults(page) == []


def invitation(visits: Visits, *roles: str, approve: bool = True) -> str:
    """The link of an invitation: made by a coordinator, approved by a second colleague."""
    page = visits.open("awa", language="en")
    page.goto("/organisation/invite/")
    for role in roles:
        page.locator(f"input[value={role}]").check()
    submit(page, "Make the link")
    link = page.locator("p.reference b").inner_text()
    if approve:
        page = visits.open("bakary", language="en")
        page.goto("/organisation/")
        page.get_by_role("button", name="Approve", exact=True).last.click()
    return link


def take_passphrase(page: Any) -> str:
    """Copies the offered passphrase from the page, as from paper."""
    passphrase: str = page.locator("p.passphrase b").first.inner_text()
    page.locator("[name=passphrase]").fill(passphrase)
    return passphrase


def enrol(visits: Visits, link: str, handle: str, *, language: str = "en", width: int = 1280, seen: str = "") -> Newcomer:
    """From the link to the home page, with a code application; `seen` names pictures to keep."""
    page = visits.context(None, language=language, width=width).new_page()
    page.goto(link)
    if seen:
        look(page, f"{seen}-1")
    page.locator("[name=handle]").fill(handle)
    passphrase = take_passphrase(page)
    page.locator("main form .button.primary").click()
    seed = page.locator("p.reference b").inner_text().replace(" ", "")
    if seen:
        look(page, f"{seen}-2")
    page.locator("[name=code]").fill(visits.house.code(seed))
    page.locator("main form .button.primary").first.click()
    code = page.locator("p.reference b").inner_text()
    if seen:
        look(page, f"{seen}-3")
    page.locator("main .button.primary").click()
    page.locator("body.house").wait_for()
    return Newcomer(handle, passphrase, seed, code, page)


def newcomer(visits: Visits, *roles: str) -> Newcomer:
    """Invited, approved, enrolled."""
    return enrol(visits, invitation(visits, *roles), fresh_handle())


def virtual_key(page: Any) -> None:
    """A security key that lives in the browser and always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def log_out(page: Any) -> None:
    """By the menu of the frame."""
    page.locator(".menu summary").click()
    page.locator(".menu form[action='/logout/'] button").click()
    page.wait_for_url("**/login/**")
