"""Addresses of incidents and their parts."""

from django.urls import URLPattern, path

from seereya.documentation.views import leaving, messages, records, records_accounts, records_acts, records_moves, records_parts

_AT = "incidents/<uuid:incident_id>"

patterns: list[URLPattern] = [
    path("incidents/new/", records.incident_new, name="incident-new"),
    path(f"{_AT}/", records.incident, name="incident"),
    path(f"{_AT}/edit/", records.incident_edit, name="incident-edit"),
    path(f"{_AT}/accounts/new/", records_accounts.account_new, name="account-new"),
    path(f"{_AT}/accounts/<slug:account_id>/edit/", records_accounts.account_edit, name="account-edit"),
    path(f"{_AT}/accounts/<slug:account_id>/remove/", records_accounts.account_remove, name="account-remove"),
    path(f"{_AT}/propositions/<slug:proposition_id>/", records_accounts.proposition_edit, name="proposition-edit"),
    path(f"{_AT}/acts/new/", records_acts.act_new, name="act-new"),
    path(f"{_AT}/acts/<slug:act_id>/edit/", records_acts.act_edit, name="act-edit"),
    path(f"{_AT}/acts/<slug:act_id>/remove/", records_acts.act_remove, name="act-remove"),
    path(f"{_AT}/messages/", messages.messages_new, name="messages-new"),
    path(f"{_AT}/messages/choose/", messages.messages_choose, name="messages-choose"),
    path(f"{_AT}/messages/discard/", messages.messages_discard, name="messages-discard"),
    path(f"{_AT}/move/", records_moves.incident_move, name="incident-move"),
    path(f"{_AT}/share/", records_moves.incident_share, name="incident-share"),
    path(f"{_AT}/withdraw/", records_moves.incident_withdraw, name="incident-withdraw"),
    path(f"{_AT}/comment/", records_moves.incident_comment, name="incident-comment"),
    path(f"{_AT}/relate/", records_moves.incident_relate, name="incident-relate"),
    path(f"{_AT}/place/", records_parts.incident_place, name="incident-place"),
    path(f"{_AT}/place/edit/", records_parts.incident_place_edit, name="incident-place-edit"),
    path(f"{_AT}/testimony/", records_parts.incident_testimony, name="incident-testimony"),
    path(f"{_AT}/history/", records_parts.incident_history, name="incident-history"),
    path(f"{_AT}/print/names/", leaving.incident_print_names, name="incident-print-names"),
    path("exports/new/", leaving.export_new, name="export-new"),
    path(f"{_AT}/print/", records_parts.incident_print, name="incident-print"),
]
