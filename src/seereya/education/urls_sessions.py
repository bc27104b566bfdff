"""Addresses of sessions, measures, multipliers and private talks, below `education/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from seereya.education.views import measures, multipliers, sessions, talks

_SESSION = "sessions/<uuid:session_id>"
_TALK = "talks/<uuid:talk_id>"

sessions_patterns: list[URLPattern] = [
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/new/", sessions.session_new, name="session-new"),
    path("sessions/vault/", sessions.vault_make, name="vault-make"),
    path("sessions/follow-ups/", measures.follow_ups, name="follow-ups"),
    path("sessions/month/", sessions.month, name="month"),
    path(f"{_SESSION}/", sessions.session, name="session"),
    path(f"{_SESSION}/edit/", sessions.session_edit, name="session-edit"),
    path(f"{_SESSION}/counts/", sessions.session_counts, name="session-counts"),
    path(f"{_SESSION}/mix/", sessions.session_mix, name="session-mix"),
    path(f"{_SESSION}/cancel/", sessions.session_cancel, name="session-cancel"),
    path(f"{_SESSION}/place/", sessions.session_place, name="session-place"),
    path(f"{_SESSION}/sheet/", sessions.session_sheet, name="session-sheet"),
    path(f"{_SESSION}/codes/<slug:level>/", measures.measure_codes, name="measure-codes"),
    path(f"{_SESSION}/pebbles/<slug:level>/", measures.measure_pebbles, name="measure-pebbles"),
    path(f"{_SESSION}/follow-up/waive/", measures.follow_up_waive, name="follow-up-waive"),
    path(f"{_SESSION}/talk/", talks.talk_new, name="talk-new"),
    path(f"{_SESSION}/multiplier/", multipliers.multiplier_new, name="multiplier-new"),
    path("multipliers/", multipliers.multipliers, name="multipliers"),
    path("multipliers/<uuid:multiplier_id>/", multipliers.multiplier, name="multiplier"),
    path("talks/", talks.talks, name="talks"),
    path(f"{_TALK}/", talks.talk, name="talk"),
    path(f"{_TALK}/end/", talks.talk_end, name="talk-end"),
]
