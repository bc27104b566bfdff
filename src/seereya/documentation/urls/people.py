"""Addresses of the people pages."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
