from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "seereya.accounts"
    label = "accounts"
