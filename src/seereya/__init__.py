"""Seereya: one self-hosted platform with which a coalition of human-rights organisations fights impunity."""

__version__ = "2026.11.0"
