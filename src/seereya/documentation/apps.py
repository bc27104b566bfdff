from django.apps import AppConfig


class DocumentationConfig(AppConfig):
    name = "seereya.documentation"
    label = "documentation"

    def ready(self) -> None:
        from seereya.documentation.importing import tasks as _imports  # noqa: F401 - registers the room's jobs
        from seereya.documentation.models import Incident, Interview
        from seereya.documentation.pages.leaving import names_of_subjects
        from seereya.documentation.queries.erasing import held
        from seereya.documentation.queries.naming import named
        from seereya.documentation.services.erasing import erase_person
        from seereya.documentation.services.indexes import register_indexes
        from seereya.documentation.wording_erasing import HELD
        from seereya.evidence.targets import register_records
        from seereya.protection import erasing, naming
        from seereya.vault import subjects

        register_indexes()
        naming.register(named)
        erasing.register(look=held, words=HELD, erase=erase_person)
        subjects.register("documentation", names_of_subjects)
        register_records("incident", Incident, "documentation:incident")
        register_records("interview", Interview, "documentation:interview")
        _offer()
        _count_due()


def _count_due() -> None:
    """What is past the time it is kept, for the desk of data protection."""
    from django.utils.translation import gettext_lazy as _

    from seereya.documentation.queries import retention as due
    from seereya.protection import retention

    retention.register("RT-UNV", due.old_unverified)
    retention.register("RT-CON", due.contacts_without_basis, note=_("at most: whether a contact is written is sealed"))
    retention.register("RT-AUDIO", due.sound_of_finished_interviews)
    retention.register("RT-CRIME", due.old_evidence)


def _offer() -> None:
    """The room's panels and its lines of the home page."""
    from django.utils.translation import gettext_lazy as _

    from seereya.documentation.pages import desk, interviews
    from seereya.foundation import desks, panels

    title, template = _("Interviews"), "documentation/interviews/_panel.html"
    panels.register(panels.PERSON, key="interviews", order=20, title=title, template=template, make=interviews.person_panel)
    panels.register(panels.INCIDENT, key="interviews", order=20, title=title, template=template, make=interviews.incident_panel)
    desks.register("documentation", waiting=desk.waiting)
