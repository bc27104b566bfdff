from django.apps import AppConfig


class DocumentationConfig(AppConfig):
    name = "seereya.documentation"
    label = "documentation"

    def ready(self) -> None:
        from seereya.documentation import indexing
        from seereya.documentation.importing import tasks  # noqa: F401 - registers the room's jobs

        indexing.register()
