"""The verbs of the command line, in plain words and in the order an operator needs them."""

from __future__ import annotations

import difflib
from typing import Final

from django.core.management import get_commands
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_VERBS: Final[tuple[tuple[Promise | str, tuple[tuple[str, Promise | str], ...]], ...]] = (
    (
        gettext_lazy("To begin"),
        (
            ("migrate", gettext_lazy("make or update the database's tables")),
            ("collectstatic", gettext_lazy("gather styles and scripts for the web server")),
            ("pack", gettext_lazy("load a country's vocabularies and places")),
            ("places", gettext_lazy("load a gazetteer of places")),
            ("organisation", gettext_lazy("found an organisation: prints the links for its first two members")),
            ("worker", gettext_lazy("do the background work in a process of its own")),
        ),
    ),
    (
        gettext_lazy("To keep it safe"),
        (
            ("doctor", gettext_lazy("say what is well on this machine and what is not")),
            ("backup", gettext_lazy("write everything into one sealed file")),
            ("restore", gettext_lazy("bring a backup back into an empty home")),
            ("verify", gettext_lazy("check the log and every sealed value, without a key")),
            ("witness", gettext_lazy("print, compare or cosign checkpoints of the log")),
        ),
    ),
    (
        gettext_lazy("Data"),
        (
            ("import", gettext_lazy("take in public events of others")),
            ("reindex", gettext_lazy("build a vault's index anew")),
        ),
    ),
    (
        gettext_lazy("To convince yourself"),
        (
            ("canary", gettext_lazy("plant secrets, use every page, and look for them on the disk")),
            ("crash-test", gettext_lazy("kill a writing process again and again: nothing acknowledged may be lost")),
            ("model-check", gettext_lazy("try who can open what, at random, against a simple model")),
            ("bench", gettext_lazy("measure speed")),
            ("demo-home", gettext_lazy("make the demonstration in an empty home")),
            ("demo-check", gettext_lazy("walk a running demonstration as each of its members")),
            ("demo-code", gettext_lazy("print a demonstration member's second factor")),
            ("demo-papers", gettext_lazy("write the demonstration's filled report and form, for the manual")),
        ),
    ),
)


def exists(verb: str) -> bool:
    """Whether there is such a command, ours or Django's; `verb` with underscores."""
    return verb in get_commands()


def meant(typed: str) -> str:
    """What to say about a verb that does not exist."""
    known = [name.replace("_", "-") for name in get_commands()]
    close = difflib.get_close_matches(typed, known, n=1)
    said = _("There is no command “%(typed)s”.") % {"typed": typed}
    if close:
        said += " " + _("Did you mean “%(close)s”?") % {"close": close[0]}
    return said + " " + _("`seereya help` lists them.")


def listing() -> str:
    """The text of `seereya help`."""
    known = get_commands()
    lines = [_("seereya VERB: the command line of an installation (its folder: SEEREYA_HOME)"), ""]
    for heading, verbs in _VERBS:
        there = [(verb, words) for verb, words in verbs if verb.replace("-", "_") in known]
        if there:
            lines += [str(heading), *(f"  {verb:<20}{words}" for verb, words in there), ""]
    lines.append(_("`seereya help VERB` explains one. Django's own commands (shell, migrate --plan…) work as well."))
    return "\n".join(lines) + "\n"
