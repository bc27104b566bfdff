"""Addresses of bases, the ledger of what left, exports and limits."""

from django.urls import path

from seereya.vault.views import bases, exits

app_name = "exits"
_OF = "basis/<uuid:subject_id>"
urlpatterns = [
    path("basis/review/", bases.reviews, name="reviews"),
    path(f"{_OF}/", bases.basis, name="basis"),
    path(f"{_OF}/<slug:kind>/record/", bases.record, name="record"),
    path(f"{_OF}/<slug:kind>/withdraw/", bases.withdraw, name="withdraw"),
    path(f"{_OF}/sheet/", bases.sheet, name="sheet"),
    path("exits/", exits.ledger, name="ledger"),
    path("exits/<uuid:disclosure_id>/", exits.disclosure, name="disclosure"),
    path("exports/", exits.exports, name="exports"),
    path("exports/<uuid:export_id>/approve/", exits.approve, name="approve"),
    path("exports/<uuid:export_id>/refuse/", exits.refuse, name="refuse"),
    path("exports/<uuid:export_id>/fetch/", exits.fetch, name="fetch"),
    path("limits/", exits.limits, name="limits"),
    path("limits/<uuid:limit_id>/lift/", exits.lift, name="lift"),
]
