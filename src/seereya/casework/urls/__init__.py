"""Addresses of the casework room, mounted at the root."""

from seereya.casework.urls import cases, clients

app_name = "casework"
urlpatterns = [*clients.patterns, *cases.patterns]
