"""The rows of the education room."""

from seereya.education.models.courses import Course, CourseVersion, MediaFile, Question, Recording, Unit

__all__ = ["Course", "CourseVersion", "MediaFile", "Question", "Recording", "Unit"]
