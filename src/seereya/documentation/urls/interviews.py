"""Addresses of interviews, missions and questions between organisations."""

from django.urls import URLPattern, path

from seereya.documentation.views import interviews, interviews_before

_AT = "interviews/<uuid:interview_id>"

patterns: list[URLPattern] = [
    path("interviews/", interviews.interviews, name="interviews"),
    path("interviews/new/", interviews.interview_new, name="interview-new"),
    path("interviews/missions/", interviews_before.missions, name="missions"),
    path("interviews/missions/new/", interviews_before.mission_new, name="mission-new"),
    path("interviews/missions/<uuid:mission_id>/", interviews_before.mission_edit, name="mission-edit"),
    path("interviews/heard/", interviews_before.heard, name="heard"),
    path("interviews/heard/ask/", interviews_before.heard_ask, name="heard-ask"),
    path("interviews/heard/<uuid:question_id>/", interviews_before.heard_answer, name="heard-answer"),
    path(f"{_AT}/", interviews.interview, name="interview"),
    path(f"{_AT}/edit/", interviews.interview_edit, name="interview-edit"),
    path(f"{_AT}/history/", interviews.interview_history, name="interview-history"),
    path(f"{_AT}/complete/", interviews.interview_complete, name="interview-complete"),
    path(f"{_AT}/approve/", interviews.interview_approve, name="interview-approve"),
    path(f"{_AT}/seen/", interviews.interview_seen, name="interview-seen"),
    path(f"{_AT}/words/", interviews.interview_words, name="interview-words"),
    path(f"{_AT}/print/", interviews.interview_print, name="interview-print"),
    path(f"{_AT}/account/", interviews.interview_account, name="interview-account"),
]
