from django.apps import AppConfig


class AdvocacyConfig(AppConfig):
    name = "seereya.advocacy"
    label = "advocacy"
