"""Checks of the installation: its home, its settings, its habits."""

from __future__ import annotations

import os
import stat
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from seereya.accounts.models import Organisation
from seereya.accounts.services.keys import parameters
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.documentation.models import Incident
from seereya.foundation import clock, seal
from seereya.jobs.models import Worker
from seereya.jobs.rules import WORKER_SEEN
from seereya.reference.models import Place, Term
from seereya.site.demo import people
from seereya.site.operations import Trouble, witnessing
from seereya.site.operations.findings import Outcome, State, check
from seereya.site.operations.home import SIGNING_KEY, home

_SHORT_KEY: Final = 32
_LATE: Final = timedelta(minutes=5)
_BACKUP_DUE, _BACKUP_LATE = timedelta(days=8), timedelta(days=31)


def _for_others() -> bool:
    """Whether the installation answers to anybody but this machine."""
    return urlsplit(settings.ORIGIN).hostname not in {"localhost", "127.0.0.1"}


@check("home")
def permissions() -> Outcome:
    """The home and the secrets in it are for one system user alone."""
    folder = home().stat()
    if folder.st_mode & 0o077:
        return State.FAIL, _("Others on this machine may look into the home: chmod 700 %(home)s") % {"home": home()}
    if folder.st_uid != os.getuid():
        return State.WARN, _("The home belongs to another system user than the one who runs this command.")
    names = (SIGNING_KEY, witnessing.KEY_FILE, people.SECRETS)
    open_ones = [name for name in names if (home() / name).exists() and _readable_by_others(home() / name)]
    if open_ones:
        return State.FAIL, _("Others may read %(what)s: chmod 600") % {"what": ", ".join(open_ones)}
    return State.OK, _("The home is its owner's alone.")


def _readable_by_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


@check("signing-key")
def signing_key() -> Outcome:
    """Django's key signs what lives for minutes; it must not be guessable."""
    if len(settings.SECRET_KEY) < _SHORT_KEY or len(set(settings.SECRET_KEY)) < _SHORT_KEY // 3:
        return State.FAIL, _("SEEREYA_SECRET_KEY is too short: leave it empty, and a good one is made and kept in the home.")
    return State.OK, _("The signing key is long enough.")


@check("address")
def address() -> Outcome:
    """Over a network only https, and only under the names it is meant for."""
    host = urlsplit(settings.ORIGIN).hostname or ""
    if "*" in settings.ALLOWED_HOSTS:
        return State.FAIL, _("SEEREYA_HOSTS answers to any name: list the names it is meant for.")
    if host not in settings.ALLOWED_HOSTS:
        return State.FAIL, _("SEEREYA_HOSTS lacks %(host)s, the name in SEEREYA_ORIGIN.") % {"host": host}
    if not _for_others():
        return State.OK, _("It answers to this machine only.")
    return State.OK, _("It answers over https, as %(host)s.") % {"host": host}


@check("debug")
def debug() -> Outcome:
    """Error pages with details are for developers."""
    if settings.DEBUG:
        return State.FAIL, _("SEEREYA_DEBUG shows details of errors: unset it.")
    return State.OK, _("Error pages show nothing.")


@check("demonstration")
def demonstration() -> Outcome:
    """A demonstration's passphrases stand in a file."""
    if not people.path().exists():
        return State.OK, _("This home is nobody's demonstration.")
    if _for_others():
        return State.FAIL, _("This is a demonstration home, whose passphrases stand in a file: never serve it to others.")
    return State.WARN, _("This is a demonstration home: nothing true belongs into it.")


@check("passphrases")
def stretching() -> Outcome:
    """How dear each guess of a stolen passphrase is."""
    chosen, least = parameters(), seal.DEFAULT
    if (chosen.memory, chosen.passes) < (least.memory, least.passes):
        return State.FAIL, _("SEEREYA_STRETCH makes guessing passphrases cheap: leave it empty.")
    return State.OK, _("Guessing a passphrase takes 128 MiB and three passes each time, or more.")


@check("packs")
def packs() -> Outcome:
    """Without vocabularies no incident can be described."""
    words = Term.objects.filter(vocabulary="violation_types").count()
    places = Place.objects.count()
    if not words:
        return State.FAIL, _("No vocabulary is loaded, so that no incident can be recorded: load a pack.")
    if not places:
        return State.WARN, _("No places are loaded.")
    return State.OK, _("%(words)s kinds of violation and %(places)s places are loaded.") % {"words": words, "places": places}


@check("static-files")
def static_files() -> Outcome:
    """Styles and scripts, gathered under names that change with their content."""
    if (settings.STATIC_ROOT / "staticfiles.json").exists():
        return State.OK, _("Styles and scripts are gathered.")
    return State.FAIL if _for_others() else State.WARN, _("Styles and scripts are not gathered: run `seereya collectstatic`.")


@check("worker")
def worker() -> Outcome:
    """Somebody does the background work, and the log's new entries get their places."""
    alive = Worker.objects.filter(seen_at__gt=clock.now() - WORKER_SEEN).count()
    waiting = AuditEntry.objects.filter(leaf=None, at__lt=clock.now() - _LATE).count()
    if not alive:
        return State.WARN, _(
            "No worker gives a sign of life: the server is not running, or `seereya worker` is not (SEEREYA_WORKER=apart)."
        )
    if waiting:
        return State.FAIL, _("A worker lives, but %(count)s entries of the log wait for their place.") % {"count": waiting}
    return State.OK, _("%(count)s worker(s) alive.") % {"count": alive}


@check("backup")
def backup_age() -> Outcome:
    """The last backup made here."""
    last: datetime | None = AuditEntry.objects.filter(tag=Tag.BACKUP_MADE).order_by("-id").values_list("at", flat=True).first()
    if last is None:
        if not Incident.objects.exists():
            return State.SKIP, _("Nothing to back up yet.")
        return State.FAIL if _for_others() else State.WARN, _("No backup was ever made here: `seereya backup FILE`.")
    age = clock.now() - last
    words = {"days": age.days}
    if age > _BACKUP_DUE:
        return State.FAIL if age > _BACKUP_LATE else State.WARN, _("The last backup is %(days)s days old.") % words
    return State.OK, _("The last backup is %(days)s days old.") % words


@check("backup-key")
def backup_key() -> Outcome:
    """Each organisation's own key for backups, kept off the machine."""
    without = list(Organisation.objects.filter(backup_recipient="").order_by("code").values_list("code", flat=True))
    if without:
        return State.WARN, _("No backup key yet: %(who)s. `seereya backup --new-key`") % {"who": ", ".join(without)}
    return State.OK, _("Backups can be sealed to every organisation here.")


@check("recovery")
def recovery() -> Outcome:
    """Shares with custodians, so that losing everything is not the end."""
    without = list(Organisation.objects.filter(recovery_public=b"").order_by("code").values_list("code", flat=True))
    if without:
        return State.WARN, _("No recovery shares yet: %(who)s. The founders make them on the organisation's page.") % {
            "who": ", ".join(without)
        }
    return State.OK, _("Every organisation has recovery shares with its custodians.")


@check("checkpoints")
def checkpoints() -> Outcome:
    """The log's checkpoints kept day by day."""
    try:
        kept = witnessing.kept()
    except Trouble as problem:
        return State.FAIL, str(problem)
    if not kept or clock.now() - kept[-1][0] > 2 * witnessing.EVERY:
        return State.WARN, _("No checkpoint of the log was kept in the last two days; a worker keeps one a day.")
    return State.OK, _("%(count)s checkpoints of the log are kept; hand one to a partner from time to time.") % {
        "count": len(kept)
    }
