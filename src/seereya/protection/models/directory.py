"""Services that people can be referred to."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class Service(models.Model):
    """A health centre, a shelter, a legal clinic: what it gives, where, to whom, and when somebody last verified it.

    Internal, not sealed, so that everybody finds it; where it is marked discreet, its telephone and address are sealed.
    `given_by_us`: the organisation that wrote the entry gives the service itself, so referrals from partners reach it.
    """

    classes = classify(
        internal="id organisation kinds name place hours languages cost for_whom phone address discreet given_by_us shared version "
        "verified_on verified_by made_by made_at changed_at closed_on",
        contact="contact",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kinds = models.JSONField(default=list)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=60, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    languages = models.JSONField(default=list)
    cost = models.CharField(max_length=200, blank=True)
    for_whom = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=300, blank=True)
    discreet = models.BooleanField(default=False)
    contact = models.BinaryField(default=b"")
    given_by_us = models.BooleanField(default=False)
    shared = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    verified_on = models.DateField(null=True)
    verified_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "closed_on"], name="service_of_organisation")]
