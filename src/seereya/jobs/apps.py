from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "seereya.jobs"
    label = "jobs"

    def ready(self) -> None:
        from seereya.jobs import tasks  # noqa: F401  # registers the queue's own periodic work
