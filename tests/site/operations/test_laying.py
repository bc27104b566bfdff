"""Tables laid at once are the tables that the migrations lead to, one step after the other: columns, keys, indexes, guards, rows."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from seereya.foundation.identifiers import new_id
from seereya.site.operations import laying

ROOT = Path(__file__).resolve().parents[3]
AT_ONCE = "from seereya.site.management.commands.migrate import Command"
STEP_BY_STEP = "from django.core.management.commands.migrate import Command"
RUN = "import django; django.setup(); from django.core.management import call_command; {}; call_command(Command(), verbosity=0)"
# What stands in a database of PostgreSQL, as text that does not tell in which order it was made.
ASKED = (
    "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default FROM information_schema.columns",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT conrelid::regclass::text, conname, contype, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid <> 0",
    "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies",
    "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
)


def lay(how: str, home: Path, url: str = "") -> None:
    home.mkdir()
    about = {name: value for name, value in os.environ.items() if not name.startswith(("SEEREYA_", "DJANGO_"))}
    about |= {"SEEREYA_HOME": str(home), "SEEREYA_DATABASE_URL": url, "PYTHONPATH": str(ROOT / "src")}
    about |= {"DJANGO_SETTINGS_MODULE": "seereya.site.settings"}
    done = subprocess.run([sys.executable, "-c", RUN.format(how)], env=about, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def parts(statement: str) -> tuple[str, ...]:
    """The columns and conditions of a `CREATE TABLE`, whatever their order."""
    if not statement.startswith("CREATE TABLE"):
        return (statement,)
    found, depth = [""], 0
    for letter in statement[statement.index("(") + 1 : statement.rindex(")")]:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return tuple(sorted(one.strip() for one in found))


def sqlite(home: Path) -> set[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "seereya.sqlite3")) as base:
        names = base.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master").fetchall()
        kept = [name for kind, name, *_ in names if kind == "table" and name != "sqlite_sequence"]
        counts = {(name, *base.execute(f'SELECT count(*) FROM "{name}"').fetchone()) for name in kept}  # noqa: S608
    ours = {(kind, name, table, parts(sql)) for kind, name, table, sql in names if not name.startswith("sqlite_")}
    return ours | counts


@pytest.mark.heavy
@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.django_db
def test_what_is_laid_at_once_is_what_the_steps_lead_to(tmp_path):
    lay(AT_ONCE, tmp_path / "at-once")
    lay(STEP_BY_STEP, tmp_path / "steps")
    at_once, steps = sqlite(tmp_path / "at-once"), sqlite(tmp_path / "steps")
    assert len(at_once) > 500
    assert at_once - steps == set()
    assert steps - at_once == set()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_on_postgresql_too(tmp_path):
    import psycopg

    given = connection.settings_dict
    there = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    found = []
    for how in (AT_ONCE, STEP_BY_STEP):
        name = f"laid_{new_id().hex}"
        with psycopg.connect(**there, dbname="postgres", autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
            try:
                url = f"postgresql://{given['USER']}:{given['PASSWORD']}@:{given['PORT']}/{name}?host={given['HOST']}"
                lay(how, tmp_path / name, url)
                with psycopg.connect(**there, dbname=name) as base:
                    found.append({(number, *row) for number, sql in enumerate(ASKED) for row in base.execute(sql)})
            finally:
                server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    at_once, steps = found
    assert len(at_once) > 1000
    assert at_once - steps == set()
    assert steps - at_once == set()


@pytest.mark.django_db
def test_a_database_that_holds_something_goes_step_by_step(capsys):
    assert not laying.is_untouched(connection)
    call_command("migrate", verbosity=1)
    assert "No migrations to apply." in capsys.readouterr().out
