"""Addresses of case files and their parts."""

from django.urls import URLPattern, path

from seereya.casework.views import cases

_AT = "cases/<uuid:case_id>"

patterns: list[URLPattern] = [
    path("cases/", cases.cases, name="cases"),
    path("cases/new/", cases.case_new, name="case-new"),
    path(f"{_AT}/", cases.case, name="case"),
]
