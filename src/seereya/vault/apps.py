from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "seereya.vault"
    label = "vault"

    def ready(self) -> None:
        from seereya.accounts import announcements
        from seereya.vault import (
            indexing,
            tasks,  # noqa: F401  # registers the job that rewraps
            wording_exits,  # noqa: F401  # refusals of exits in words
        )
        from seereya.vault.services import catch_up

        announcements.when_opened(catch_up)
        announcements.when_ended(indexing.release)
