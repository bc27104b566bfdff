"""Addresses of the records pages."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
