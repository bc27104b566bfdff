from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    name = "seereya.observatory"
    label = "observatory"
