"""The steps that several tests take in a browser."""

import pyotp

from seereya.foundation import clock


def offered(page, **more):
    """The hidden fields of a page that offers a passphrase, typed back as shown."""
    form = page.context["form"]
    shown = form["offered"].value()
    return {"passphrase": shown, "offered": shown, "ticket": form["ticket"].value(), **more}


def code_of(seed):
    return pyotp.TOTP(seed).at(clock.now())


def enrol(browser, token, handle="awa"):
    """Through all three steps: passphrase, seed, the last page."""
    words = offered(browser.get(f"/enrol/{token}/"), handle=handle)
    sent = browser.post(f"/enrol/{token}/", words)
    assert sent.status_code == 302, sent.context["form"].errors
    seed = browser.get(sent.url).context["seed"].seed
    return words["passphrase"], seed, browser.post("/first-factor/", {"code": code_of(seed)})


def errors(page):
    """All words of a page's form errors."""
    return " ".join(str(error) for found in page.context["form"].errors.values() for error in found)
