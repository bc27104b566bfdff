from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "seereya.accounts"
    label = "accounts"

    def ready(self) -> None:
        from seereya.accounts import tasks  # noqa: F401  # registers the room's periodic work
