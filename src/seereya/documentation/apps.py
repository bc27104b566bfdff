from django.apps import AppConfig


class DocumentationConfig(AppConfig):
    name = "seereya.documentation"
    label = "documentation"

    def ready(self) -> None:
        from seereya.documentation import indexing

        indexing.register()
