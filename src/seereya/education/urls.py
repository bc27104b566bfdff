"""Addresses of education."""

from django.urls import URLPattern

from seereya.education.urls_sessions import sessions_patterns

app_name = "education"

urlpatterns: list[URLPattern] = []
urlpatterns += sessions_patterns
