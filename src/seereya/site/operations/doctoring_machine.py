"""Checks of the machine: what could write open keys or clear text to a disk, and whether there is room."""

from __future__ import annotations

import os
import resource
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.db import connection
from django.utils.translation import gettext as _

from seereya.audit.models import AuditEntry
from seereya.foundation import clock
from seereya.site.operations.findings import Outcome, State, check
from seereya.site.operations.home import database_file, home

_GIB: Final = 1 << 30
_LEAST_DISK: Final = 2 * _GIB
_LEAST_MEMORY: Final = 400 * 1024 * 1024  # two Argon2id at a time, one sealed index, Python
_ASIDE: Final = timedelta(seconds=5)


@check("swap")
def swap() -> Outcome:
    """Memory that holds open keys may be written to a disk only where that disk is encrypted."""
    path = Path("/proc/swaps")
    if not path.exists():
        return State.SKIP, _("This system does not tell about its swap.")
    areas = [line.split()[0] for line in path.read_text(encoding="utf-8").splitlines()[1:] if line.strip()]
    clear = [area for area in areas if not _encrypted_swap(Path(area))]
    if not areas:
        return State.OK, _("No swap.")
    if clear:
        return State.FAIL, _("Swap in clear on %(where)s: open keys may be written to the disk. Turn it off or encrypt it.") % {
            "where": ", ".join(clear)
        }
    return State.OK, _("Swap is encrypted, or compressed in memory.")


def _encrypted_swap(area: Path) -> bool:
    if area.name.startswith("zram"):
        return True
    information = area.stat()
    device = information.st_rdev or information.st_dev
    return _on_crypt(Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}"))


def _on_crypt(device: Path) -> bool:
    """Whether a block device is dm-crypt, or stands on one."""
    name = device / "dm" / "uuid"
    if name.exists() and name.read_text(encoding="ascii", errors="replace").startswith("CRYPT-"):
        return True
    below = device / "slaves"
    return below.is_dir() and any(_on_crypt(one) for one in below.iterdir())


@check("disk-encryption")
def disk_encryption() -> Outcome:
    """Coarse columns stand in clear in the database: the disk under it should be encrypted."""
    device = home().stat().st_dev
    known = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")
    if not known.exists():
        return State.WARN, _("It cannot be seen from here whether the disk under the home is encrypted (LUKS). Make sure of it.")
    if _on_crypt(known):
        return State.OK, _("The disk under the home is encrypted.")
    return State.WARN, _(
        "The disk under the home is not encrypted by this system: coarse columns stand on it in clear. Use LUKS."
    )


@check("core-dumps")
def core_dumps() -> Outcome:
    """A crash must not write memory to a disk."""
    soft, _hard = resource.getrlimit(resource.RLIMIT_CORE)
    pattern = Path("/proc/sys/kernel/core_pattern")
    kept_by = pattern.read_text(encoding="ascii", errors="replace").strip() if pattern.exists() else ""
    if kept_by.startswith("|") and "false" not in kept_by:
        return State.WARN, _("This system hands crashes to a program (%(what)s), whatever the limit says: turn it off.") % {
            "what": kept_by[1:60]
        }
    if soft == 0:
        return State.OK, _("No core dumps.")
    return State.WARN, _(
        "Core dumps are allowed here. The web server forbids its own; set `ulimit -c 0` for every other command."
    )


@check("disk-space")
def disk_space() -> Outcome:
    """Room to write: for the database, and for as much again."""
    free = shutil.disk_usage(home()).free
    database = database_file()
    size = database.stat().st_size if database and database.exists() else 0
    words = {"free": f"{free / _GIB:.1f}"}
    if free < size or free < _LEAST_DISK // 4:
        return State.FAIL, _("Only %(free)s GiB free on the disk of the home: writing will soon fail.") % words
    if free < _LEAST_DISK + size:
        return State.WARN, _("%(free)s GiB free on the disk of the home: make room.") % words
    return State.OK, _("%(free)s GiB free on the disk of the home.") % words


@check("memory")
def memory() -> Outcome:
    """Memory for logins, indexes, and a backup made in memory."""
    path = Path("/proc/meminfo")
    if not path.exists():
        return State.SKIP, _("This system does not tell about its memory.")
    lines = dict(line.split(":", 1) for line in path.read_text(encoding="ascii").splitlines() if ":" in line)
    free = int(lines["MemAvailable"].split()[0]) * 1024
    database = database_file()
    size = database.stat().st_size if database and database.exists() else 0
    words = {"free": free >> 20, "needed": (_LEAST_MEMORY + 2 * size) >> 20}
    if free < _LEAST_MEMORY:
        return State.FAIL, _("%(free)s MiB of memory available: too little for two logins at a time.") % words
    if free < _LEAST_MEMORY + 2 * size:
        return State.WARN, _("%(free)s MiB of memory available; a backup of this database wants %(needed)s.") % words
    return State.OK, _("%(free)s MiB of memory available.") % words


@check("clock")
def moment() -> Outcome:
    """The log's times and one-time codes need a right clock."""
    now = clock.now()
    last = AuditEntry.objects.order_by("-id").values_list("at", flat=True).first()
    if last is not None and last > now + _ASIDE:
        return State.FAIL, _("The clock was set back: the log's last entry lies in the future.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            if abs(cursor.fetchone()[0] - clock.now()) > _ASIDE:
                return State.FAIL, _("This clock and the database server's differ by more than five seconds.")
    kept = [Path("/run/systemd/timesync/synchronized"), Path("/run/chrony/chronyd.pid"), Path("/run/ntpd.pid")]
    if any(path.exists() for path in kept):
        return State.OK, _("The clock is kept by network time.")
    return State.WARN, _(
        "Nothing here shows that network time keeps the clock; one-time codes bear half a minute of error, no more."
    )
