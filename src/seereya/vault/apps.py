from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "seereya.vault"
    label = "vault"
