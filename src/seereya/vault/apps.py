from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "seereya.vault"
    label = "vault"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from seereya.accounts import announcements
        from seereya.foundation import desks, panels
        from seereya.vault import (
            desk_exits,
            indexing,
            pages_basis,
            tasks,  # noqa: F401  # registers the job that rewraps
            wording_exits,  # noqa: F401  # refusals of exits in words
        )
        from seereya.vault.services import catch_up

        panels.register(
            panels.PERSON,
            key="basis",
            order=10,
            title=_("Basis and consent"),
            template="vault/exits/_panel.html",
            make=pages_basis.panel,
        )
        desks.register("vault-exits", waiting=desk_exits.waiting)
        announcements.when_opened(catch_up)
        announcements.when_ended(indexing.release)
