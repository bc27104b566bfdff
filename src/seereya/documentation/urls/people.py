"""Addresses of persons and sources."""

from django.urls import URLPattern, path

from seereya.documentation.views import people, people_sources

_AT = "incidents/<uuid:incident_id>/persons"

patterns: list[URLPattern] = [
    path("persons/", people.persons, name="persons"),
    path("persons/new/", people.person_new, name="person-new"),
    path("persons/<uuid:person_id>/", people.person, name="person"),
    path("persons/<uuid:person_id>/edit/", people.person_edit, name="person-edit"),
    path("persons/<uuid:person_id>/identity/", people.person_identity, name="person-identity"),
    path("persons/<uuid:person_id>/link/", people.person_link_incident, name="person-link-incident"),
    path(f"{_AT}/link/", people.person_link, name="person-link"),
    path(f"{_AT}/<uuid:person_id>/<slug:role>/unlink/", people.person_unlink, name="person-unlink"),
    path("sources/", people_sources.sources, name="sources"),
    path("sources/new/", people_sources.source_new, name="source-new"),
    path("sources/<uuid:source_id>/", people_sources.source, name="source"),
    path("sources/<uuid:source_id>/edit/", people_sources.source_edit, name="source-edit"),
    path("sources/<uuid:source_id>/identity/", people_sources.source_identity, name="source-identity"),
]
