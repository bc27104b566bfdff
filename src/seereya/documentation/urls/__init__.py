"""Addresses of the documentation room, mounted at the root."""

from seereya.documentation.urls import events, interviews, lists, people, records, reference

app_name = "documentation"
urlpatterns = [*lists.patterns, *records.patterns, *people.patterns, *interviews.patterns, *events.patterns, *reference.patterns]
