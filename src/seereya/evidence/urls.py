"""Addresses of evidence."""

from django.urls import URLPattern, path

from seereya.evidence.views import custody, items

app_name = "evidence"
_AT = "<uuid:item_id>"

urlpatterns: list[URLPattern] = [
    path("", items.items, name="items"),
    path("new/", items.item_new, name="item-new"),
    path("transfers/<uuid:transfer_id>/", custody.transfer, name="transfer"),
    path("transfers/<uuid:transfer_id>/withdraw/", custody.withdraw, name="withdraw"),
    path(f"{_AT}/", items.item, name="item"),
    path(f"{_AT}/receipt/", items.receipt, name="receipt"),
    path(f"{_AT}/edit/", items.item_edit, name="item-edit"),
    path(f"{_AT}/link/", items.item_link, name="item-link"),
    path(f"{_AT}/links/<slug:link_id>/remove/", items.item_unlink, name="item-unlink"),
    path(f"{_AT}/open/", custody.file_open, name="open"),
    path(f"{_AT}/file/", custody.file, name="file"),
    path(f"{_AT}/export/", custody.file_export, name="export"),
    path(f"{_AT}/offer/", custody.offer, name="offer"),
    path(f"{_AT}/custody/", items.extract, name="extract"),
]
