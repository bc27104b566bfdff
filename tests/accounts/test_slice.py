"""From an invitation's link to a page and out again, as a person's browser does it."""

import pyotp
import pytest
import time_machine

from seereya.accounts import services
from seereya.accounts.models import Session
from seereya.foundation import clock
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def enrol(browser, token, handle="awa"):
    page = browser.get(f"/enrol/{token}/")
    form = page.context["form"]
    words = {
        "handle": handle,
        "passphrase": form["offered"].value().upper(),
        "offered": form["offered"].value(),
        "ticket": form["ticket"].value(),
    }
    sent = browser.post(f"/enrol/{token}/", words)
    assert sent.status_code == 302, sent.context["form"].errors
    page = browser.get(sent.url)
    seed = page.context["seed"].seed
    return words["passphrase"], seed, browser.post("/first-factor/", {"code": pyotp.TOTP(seed).at(clock.now())})


def test_enrol_log_out_log_in_log_out():
    _, tokens = services.found_organisation(code="AMDH", name="AMDH")
    browser = accounts.stranger()
    passphrase, seed, last = enrol(browser, tokens[0])
    assert last.status_code == 200
    assert len(last.context["code"]) > 30
    assert browser.get("/").status_code == 200

    out = browser.post("/logout/")
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.get("/").url == "/login/"

    first = browser.post("/login/?next=/me/", {"handle": "AWA", "passphrase": passphrase, "next": "/me/"})
    assert first.url == "/second-factor/?next=%2Fme%2F"
    assert browser.get("/me/").url.startswith("/second-factor/")
    with time_machine.travel(clock.now().timestamp() + 60, tick=True):
        second = browser.post(first.url, {"code": pyotp.TOTP(seed).at(clock.now()), "next": "/me/"})
        assert second.url == "/me/"
        page = browser.get("/me/")
    assert "awa" in page.content.decode()
    browser.post("/logout/")
    assert Session.objects.count() == 0
