"""The rows of the observatory."""

from seereya.observatory.models.activity import CourtActivity
from seereya.observatory.models.gaps import CoverageGap
from seereya.observatory.models.perception import SurveyGroup, SurveyRound
from seereya.observatory.models.trials import ObservationRevision, TrialObservation

__all__ = ["CourtActivity", "CoverageGap", "ObservationRevision", "SurveyGroup", "SurveyRound", "TrialObservation"]
