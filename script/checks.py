"""The steps of `script/test`: each prints a heading and its duration; the first that fails stops the run."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import locks
from postgres import NoPostgreSQL, cluster

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTEST = [sys.executable, "-m", "pytest", "-q"]
BROWSERS = ("chromium-headless-shell", "chromium")  # the first takes half the time of the second for the same pages
PARALLEL = ["-n", "2", "--dist", "worksteal"]


@dataclass
class Run:
    """What the steps share: a scratch folder and the count of what passed and failed."""

    scratch: Path
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reports: list[Path] = field(default_factory=list)

    def environ(self, **more: str) -> dict[str, str]:
        """The environment of a step: no setting of the caller, a home that is thrown away, and compiled code kept.

        Hundreds of tests start the command line: where Python keeps no compiled code, each start compiles all of it again.
        """
        ours = ("SEEREYA_", "PYTHONDONTWRITEBYTECODE")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        path = f"{BIN}{os.pathsep}{kept.get('PATH', '')}"
        home = str(self.scratch / "home")
        return {**kept, "PATH": path, "PYTHONPATH": str(ROOT / "src"), "SEEREYA_HOME": home, **more}

    def command(self, *words: str | Path, **more: str) -> bool:
        """Runs one command in the checkout; true when it ends well."""
        ended = subprocess.run(
            [str(word) for word in words],
            cwd=ROOT,
            env=self.environ(**more),
            stdin=subprocess.DEVNULL,
            check=False,
        )
        return ended.returncode == 0

    def tests(self, *words: str, **more: str) -> bool:
        """Runs pytest and adds its counts; a selection that selects nothing is not a failure."""
        report = self.scratch / f"report-{len(self.reports)}.xml"
        self.reports.append(report)
        words = (*PYTEST, f"--junit-xml={report}", *words)
        ended = subprocess.run(words, cwd=ROOT, env=self.environ(**more), stdin=subprocess.DEVNULL, check=False)
        self._count(report)
        return ended.returncode in {0, 5}

    def _count(self, report: Path) -> None:
        if not report.exists():
            self.failed += 1
            return
        for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314  # written by pytest a moment ago
            tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
            failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            self.passed += tests - skipped - failed
            self.failed += failed
            self.skipped += skipped


def _lock(_run: Run) -> bool:
    faults = locks.faults(ROOT / "requirements")
    for fault in faults:
        print(fault)
    return not faults


def _templates(run: Run) -> bool:
    folders = [path for path in (ROOT / "src").rglob("templates") if any(path.rglob("*.html"))]
    if not folders:
        return True
    # Lint only: the formatter breaks lines inside sentences, and a browser shows a break as a blank.
    return run.command("djlint", *folders, "--quiet", "--lint")


def _migrations(run: Run) -> bool:
    django = [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]
    return run.command(*django, "--settings", "seereya.site.settings")


def _quick_tests(run: Run) -> bool:
    return run.tests(*PARALLEL, "-m", "not heavy and not long and not browser and not postgres", MATRIX="some")


def _sqlite(run: Run) -> bool:
    return run.tests(*PARALLEL, "--hypothesis-profile=ci", "-m", "not browser and not postgres")


def _browser(run: Run) -> bool:
    if not any(map(shutil.which, BROWSERS)):
        print("Missing: a browser without windows (apt install chromium-headless-shell).")
        return False
    # Two browsers, each with a copy of one demonstration. Who asks for this step alone wants the pictures of every page as well.
    home = run.scratch / "demonstration"
    if not run.command(sys.executable, "-m", "tests.e2e.house", home):
        return False
    more = {
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
        "E2E_HOME": str(home),
        "PICTURES": "all" if "--only" in sys.argv else "none",
    }
    return run.tests("-n", "2", "--dist", "loadgroup", "-p", "no:randomly", "-m", "browser", **more)


def _postgres(run: Run) -> bool:
    with contextlib.ExitStack() as stack:
        try:
            url = os.environ.get("SEEREYA_TEST_DATABASE_URL") or stack.enter_context(cluster())
        except NoPostgreSQL as error:
            print(error)
            return False
        return run.tests(*PARALLEL, "-m", "not browser and not heavy", SEEREYA_TEST_DATABASE_URL=url)


@dataclass(frozen=True)
class Step:
    """One step; `quick` ones also run before every commit."""

    name: str
    what: str
    do: Callable[[Run], bool]
    quick: bool = False
    full: bool = True
    counts_itself: bool = False


STEPS = (
    Step("lock", "Requirements are pinned, hashed and name no host", _lock, quick=True),
    Step(
        "ruff",
        "Lint",
        lambda run: run.command("ruff", "check", "--quiet", "src", "tests", "script"),
        quick=True,
    ),
    Step(
        "format",
        "Format",
        lambda run: run.command("ruff", "format", "--check", "--output-format", "concise", "src", "tests", "script"),
        quick=True,
    ),
    Step("templates", "Templates: lint", _templates, quick=True),
    Step(
        "codespell",
        "Spelling of code",
        lambda run: run.command("codespell", "src", "tests", "script", "README.md"),
        quick=True,
    ),
    Step("types", "Types", lambda run: run.command("mypy"), quick=True),
    Step("layers", "Rooms import downwards only", lambda run: run.command("lint-imports"), quick=True),
    Step(
        "settings",
        "The page of settings says what the code reads",
        lambda run: run.command(ROOT / "script/docs", "--check"),
        quick=True,
    ),
    Step("migrations", "Migrations are complete", _migrations, quick=True),
    Step(
        "quick",
        "Tests that are neither heavy nor in a browser, SQLite",
        _quick_tests,
        quick=True,
        full=False,
        counts_itself=True,
    ),
    Step("sqlite", "Tests on SQLite", _sqlite, counts_itself=True),
    Step("browser", "Tests in a browser, SQLite", _browser, counts_itself=True),
    Step("postgres", "Tests on PostgreSQL", _postgres, counts_itself=True),
    Step(
        "demo",
        "The demonstration, walked as each role",
        lambda run: run.command(ROOT / "script/demo", "--check"),
    ),
)


@contextlib.contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="seereya-checks-") as folder:
        yield Path(folder)


def _do(step: Step, run: Run) -> bool:
    print(f"\n== {step.name}: {step.what}", flush=True)
    begun = time.monotonic()
    ended_well = step.do(run)
    if not step.counts_itself:
        run.passed, run.failed = run.passed + ended_well, run.failed + (not ended_well)
    elif not ended_well and not run.failed:
        run.failed += 1
    print(
        f"== {step.name}: {'done' if ended_well else 'FAILED'} in {time.monotonic() - begun:.1f} s",
        flush=True,
    )
    return ended_well


def main() -> int:
    """Runs the chosen steps; the exit code is 0 when all of them end well."""
    parser = argparse.ArgumentParser(prog="script/test")
    parser.add_argument("--quick", action="store_true", help="what to run before a commit")
    parser.add_argument("--only", action="append", choices=[step.name for step in STEPS], metavar="STEP")
    parser.add_argument("--list", action="store_true", help="name the steps")
    chosen = parser.parse_args()
    if chosen.list:
        print("\n".join(f"{step.name:12}{step.what}" for step in STEPS))
        return 0
    steps = [s for s in STEPS if (s.name in chosen.only if chosen.only else s.quick if chosen.quick else s.full)]
    begun = time.monotonic()
    with _scratch() as scratch:
        run = Run(scratch)
        failed = next((step for step in steps if not _do(step, run)), None)
    print(f"\nStopped at the step “{failed.name}”." if failed else "\nEvery step ended well.")
    print(f"{time.monotonic() - begun:.0f} s, {run.skipped} skipped")
    print(f"{run.passed} passed, {run.failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
