from django.apps import AppConfig


class EducationConfig(AppConfig):
    name = "seereya.education"
    label = "education"
