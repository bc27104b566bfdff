from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "seereya.casework"
    label = "casework"

    def ready(self) -> None:
        from seereya.casework import indexing, wording  # noqa: F401 - registers the room's words

        indexing.register()
