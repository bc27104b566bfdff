from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProtectionConfig(AppConfig):
    name = "seereya.protection"
    label = "protection"

    def ready(self) -> None:
        from seereya.foundation import desks, panels
        from seereya.protection import announcements, desk, retention  # noqa: F401 - announcements are listed even unheard
        from seereya.protection.pages import person
        from seereya.protection.queries.exposure import old_log_entries

        panels.register(
            panels.PERSON,
            key="protection",
            order=10,
            title=_("Protection"),
            template="protection/_person.html",
            make=person.panel,
        )
        desks.register("protection", waiting=desk.waiting)
        retention.register("RT-LOG", old_log_entries)
