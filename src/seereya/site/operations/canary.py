"""A1: unique strings in every sealed field, every page used, errors, a crash, a backup; then the disk is searched for them.

Works in a throw-away home with the real server over real HTTP. The control: a copy in clear, which must be found whole.
"""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from seereya.foundation import seal
from seereya.site.operations import canary_scan, throwaway
from seereya.site.operations.canary_plant import planted_copy
from seereya.site.operations.canary_scan import Looked
from seereya.site.operations.canary_server import Server, free_port
from seereya.site.operations.canary_strings import Hit, Matcher, make
from seereya.site.operations.canary_walk import Walk, Walked

_TYPED: Final = 6_000
_UPLOAD: Final = 3 * 1024 * 1024


@dataclass
class Result:
    """What was planted, typed, walked and looked through; `hits` is empty when all is well, `control` is what the control found."""

    planted: int
    control: int = 0
    typed: int = 0
    fields: list[str] = field(default_factory=list)
    pages: int = 0
    kinds_of_pages: int = 0
    forms: int = 0
    forced_errors: int = 0
    own_errors: int = 0
    crashes: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    nameless_files: int = 0
    places: int = 0
    size: int = 0
    hits: list[dict[str, str]] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Nothing found where it must not be, everything found where it was put; no page failed that was not made to."""
        return (
            not self.hits and not self.own_errors and self.control == self.planted and self.pages > 0 and self.forced_errors > 0
        )


def run(count: int = 500) -> Result:
    """The whole case."""
    texts, typed = make(count), make(_TYPED)
    with throwaway.folder() as folder:
        for name in ("tmp", "logs"):
            (folder / name).mkdir()
        port = free_port()
        environment = throwaway.environment(folder / "home", folder / "tmp", SEEREYA_ORIGIN=f"http://localhost:{port}")
        planted = _call(environment, folder, ["canary", "--inside"], json.dumps(texts).encode())
        made = json.loads(planted)
        _call(environment, folder, ["collectstatic", "--noinput"])
        fields, people = made["planted"], made["people"]
        uploads = make(64)
        matcher = Matcher([*texts, *typed, *uploads])
        result = Result(len(fields), fields=sorted(set(fields.values())))
        looked, walked = Looked(), Walked()
        server = Server(environment, folder / "logs" / "server.log", port)
        server.start()
        try:
            _use(server, people, typed, uploads, walked, looked, matcher, folder, result)
        finally:
            server.stop()
        _back_up(environment, folder, looked, matcher)
        canary_scan.folders(looked, matcher, folder / "home", folder / "tmp", folder / "logs")
        _tell(result, walked, looked, fields)
        result.control = _control(texts, folder)
    return result


def _call(environment: dict[str, str], folder: Path, words: list[str], given: bytes = b"") -> bytes:
    """One of our verbs; what it says beside its result goes to the logs that are searched. Raises RuntimeError."""
    with (folder / "logs" / "commands.log").open("ab") as log:
        ended = subprocess.run(  # noqa: S603 - ourselves
            throwaway.verb(*words), input=given, stdout=subprocess.PIPE, stderr=log, env=environment, check=False
        )
    if ended.returncode:
        said = (folder / "logs" / "commands.log").read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"seereya {words[0]} ended with {ended.returncode}:\n{said}")
    return ended.stdout


def _use(
    server: Server,
    people: dict[str, Any],
    typed: list[str],
    uploads: list[str],
    walked: Walked,
    looked: Looked,
    matcher: Matcher,
    folder: Path,
    result: Result,
) -> None:
    """Members walk, the server fails and dies; meanwhile open files without names are looked through."""
    for handle in ("canary-writer", "first-cana", "canary-verifier", "canary-counsel"):
        walk = Walk(server, typed, walked)
        walk.log_in(handle, people[handle]["passphrase"], people[handle]["seed"])
        walk.walk()
        result.nameless_files += canary_scan.open_files(looked, matcher, server.pids)
        if handle == "canary-writer":
            result.nameless_files += _upload(walk, uploads, looked, matcher, folder)
            walk.provoke(folder / "home" / "seereya.sqlite3")
            walk.crash(3)
        for status, number in walk.browser.statuses.items():
            walked.statuses[status] += number
    canary_scan.folders(looked, matcher, folder / "home", folder / "tmp", folder / "logs")


def _upload(walk: Walk, strings: list[str], looked: Looked, matcher: Matcher, folder: Path) -> int:
    """A file on its way, in a form that wants none: half of it is there when the disk and the open files are looked through."""
    page = walk.browser.get("/incidents/new/")
    form = next(one for one in page.read()[1] if one.method == "post" and any(entry.typed for entry in one.fields))
    values = form.values(lambda _entry: "")
    half = "\n".join(strings[1:]).encode()
    half *= _UPLOAD // len(half)
    line = walk.browser.begin_upload(form.action or page.path, values, f"{strings[0]}.pdf", half, len(half))
    count = canary_scan.open_files(looked, matcher, walk.server.pids)
    canary_scan.folders(looked, matcher, folder / "home", folder / "tmp")
    walk.browser.end_upload(line, half, form.action or page.path)
    return count


def _back_up(environment: dict[str, str], folder: Path, looked: Looked, matcher: Matcher) -> None:
    """A backup as it leaves the machine, and what its holder sees after opening it with the organisation's key."""
    identity = seal.new_age_identity()
    path = folder / "home" / "backup.age"
    _call(environment, folder, ["backup", str(path), "--recipient", identity.public])
    clear = io.BytesIO()
    with path.open("rb") as source:
        seal.age_decrypt_stream(source, clear, identity.secret)
    clear.seek(0)
    with tarfile.open(fileobj=clear) as tar:
        for member in tar:
            body = tar.extractfile(member)
            looked.at(matcher, body.read() if body else b"", f"backup, opened: {member.name}")


def _tell(result: Result, walked: Walked, looked: Looked, fields: dict[str, str]) -> None:
    result.typed, result.pages, result.forms = len(walked.typed), walked.pages, walked.forms
    result.kinds_of_pages, result.statuses = len(walked.shapes), dict(walked.statuses)
    result.forced_errors, result.crashes = walked.forced_errors, walked.crashes
    failed = sum(number for status, number in walked.statuses.items() if status >= 500)  # noqa: PLR2004 - a fault of ours
    result.own_errors = failed - walked.forced_errors
    result.places, result.size = looked.places, looked.size
    once = {(hit.text, hit.where, hit.disguise): hit for hit in looked.hits}
    result.hits = [_said(hit, fields) for hit in once.values()]


def _said(hit: Hit, fields: dict[str, str]) -> dict[str, str]:
    return {"string": hit.text, "field": fields.get(hit.text, "typed into a form"), "as": hit.disguise, "where": hit.where}


def _control(texts: list[str], folder: Path) -> int:
    """How many of the strings are found in a copy in clear beside the database."""
    (folder / "home" / "control.txt").write_bytes(planted_copy(texts))
    looked = Looked()
    canary_scan.folders(looked, Matcher(texts), folder / "home")
    return len({hit.text for hit in looked.hits if hit.where.endswith("control.txt")})
