"""The second wall on PostgreSQL: row-level security that knows for which organisation a statement runs.

Every statement is sent with a setting local to its transaction (`SET LOCAL`, never `SET`: a pooled connection must not carry
one organisation's view into another's request). Without a setting the policies show no row. SQLite has no such wall; sealing
is its second wall.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SYSTEM = "system"
_SAVEPOINTS = ("SAVEPOINT ", "ROLLBACK TO SAVEPOINT ", "RELEASE SAVEPOINT ")
_VIEW = "(SELECT current_setting('seereya.view', true))"
_ORGANISATION = f"(SELECT CASE WHEN {_VIEW} IN ('', '{SYSTEM}') THEN NULL ELSE {_VIEW}::uuid END)"
_view: ContextVar[str | None] = ContextVar("seereya_wall", default=None)


@contextmanager
def within(organisation: UUID | str) -> Iterator[None]:
    """Statements inside see the rows of one organisation (and what was shared with it)."""
    token = _view.set(str(organisation))
    try:
        yield
    finally:
        _view.reset(token)


def system(_reason: str) -> Any:
    """Statements inside see every row: login before anybody is known, the sequencer, command line. The reason is for the reader."""
    return within(SYSTEM)


def current() -> str | None:
    """For whom statements run now: an organisation's id, `system`, or nobody."""
    return _view.get()


def _send(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001
    view = _view.get()
    connection: BaseDatabaseWrapper = context["connection"]
    if connection.in_atomic_block:
        # A transaction in which a statement failed takes nothing but the way back to its savepoint.
        if not str(sql).startswith(_SAVEPOINTS):
            # Nobody's statement must not run for whom the transaction's last one ran.
            _set(connection, view or "")
        return execute(sql, params, many, context)
    if view is None:
        return execute(sql, params, many, context)
    with transaction.atomic(using=connection.alias):
        _set(connection, view)
        return execute(sql, params, many, context)


def _set(connection: BaseDatabaseWrapper, view: str) -> None:
    """By a cursor of its own: the statement's may be one on the server (`iterator`), which runs nothing before it is read.

    Nothing is compiled just in time: PostgreSQL overrates what walls cost and compiled for 300 ms what it read in 0.05 ms (measured
    on the custody events of one item). Said here and not when connecting: poolers refuse options they do not know.
    """
    with connection.wrap_database_errors:
        connection.connection.execute("SELECT set_config('seereya.view', %s, true), set_config('jit', 'off', true)", (view,))


def stream(
    connection: BaseDatabaseWrapper, sql: str, params: Sequence[object], types: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    """Rows of one PostgreSQL query, as they arrive and in binary: for large values, which the text protocol would send twice as long.

    By COPY, which takes half the time of rows read one by one (measured at fifty megabytes). `types`: of the columns, in
    PostgreSQL's words. Behind the same wall as every other statement. No other statement may run on the connection meanwhile.
    """
    import psycopg  # not needed by an installation on SQLite

    view = _view.get()
    with transaction.atomic(using=connection.alias):
        _set(connection, view or "")
        with (
            connection.wrap_database_errors,
            psycopg.Cursor(connection.connection) as cursor,
            cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT binary)", params) as copied,
        ):
            copied.set_types(list(types))
            yield from copied.rows()


def install(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Puts the wall in front of a new connection (receiver of `connection_created`)."""
    if connection.vendor == "postgresql" and _send not in connection.execute_wrappers:
        connection.execute_wrappers.append(_send)


def belongs(column: str) -> str:
    """SQL: this column (of UUIDs) names the organisation for which the statement runs. For the conditions of policies.

    Both sides are asked for in a query of their own, which PostgreSQL answers once for a statement: a condition it works out
    for each row costs 0.5 ms more for each 1,000 rows that a page counts.
    """
    return f"{column} = {_ORGANISATION}"


def policy_sql(
    table: str,
    *,
    column: str,
    also: str = "",
    everybody_reads: bool = False,
    everybody_adds: bool = False,
    also_adds: bool = False,
    also_removes: bool = False,
    everybody_changes: bool = False,
) -> tuple[list[str], list[str]]:
    """SQL (forward, backward) that walls a table by its organisation column.

    `also`: one more SQL condition under which a row may be read (a second column, or shared with the reader).
    `also_adds`, `also_removes`: the same condition allows adding rows (parts of a record that is readable), or removing them.
    `everybody_reads`, `everybody_adds`, `everybody_changes`: members of any organisation may (a directory; what one partner hands to
    another). Without them a row is changed and removed by its own organisation only, and never moved to another; what is readable can
    be locked (`SELECT … FOR UPDATE` asks the policy of changes) but not written.
    """
    own = f"({_VIEW} = '{SYSTEM}' OR {belongs(column)})"
    anybody = f"(coalesce({_VIEW}, '') <> '')"
    readable = anybody if everybody_reads else (f"({own} OR {also})" if also else own)
    added = anybody if everybody_adds else (readable if also_adds else own)
    forward = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY {table}_read ON {table} FOR SELECT USING ({readable})",
        f"CREATE POLICY {table}_add ON {table} FOR INSERT WITH CHECK ({added})",
        f"CREATE POLICY {table}_change ON {table} FOR UPDATE USING ({readable}) WITH CHECK ({anybody if everybody_changes else own})",
        f"CREATE POLICY {table}_remove ON {table} FOR DELETE USING ({readable if also_removes else own})",
    ]
    backward = [f"DROP POLICY {table}_{name} ON {table}" for name in ("read", "add", "change", "remove")]
    backward += [f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY", f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"]
    return forward, backward


def run_policies(tables: list[dict[str, Any]], *, backward: bool = False) -> Callable[[object, BaseDatabaseSchemaEditor], None]:
    """A migration step that puts up (or takes down) the walls of some tables; nothing on SQLite."""

    def step(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        for table in tables:
            for statement in policy_sql(**table)[1 if backward else 0]:
                schema_editor.execute(statement)

    return step
