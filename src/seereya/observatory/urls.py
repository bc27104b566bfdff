"""Addresses of the observatory."""

from django.urls import URLPattern, path

from seereya.observatory.views import activity, gaps, perception, trials

app_name = "observatory"
_TRIAL = "trials/<uuid:observation_id>"
_GAP = "gaps/<uuid:gap_id>"

urlpatterns: list[URLPattern] = [
    path("trials/", trials.observations, name="observations"),
    path("trials/new/", trials.observation_new, name="observation-new"),
    path("trials/blank/", trials.observation_blank, name="observation-blank"),
    path(f"{_TRIAL}/", trials.observation, name="observation"),
    path(f"{_TRIAL}/edit/", trials.observation_edit, name="observation-edit"),
    path(f"{_TRIAL}/strike/", trials.observation_strike, name="observation-strike"),
    path(f"{_TRIAL}/history/", trials.observation_history, name="observation-history"),
    path(f"{_TRIAL}/print/", trials.observation_print, name="observation-print"),
    path("courts/", activity.courts, name="courts"),
    path("courts/new/", activity.activity_new, name="activity-new"),
    path("courts/export/<slug:kind>/", activity.export, name="activity-export"),
    path("courts/<uuid:activity_id>/", activity.activity_edit, name="activity-edit"),
    path("perception/", perception.surveys, name="surveys"),
    path("perception/new/", perception.survey_new, name="survey-new"),
    path("perception/compare/", perception.compare, name="survey-compare"),
    path("perception/blank/", perception.blank, name="survey-blank"),
    path("perception/<uuid:survey_id>/", perception.survey, name="survey"),
    path("perception/<uuid:survey_id>/edit/", perception.survey_edit, name="survey-edit"),
    path("perception/<uuid:survey_id>/answers/", perception.answers_new, name="survey-answers"),
    path("perception/answers/<uuid:survey_group_id>/", perception.answers_edit, name="survey-answers-edit"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("gaps/new/", gaps.gap_new, name="gap-new"),
    path(f"{_GAP}/", gaps.gap, name="gap"),
    path(f"{_GAP}/edit/", gaps.gap_edit, name="gap-edit"),
    path(f"{_GAP}/end/", gaps.gap_end, name="gap-end"),
]
