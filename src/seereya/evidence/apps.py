from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "seereya.evidence"
    label = "evidence"

    def ready(self) -> None:
        from seereya.evidence import indexing

        indexing.register()
