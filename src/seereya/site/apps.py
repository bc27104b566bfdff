from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "seereya.site"
    label = "site"

    def ready(self) -> None:
        from seereya.site import wiring

        wiring.connect()
