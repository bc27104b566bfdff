from django.apps import AppConfig


class EducationConfig(AppConfig):
    name = "seereya.education"
    label = "education"

    def ready(self) -> None:
        from seereya.education import wording  # noqa: F401 - registers the room's words
        from seereya.education.pages import desk
        from seereya.foundation import desks

        desks.register("education", waiting=desk.waits, figures=desk.figures)
        from seereya.education import ready_sessions

        ready_sessions.register()
