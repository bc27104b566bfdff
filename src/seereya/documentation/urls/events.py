"""Addresses of the events pages."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
