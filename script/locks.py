"""Reads the locks: every requirement pinned and hashed, none missing, no host named."""

from __future__ import annotations

import re
from pathlib import Path

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)")
_NAME = re.compile(r"^[A-Za-z0-9._-]+")


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _asked(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {_canonical(found.group()) for line in lines if not line.startswith(("#", "-")) and (found := _NAME.match(line))}


def _pinned(path: Path) -> tuple[dict[str, str], list[str]]:
    """Name to version, and what is wrong with the file."""
    pins: dict[str, str] = {}
    faults: list[str] = []
    for entry in path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        line = entry.split("#", 1)[0].strip()
        if not line:
            continue
        if "://" in entry or line.startswith("-"):
            faults.append(f"{path.name}: names a host or an option: {line[:60]}")
        elif not (found := _PIN.match(line)):
            faults.append(f"{path.name}: not pinned: {line[:60]}")
        else:
            pins[_canonical(found[1])] = found[2]
            if "--hash=sha256:" not in line:
                faults.append(f"{path.name}: without a hash: {found[1]}")
    return pins, faults


def faults(folder: Path) -> list[str]:
    """What is wrong with run.lock and dev.lock, in sentences; nothing when all is well."""
    run, said = _pinned(folder / "run.lock")
    dev, more = _pinned(folder / "dev.lock")
    said += more
    said += [f"run.lock: {name} of run.in is missing; run script/lock." for name in sorted(_asked(folder / "run.in") - set(run))]
    said += [f"dev.lock: {name} of dev.in is missing; run script/lock." for name in sorted(_asked(folder / "dev.in") - set(dev))]
    said += [
        f"{name}: {run[name]} in run.lock, {dev[name]} in dev.lock."
        for name in sorted(set(run) & set(dev))
        if run[name] != dev[name]
    ]
    return said
