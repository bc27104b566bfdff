"""Addresses of advocacy."""

from django.urls import URLPattern, path

from seereya.advocacy.views import submission_papers, submissions

app_name = "advocacy"

urlpatterns: list[URLPattern] = []

_SUBMISSION = "submissions/<uuid:submission_id>"
urlpatterns += [
    path("submissions/", submissions.submissions, name="submissions"),
    path("submissions/of/<uuid:person_id>/", submissions.submission_new, name="submission-new"),
    path(f"{_SUBMISSION}/", submissions.submission, name="submission"),
    path(f"{_SUBMISSION}/form/", submissions.submission_edit, name="submission-edit"),
    path(f"{_SUBMISSION}/sealed/", submissions.submission_identity, name="submission-identity"),
    path(f"{_SUBMISSION}/sealed/open/", submissions.submission_identity_open, name="submission-identity-open"),
    path(f"{_SUBMISSION}/sealed/ask/", submissions.submission_ask, name="submission-ask"),
    path(f"{_SUBMISSION}/sealed/hand/", submissions.submission_hand, name="submission-hand"),
    path(f"{_SUBMISSION}/sealed/take-back/<uuid:taker_id>/", submissions.submission_take_back, name="submission-take-back"),
    path(f"{_SUBMISSION}/persons/", submissions.submission_persons, name="submission-persons"),
    path(f"{_SUBMISSION}/look/<slug:language>/", submission_papers.submission_look, name="submission-look"),
    path(f"{_SUBMISSION}/send/", submissions.submission_send, name="submission-send"),
    path(f"{_SUBMISSION}/copies/<uuid:copy_id>/", submission_papers.submission_copy, name="submission-copy"),
    path(f"{_SUBMISSION}/follow/", submissions.submission_follow, name="submission-follow"),
    path(f"{_SUBMISSION}/follow/strike/", submissions.submission_strike, name="submission-strike"),
]
