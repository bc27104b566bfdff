"""What submissions offer to the house: their words, their index, panels on other pages, lines of the home page, a count."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _


def offer_submissions() -> None:
    """Called once, when the room is ready."""
    from seereya.advocacy import wording_submissions  # noqa: F401 - registers the words
    from seereya.advocacy.pages import submission_desk as desk
    from seereya.advocacy.queries.indicators import register_count
    from seereya.advocacy.queries.submissions import sent
    from seereya.advocacy.services.submissions_storing import register_submissions
    from seereya.foundation import desks, panels

    register_submissions()
    register_count("submissions_sent", sent)
    title, template = _("Submissions"), "advocacy/_submissions_of.html"
    panels.register(panels.PERSON, key="submissions", order=70, title=title, template=template, make=desk.of_person)
    panels.register(panels.INCIDENT, key="submissions", order=75, title=title, template=template, make=desk.of_incident)
    desks.register("advocacy-submissions", waiting=desk.waiting, figures=desk.figures)
