from django.apps import AppConfig
from django.db.backends.signals import connection_created

from seereya.foundation import walls


class AuditConfig(AppConfig):
    name = "seereya.audit"
    label = "audit"

    def ready(self) -> None:
        connection_created.connect(walls.install, dispatch_uid="seereya.walls")
