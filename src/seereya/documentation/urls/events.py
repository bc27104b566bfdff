"""Addresses of the events pages."""

from django.urls import URLPattern, path

from seereya.documentation.views import events as views

patterns: list[URLPattern] = [
    path("events/", views.events, name="events"),
    path("events/<uuid:event_id>/", views.event, name="event"),
    path("events/<uuid:event_id>/attach/", views.attach, name="event-attach"),
    path("imports/", views.imports, name="imports"),
    path("imports/new/", views.import_new, name="import-new"),
    path("imports/<uuid:import_id>/", views.import_one, name="import"),
    path("imports/<uuid:import_id>/progress/", views.import_progress, name="import-progress"),
    path("imports/<uuid:import_id>/take/", views.import_checked, name="import-checked"),
    path("imports/<uuid:import_id>/cancel/", views.import_cancel, name="import-cancel"),
    path("imports/<uuid:import_id>/go-on/", views.import_go_on, name="import-go-on"),
    path("imports/<uuid:import_id>/throw-away/", views.import_throw_away, name="import-throw-away"),
    path("imports/<uuid:import_id>/undo/", views.import_undo, name="import-undo"),
    path("imports/<uuid:import_id>/problems.csv", views.import_problems, name="import-problems"),
]
