from django.apps import AppConfig


class EducationConfig(AppConfig):
    name = "seereya.education"
    label = "education"

    def ready(self) -> None:
        from seereya.education import (
            ready_sessions,
            wording,  # noqa: F401 - registers the room's words
        )

        ready_sessions.register()
