from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "seereya.programme"
    label = "programme"

    def ready(self) -> None:
        from seereya.foundation import desks
        from seereya.programme import wording  # noqa: F401 - registers the room's words
        from seereya.programme.pages import desk
        from seereya.programme.queries import counts_lower, counts_rooms  # noqa: F401 - registers counting rules

        desks.register("programme", waiting=desk.waits, figures=desk.figures)
