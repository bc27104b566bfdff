"""The tables of an empty database, laid at once as the models stand, in place of every step that led there.

Sixty migrations make Django work out the state of all models some seven hundred times: half a minute on a good machine, more than all
the rest of a new installation. What they lead to is in the models; what is not (guards) is put up in the order of the migrations. A
test lays tables both ways on both engines and compares them (docs/decisions/0026).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from django.apps import apps
from django.db import router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import StateApps
from django.db.models import Model

from seereya.foundation.migrating import Guard


def is_untouched(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database holds no table at all."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def lay(connection: BaseDatabaseWrapper) -> int:
    """Makes every table, puts up the guards and records every migration as applied, all or nothing; returns how many migrations.

    For an empty database only (`is_untouched`).
    """
    executor = MigrationExecutor(connection)
    plan = [migration for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    with connection.schema_editor() as editor:
        for model in _models({migration.app_label for migration in plan}, connection.alias):
            editor.create_model(model)
        for guard in _guards(plan):
            guard.code(cast("StateApps", apps), editor)  # no guard asks for a model
        recorder = MigrationRecorder(connection)
        editor.create_model(recorder.Migration)
        for migration in plan:
            recorder.record_applied(migration.app_label, migration.name)
    return len(plan)


def _models(rooms: set[str], alias: str) -> Iterator[type[Model]]:
    for config in apps.get_app_configs():
        for model in config.get_models() if config.label in rooms else ():
            mine = model._meta.can_migrate(alias)  # noqa: SLF001 - Django's documented way to a model's table
            if mine and router.allow_migrate_model(alias, model):
                yield model


def _guards(plan: list[Migration]) -> Iterator[Guard]:
    for migration in plan:
        yield from (one for one in migration.operations if isinstance(one, Guard))
