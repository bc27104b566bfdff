from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    name = "seereya.observatory"
    label = "observatory"

    def ready(self) -> None:
        from seereya.foundation import desks, layers
        from seereya.observatory import wording, wording_perception  # noqa: F401 - registers the room's words
        from seereya.observatory.pages import desk, gaps
        from seereya.observatory.services.indexes import register_indexes

        register_indexes()
        layers.register(gaps.LAYER, order=10, make=gaps.layer)
        desks.register("observatory", waiting=desk.waits, figures=desk.figures)
