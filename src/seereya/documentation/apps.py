from django.apps import AppConfig


class DocumentationConfig(AppConfig):
    name = "seereya.documentation"
    label = "documentation"
