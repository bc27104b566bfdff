"""Vocabularies and places: public, loaded from packs, edited by administrators, retired and never deleted."""

from __future__ import annotations

from django.db import models

from seereya.foundation.classes import classify


class Vocabulary(models.Model):
    """A list of terms people choose from, such as the kinds of violation."""

    classes = classify(public="code pack fr en hierarchical editable")

    code = models.CharField(max_length=60, primary_key=True)
    pack = models.CharField(max_length=40)
    fr = models.CharField(max_length=200)
    en = models.CharField(max_length=200)
    hierarchical = models.BooleanField(default=False)
    editable = models.BooleanField(default=True)


class Term(models.Model):
    """One term of a vocabulary, under a code that never changes; `retired_on` ends its use, old records keep it."""

    classes = classify(public="id vocabulary code fr en parent source extra position retired_on edited")

    vocabulary = models.ForeignKey(Vocabulary, on_delete=models.PROTECT, related_name="terms")
    code = models.CharField(max_length=60)
    fr = models.CharField(max_length=400)
    en = models.CharField(max_length=400)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    source = models.CharField(max_length=300, blank=True)
    extra = models.JSONField(default=dict)
    position = models.PositiveIntegerField(default=0)
    retired_on = models.DateField(null=True)
    edited = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vocabulary", "code"], name="term_code_once")]
        ordering = ["vocabulary", "position", "code"]


class Place(models.Model):
    """A place of the tree: country, region, cercle, commune, settlement; with validity in time and other spellings."""

    classes = classify(public="id code kind parent path fr en alternatives latitude longitude valid_from valid_to source also_in")

    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=300, db_index=True)
    fr = models.CharField(max_length=200)
    en = models.CharField(max_length=200)
    alternatives = models.JSONField(default=list)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=100, blank=True)
    also_in = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["kind", "code"], name="place_kind")]
