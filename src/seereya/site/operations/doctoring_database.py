"""Checks of the database: what guards the log, what walls organisations off, what keeps an acknowledged write."""

from __future__ import annotations

import re
from typing import Any, Final

from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from seereya.accounts.models import Organisation
from seereya.audit import protection
from seereya.site.operations import tables
from seereya.site.operations.findings import Outcome, State, check

_PRAGMAS: Final = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "temp_store": 2}


def _ask(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _only_postgres() -> Outcome | None:
    if connection.vendor == "postgresql":
        return None
    return State.SKIP, _("SQLite has no roles and no row-level security; sealing is its second wall.")


@check("migrations")
def migrations() -> Outcome:
    """The tables are as this version wants them."""
    executor = MigrationExecutor(connection)
    # Not the plan: it does not look behind what stands, and a step missing in between would go unseen.
    waiting = executor.loader.disk_migrations.keys() - executor.loader.applied_migrations.keys()
    if waiting:
        return State.FAIL, _("%(count)s migrations wait: make a backup, then run `seereya migrate`.") % {"count": len(waiting)}
    return State.OK, _("No migration waits.")


@check("log-triggers")
def triggers() -> Outcome:
    """Nothing in the log can be changed or removed by the application's role."""
    wanted = set(re.findall(r"CREATE TRIGGER (\w+)", "\n".join(protection.statements(connection.vendor))))
    if connection.vendor == "sqlite":
        there = {row[0] for row in _ask("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    else:
        there = {row[0] for row in _ask("SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')")}
    if missing := sorted(wanted - there):
        return State.FAIL, _("The log can be rewritten: %(count)s of its guards are missing (%(first)s).") % {
            "count": len(missing),
            "first": missing[0],
        }
    return State.OK, _("The log's guards stand: nothing in it can be changed or removed.")


@check("sqlite")
def pragmas() -> Outcome:
    """What SQLite must be told on every connection."""
    if connection.vendor != "sqlite":
        return State.SKIP, _("PostgreSQL is used.")
    wrong = [name for name, value in _PRAGMAS.items() if _ask(f"PRAGMA {name}")[0][0] != value]
    if wrong:
        return State.FAIL, _("SQLite is not set as it must be: %(what)s") % {"what": ", ".join(wrong)}
    return State.OK, _("SQLite writes through to the disk, overwrites what is deleted and keeps sorts in memory.")


@check("database-role")
def role() -> Outcome:
    """Row-level security holds for a role that is not above it and does not own the tables."""
    if skipped := _only_postgres():
        return skipped
    above = _ask("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user")[0]
    owned = _ask(
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = current_schema() AND c.relkind = 'r' AND pg_get_userbyid(c.relowner) = current_user"
    )[0][0]
    if any(above):
        return State.FAIL, _("The database role may do anything: use one without SUPERUSER, BYPASSRLS and CREATEROLE.")
    if owned:
        return State.FAIL, _("The database role owns its tables and could take their walls down: let another role own them.")
    return State.OK, _("The database role is bound by the walls and cannot take them down.")


def walled() -> set[str]:
    """Tables whose rows belong to one organisation and must stand behind a wall."""
    return {tables.name(model) for model in tables.ours() if any(_owner(field) for field in tables.fields(model))}


def _owner(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.ForeignKey) and field.related_model is Organisation


@check("row-level-security")
def row_level_security() -> Outcome:
    """Every table with an organisation shows that organisation's rows only, to its owner as well."""
    if skipped := _only_postgres():
        return skipped
    found = {
        name: (enabled, forced, policies)
        for name, enabled, forced, policies in _ask(
            "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, count(p.oid) FROM pg_class c "
            "JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_policy p ON p.polrelid = c.oid "
            "WHERE n.nspname = current_schema() AND c.relkind = 'r' GROUP BY 1, 2, 3"
        )
    }
    wanted = walled() | {name for name, (_enabled, _forced, policies) in found.items() if policies}
    open_ones = sorted(name for name in wanted if not all(found.get(name, (False, False, 0))))
    if open_ones:
        return State.FAIL, _("No wall around %(what)s: run `seereya migrate`.") % {"what": ", ".join(open_ones)}
    return State.OK, _("%(count)s tables show each organisation its own rows only.") % {"count": len(wanted)}


@check("database-durability")
def durability() -> Outcome:
    """What was acknowledged survives a power cut."""
    if connection.vendor != "postgresql":
        return State.SKIP, _("See the check of SQLite.")
    off = [name for name in ("fsync", "full_page_writes", "synchronous_commit") if _ask(f"SHOW {name}")[0][0] == "off"]
    if off:
        return State.FAIL, _("PostgreSQL may lose what it acknowledged: turn on %(what)s.") % {"what": ", ".join(off)}
    return State.OK, _("PostgreSQL keeps what it acknowledged.")


@check("database-link")
def link() -> Outcome:
    """Between this machine and the database server."""
    if connection.vendor != "postgresql":
        return State.SKIP, _("The database is a file of this home.")
    host = str(connection.settings_dict["HOST"])
    if not host or host.startswith("/") or host in {"localhost", "127.0.0.1", "::1"}:
        return State.OK, _("The database server is on this machine.")
    if not _ask("SELECT coalesce(bool_or(ssl), false) FROM pg_stat_ssl WHERE pid = pg_backend_pid()")[0][0]:
        return State.FAIL, _("The link to the database server is not encrypted: add sslmode=verify-full to SEEREYA_DATABASE_URL.")
    return State.OK, _("The link to the database server is encrypted.")


@check("database-log")
def statements_log() -> Outcome:
    """The server's own log keeps no values."""
    if connection.vendor != "postgresql":
        return State.SKIP, _("SQLite writes no log of statements.")
    said = {name: _ask(f"SHOW {name}")[0][0] for name in ("log_statement", "log_min_duration_statement")}
    if said["log_statement"] != "none" or said["log_min_duration_statement"] != "-1":
        return State.WARN, _("The database server writes statements into its log: coarse columns and times then stand there too.")
    return State.OK, _("The database server logs no statements.")
