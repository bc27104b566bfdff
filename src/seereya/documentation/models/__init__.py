"""What the room keeps: external events (public), incidents, persons and sources (sealed)."""

from seereya.documentation.models.external import EventImport, EventVersion, ImportProblem, PublicIndexPart
from seereya.documentation.models.interviews import HeardQuestion, Interview, InterviewRevision, Mission
from seereya.documentation.models.records import Comment, Incident, Person, Revision, SavedSearch, Source

__all__ = [
    "Comment",
    "EventImport",
    "EventVersion",
    "HeardQuestion",
    "ImportProblem",
    "Incident",
    "Interview",
    "InterviewRevision",
    "Mission",
    "Person",
    "PublicIndexPart",
    "Revision",
    "SavedSearch",
    "Source",
]
