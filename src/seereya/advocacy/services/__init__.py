"""What pages and the layers above ask of this room."""

from seereya.advocacy.services.actions import Done, follow_up, save_action
from seereya.advocacy.services.asks import Wanted, accept_proposal, close_ask, decline_proposal, save_ask
from seereya.advocacy.services.case_links import link_case, unlink_case
from seereya.advocacy.services.commitments import (
    Promise,
    archive_file,
    archive_text,
    move_commitment,
    pause_commitment,
    save_commitment,
)
from seereya.advocacy.services.context import save_fact
from seereya.advocacy.services.links import link_incident, unlink_incident
from seereya.advocacy.services.recommendations import Assessed, Recommended, assess, save_recommendation
from seereya.advocacy.services.stakeholders import change_contact, close_stakeholder, record_stance, save_stakeholder

__all__ = [
    "Assessed",
    "Done",
    "Promise",
    "Recommended",
    "Wanted",
    "accept_proposal",
    "archive_file",
    "archive_text",
    "assess",
    "change_contact",
    "close_ask",
    "close_stakeholder",
    "decline_proposal",
    "follow_up",
    "link_case",
    "link_incident",
    "move_commitment",
    "pause_commitment",
    "record_stance",
    "save_action",
    "save_ask",
    "save_commitment",
    "save_fact",
    "save_recommendation",
    "save_stakeholder",
    "unlink_case",
    "unlink_incident",
]
