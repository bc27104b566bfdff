from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "seereya.reference"
    label = "reference"
