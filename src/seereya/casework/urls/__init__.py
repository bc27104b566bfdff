"""Addresses of the casework room, mounted at the root."""

from seereya.casework.urls import cases

app_name = "casework"
urlpatterns = [*cases.patterns]
