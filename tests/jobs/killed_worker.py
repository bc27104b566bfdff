"""A worker process for `test_killed.py`: argument 1 is the database file; its job writes a line after each checkpoint."""

import sys
import time
from pathlib import Path

from django.conf import settings

database, trace = sys.argv[1:3]
settings.configure(
    INSTALLED_APPS=["seereya.jobs"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": database,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL;"},
        }
    },
    USE_TZ=True,
    WORKER_INSIDE=True,
)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from seereya.jobs import registry, services, worker  # noqa: E402


@registry.job("tests.slow", needs_key="keyed" in sys.argv)
def run(ctx):
    start = 0 if ctx.resumed_from is None else ctx.resumed_from["row"]
    with Path(trace).open("a") as file:
        for row in range(start, 40):
            ctx.progress(row, 40)
            file.write(f"{row}\n")
            file.flush()
            ctx.checkpoint({"row": row + 1})
            time.sleep(0.05)
    return {"rows": 40}


if "queue" in sys.argv:
    call_command("migrate", verbosity=0)
    registry_key = b"k" * 32 if "keyed" in sys.argv else b""
    if registry_key:
        inside = worker.Worker()
        inside.beat()
        services.enqueue("tests.slow", {}, started_by=None, organisation=None, key=registry_key)
        inside.start()
        inside.wait()
    services.enqueue("tests.slow", {}, started_by=None, organisation=None)
sys.exit(0 if worker.run_forever() else 1)
