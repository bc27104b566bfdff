from django.apps import AppConfig


class DocumentationConfig(AppConfig):
    name = "seereya.documentation"
    label = "documentation"

    def ready(self) -> None:
        from seereya.documentation import (
            indexing,
            tasks,  # noqa: F401 - registers the job that builds indexes anew
        )
        from seereya.documentation.importing import tasks as _imports  # noqa: F401 - registers the room's jobs
        from seereya.documentation.queries.naming import named
        from seereya.documentation.queries.waiting import old_unverified
        from seereya.documentation.services.erasing import forget_name
        from seereya.protection import naming, retention

        indexing.register()
        naming.register(named)
        retention.register("RT-UNV", old_unverified)
        retention.register_eraser(forget_name)
