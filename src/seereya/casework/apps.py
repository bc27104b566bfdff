from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "seereya.casework"
    label = "casework"

    def ready(self) -> None:
        from seereya.casework import wording, wording_clients  # noqa: F401 - registers the room's words
        from seereya.casework.models import CaseFile
        from seereya.casework.pages import around, clients, desk
        from seereya.casework.services.indexes import register_indexes
        from seereya.evidence.targets import register_records
        from seereya.foundation import desks, panels

        register_indexes()
        _answer_others()
        register_records("case", CaseFile, "casework:case")
        panels.register(
            panels.INCIDENT,
            key="cases",
            order=50,
            title=_("Case files"),
            template="casework/cases/_of_incident.html",
            make=around.cases_of_incident,
        )
        desks.register("casework", waiting=desk.waits, figures=around.figures)
        panels.register(
            panels.CASE,
            key="clients-and-costs",
            order=30,
            title=_("Mandates, clients, costs"),
            template="casework/clients/_panel.html",
            make=clients.panel,
        )
        panels.register(
            panels.PERSON,
            key="cases",
            order=60,
            title=_("Case files"),
            template="casework/clients/_of_person.html",
            make=clients.cases_of_person,
        )
        desks.register("casework-clients", figures=desk.figures)


def _answer_others() -> None:
    """What others ask of case files without reading them: how long they are kept, what they keep of a person, what has moved there."""
    from seereya.casework.pages import announced
    from seereya.casework.queries.erasing import HELD, held
    from seereya.casework.queries.retention import closed_long_ago
    from seereya.foundation import judicial
    from seereya.protection import erasing, retention

    erasing.register(look=held, words=HELD)
    note = _("ask counsel which of them a legal hold concerns")
    retention.register("RT-CASE", closed_long_ago, note=note, when_held=True)
    judicial.register(announced.moved)
