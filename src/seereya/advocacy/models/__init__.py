"""The room's tables. Public facts in clear; stakeholders, notes and which incident a commitment is about are sealed."""

from seereya.advocacy.models.asks import Action, ActionAsk, Ask, ProposalAnswer
from seereya.advocacy.models.commitments import Archive, CaseLink, Commitment, CommitmentEntry, CommitmentPause, IncidentLink
from seereya.advocacy.models.context import CitedFigure, ContextEvent, ThirdPartyCall
from seereya.advocacy.models.recommendations import Assessment, Recommendation, StagedImport
from seereya.advocacy.models.stakeholders import Stakeholder
from seereya.advocacy.models.submissions import Submission, SubmissionCopy, SubmissionKey, SubmissionRevision

__all__ = [
    "Action",
    "ActionAsk",
    "Archive",
    "Ask",
    "Assessment",
    "CaseLink",
    "CitedFigure",
    "Commitment",
    "CommitmentEntry",
    "CommitmentPause",
    "ContextEvent",
    "IncidentLink",
    "ProposalAnswer",
    "Recommendation",
    "StagedImport",
    "Stakeholder",
    "Submission",
    "SubmissionCopy",
    "SubmissionKey",
    "SubmissionRevision",
    "ThirdPartyCall",
]
