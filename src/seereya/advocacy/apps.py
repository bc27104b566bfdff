"""Advocacy with States and international bodies: commitments, asks, actions, recommendations and submissions."""

from django.apps import AppConfig


class AdvocacyConfig(AppConfig):
    name = "seereya.advocacy"
    label = "advocacy"

    def ready(self) -> None:
        from seereya.advocacy.offering_submissions import offer_submissions

        offer_submissions()
