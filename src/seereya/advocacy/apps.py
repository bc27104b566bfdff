"""Advocacy with States and international bodies: commitments, asks, actions, recommendations and submissions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdvocacyConfig(AppConfig):
    name = "seereya.advocacy"
    label = "advocacy"

    def ready(self) -> None:
        from seereya.advocacy import wording  # noqa: F401 - registers the room's words
        from seereya.advocacy.offering_submissions import offer_submissions
        from seereya.advocacy.pages import home, judicial, links
        from seereya.advocacy.queries.erasing import HELD, held
        from seereya.foundation import desks, panels
        from seereya.protection import erasing

        panels.register(
            panels.INCIDENT,
            key="commitments",
            order=70,
            title=_("Promises of the authorities"),
            template="advocacy/_of_incident.html",
            make=links.of_incident,
        )
        panels.register(
            panels.CASE,
            key="announced",
            order=60,
            title=_("What was announced"),
            template="advocacy/_of_case.html",
            make=judicial.of_case,
        )
        desks.register("advocacy", waiting=home.waiting, figures=home.figures)
        offer_submissions()
        erasing.register(look=held, words=HELD)
