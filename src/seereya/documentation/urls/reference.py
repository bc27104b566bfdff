"""Addresses of the reference pages."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
