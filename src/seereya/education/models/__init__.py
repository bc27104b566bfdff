"""The rows of the education room."""

from seereya.education.models.courses import Course, CourseVersion, MediaFile, Question, Recording, Unit
from seereya.education.models.measures import Measure
from seereya.education.models.multipliers import Giving, Multiplier
from seereya.education.models.sessions import Headcount, Session
from seereya.education.models.talks import PrivateTalk

__all__ = ["Course", "CourseVersion", "MediaFile", "Question", "Recording", "Unit"]
__all__ += ["Giving", "Headcount", "Measure", "Multiplier", "PrivateTalk", "Session"]
