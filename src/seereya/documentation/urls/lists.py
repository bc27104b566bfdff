"""Addresses of the lists pages."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
