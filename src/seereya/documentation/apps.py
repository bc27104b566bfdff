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
        from seereya.documentation.queries import targets
        from seereya.evidence.targets import register

        indexing.register()
        register("incident", find=targets.find_incident, name=targets.name_incidents)
