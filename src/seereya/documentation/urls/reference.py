"""Addresses of the reference pages."""

from django.urls import URLPattern, path

from seereya.documentation.views import reference

patterns: list[URLPattern] = [
    path("vocabularies/", reference.vocabularies, name="vocabularies"),
    path("vocabularies/<slug:code>/", reference.vocabulary, name="vocabulary"),
    path("vocabularies/<slug:code>/new/", reference.term_new, name="term-new"),
    path("vocabularies/<slug:code>/<str:term>/edit/", reference.term_edit, name="term-edit"),
    path("vocabularies/<slug:code>/<str:term>/retire/", reference.term_retire, name="term-retire"),
    path("places/", reference.places, name="places"),
    path("places/<str:code>", reference.place, name="place"),
]
