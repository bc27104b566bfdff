"""What the room keeps: reference data and external events (public), incidents, persons and sources (sealed)."""

from seereya.documentation.models.external import EventImport, EventVersion, ImportProblem, PublicIndexPart
from seereya.documentation.models.records import Comment, Incident, Person, ReferenceCounter, Revision, SavedSearch, Source
from seereya.documentation.models.reference import Place, Term, Vocabulary

__all__ = [
    "Comment",
    "EventImport",
    "EventVersion",
    "ImportProblem",
    "Incident",
    "Person",
    "Place",
    "PublicIndexPart",
    "ReferenceCounter",
    "Revision",
    "SavedSearch",
    "Source",
    "Term",
    "Vocabulary",
]
