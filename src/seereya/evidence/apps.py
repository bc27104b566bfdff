from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "seereya.evidence"
    label = "evidence"

    def ready(self) -> None:
        from seereya.evidence import wording  # noqa: F401 - words of refusals and messages
        from seereya.evidence.pages import moving
        from seereya.evidence.services.indexes import register_indexes
        from seereya.foundation import desks, panels

        register_indexes()
        desks.register("evidence", waiting=moving.waiting)
        for place, kind in ((panels.INCIDENT, "incident"), (panels.CASE, "case")):
            panels.register(
                place,
                key="evidence",
                order=20,
                title=_("Evidence"),
                template="evidence/_panel.html",
                make=partial(moving.record_panel, kind),
            )
