"""Addresses of advocacy. `public_…`: of the coalition, whoever wrote it; `…_id`: of the own organisation only."""

from django.urls import URLPattern, path

from seereya.advocacy.views import (
    asks,
    case_links,
    commitments,
    context,
    recommendations,
    stakeholders,
    submission_papers,
    submissions,
)

app_name = "advocacy"
_COMMITMENT = "commitments/<uuid:commitment_id>"
_ASK = "asks/<uuid:ask_id>"
_ACTION = "actions/<uuid:action_id>"
_RECOMMENDATION = "recommendations/<uuid:public_recommendation>"
_SHEET = "recommendations/sheets/<uuid:staged_id>"
_STAKEHOLDER = "stakeholders/<uuid:stakeholder_id>"
_FACTS = "context/<slug:facts>"

urlpatterns: list[URLPattern] = [
    path("", commitments.home, name="home"),
    path("commitments/", commitments.commitments, name="commitments"),
    path("commitments/indicators/", commitments.indicators, name="indicators"),
    path("commitments/new/", commitments.commitment_new, name="commitment-new"),
    path("commitments/<uuid:public_commitment>/", commitments.commitment, name="commitment"),
    path("commitments/<uuid:public_commitment>/incident/", commitments.commitment_link, name="commitment-link"),
    path(f"{_COMMITMENT}/edit/", commitments.commitment_edit, name="commitment-edit"),
    path(f"{_COMMITMENT}/move/", commitments.commitment_move, name="commitment-move"),
    path(f"{_COMMITMENT}/pause/", commitments.commitment_pause, name="commitment-pause"),
    path(f"{_COMMITMENT}/archive/", commitments.commitment_archive, name="commitment-archive"),
    path(f"{_COMMITMENT}/proposal/", commitments.proposal, name="proposal"),
    path(f"{_COMMITMENT}/proposal/decline/", commitments.proposal_decline, name="proposal-decline"),
    path("commitments/<uuid:public_commitment>/case/", case_links.commitment_case, name="commitment-case"),
    path("links/cases/<uuid:case_link>/take-away/", case_links.case_unlink, name="case-unlink"),
    path("links/<uuid:incident_link>/untie/", commitments.incident_unlink, name="incident-unlink"),
    path("asks/", asks.asks, name="asks"),
    path("asks/new/", asks.ask_new, name="ask-new"),
    path(f"{_ASK}/", asks.ask, name="ask"),
    path(f"{_ASK}/edit/", asks.ask_edit, name="ask-edit"),
    path(f"{_ASK}/close/", asks.ask_close, name="ask-close"),
    path("actions/", asks.actions, name="actions"),
    path("actions/new/", asks.action_new, name="action-new"),
    path(f"{_ACTION}/", asks.action, name="action"),
    path(f"{_ACTION}/edit/", asks.action_edit, name="action-edit"),
    path(f"{_ACTION}/follow-up/", asks.action_follow, name="action-follow"),
    path("recommendations/", recommendations.recommendations, name="recommendations"),
    path("recommendations/export/", recommendations.recommendations_export, name="recommendations-export"),
    path("recommendations/new/", recommendations.recommendation_new, name="recommendation-new"),
    path("recommendations/sheets/new/", recommendations.sheet_new, name="sheet-new"),
    path(f"{_SHEET}/", recommendations.sheet, name="sheet"),
    path(f"{_SHEET}/take-over/", recommendations.sheet_take, name="sheet-take"),
    path(f"{_RECOMMENDATION}/", recommendations.recommendation, name="recommendation"),
    path(f"{_RECOMMENDATION}/assess/", recommendations.recommendation_assess, name="recommendation-assess"),
    path(f"{_RECOMMENDATION}/incident/", recommendations.recommendation_link, name="recommendation-link"),
    path(f"{_RECOMMENDATION}/ask/", recommendations.recommendation_ask, name="recommendation-ask"),
    path("recommendations/<uuid:recommendation_id>/edit/", recommendations.recommendation_edit, name="recommendation-edit"),
    path("bodies/", context.bodies, name="bodies"),
    path("bodies/<slug:body>/", context.body, name="body"),
    path("stakeholders/", stakeholders.stakeholders, name="stakeholders"),
    path("stakeholders/new/", stakeholders.stakeholder_new, name="stakeholder-new"),
    path(f"{_STAKEHOLDER}/", stakeholders.stakeholder, name="stakeholder"),
    path(f"{_STAKEHOLDER}/edit/", stakeholders.stakeholder_edit, name="stakeholder-edit"),
    path(f"{_STAKEHOLDER}/contact/", stakeholders.stakeholder_contact, name="stakeholder-contact"),
    path(f"{_STAKEHOLDER}/contact/edit/", stakeholders.contact_edit, name="stakeholder-contact-edit"),
    path(f"{_STAKEHOLDER}/stance/", stakeholders.stance_new, name="stance-new"),
    path(f"{_STAKEHOLDER}/close/", stakeholders.stakeholder_close, name="stakeholder-close"),
    path(f"{_FACTS}/", context.facts, name="facts"),
    path(f"{_FACTS}/new/", context.fact_new, name="fact-new"),
    path(f"{_FACTS}/<uuid:public_fact>/", context.fact, name="fact"),
    path(f"{_FACTS}/<uuid:fact_id>/edit/", context.fact_edit, name="fact-edit"),
]

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
    path(f"{_SUBMISSION}/package/<int:number>/", submission_papers.submission_package, name="submission-package"),
    path(f"{_SUBMISSION}/copies/<uuid:copy_id>/", submission_papers.submission_copy, name="submission-copy"),
    path(f"{_SUBMISSION}/follow/", submissions.submission_follow, name="submission-follow"),
    path(f"{_SUBMISSION}/follow/strike/", submissions.submission_strike, name="submission-strike"),
]
