from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "seereya.programme"
    label = "programme"
