"""Refusals and messages of this room in words."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words
from seereya.education.rules.missing import What
from seereya.education.rules.screens import Kind, State

KINDS: dict[str, Words] = {
    Kind.CHOICE: _("One answer out of several"),
    Kind.TRUTH: _("True or false"),
    Kind.PICTURE: _("Choose a picture"),
    Kind.PEBBLES: _("Pebbles, counted by the facilitator"),
}

STATES: dict[str, Words] = {
    State.FINAL: pgettext_lazy("words of a screen", "final"),
    State.TO_REVIEW: _("to be reviewed by somebody who speaks the language"),
}

VERSION_STATUS: dict[str, Words] = {
    "draft": pgettext_lazy("a version of a course", "draft"),
    "published": pgettext_lazy("a version of a course", "published"),
}
VERSION_KINDS = {"draft": "waits", "published": "done"}

MISSING: dict[What, Words] = {
    What.SCREENS: _("the course has no screen, or no language"),
    What.TITLE: _("the title"),
    What.TEXT: _("the text"),
    What.ALT: _("the words for who cannot see the picture"),
    What.REVIEW: _("the review by somebody who speaks the language"),
    What.QUESTION: _("what is asked"),
    What.ANSWERS: _("two to six answers"),
    What.ANSWER: _("the words of an answer"),
    What.RIGHT: _("exactly one right answer"),
    What.FEEDBACK: _("what is said to the answer"),
    What.PICTURE: _("the picture of an answer"),
    What.TOO_MANY: _("fewer questions: a pack reckons at most twenty-two"),
    What.RECORDING: _("the recording"),
    What.LAWYER: _("the check of a rule of law by a lawyer of the country"),
}

FAULTS: dict[str, Words] = {
    "category": _("the category is not the number of a screen"),
    "format": _("text with a format is not read, only plain text"),
    "nothing_asked": _("nothing is asked before the braces"),
    "braces": _("the answers are not between two braces"),
    "gap": _("a gap in a sentence is not read: ask the question as a whole"),
    "two_questions": _("two questions stand without an empty line between them"),
    "essay": _("a question without answers cannot be answered on a telephone"),
    "number": _("a question for a number is not read"),
    "feedbacks": _("there are more than two remarks"),
    "sign": _("each answer begins with = or ~"),
    "weight": _("answers with percentages are not read"),
    "pairs": _("questions with pairs are not read"),
    "empty_answer": _("an answer has no words"),
    "too_many_answers": _("there are more than six answers"),
    "short_answer": _("a question for a typed word is not read"),
    "several_right": _("more than one answer is right"),
    "one_answer": _("there is only one answer"),
    "none_right": _("no answer is right"),
    "too_long": _("this is too long for a telephone"),
    "too_many_questions": _("the file holds more than two hundred questions"),
    "no_question": _("the file holds no question"),
    "no_such_screen": _("the course has no screen of this number"),
    "picture_unknown": _("a question with pictures is first made here, then translated in a file"),
    "too_many_on_screen": _("the screen would have more than five questions"),
    "other_answers": _("a question of this name stands there with another kind or number of answers"),
}

PARAMETERS: dict[str, Words] = {"q": _("Words"), "page": _("Page"), "away": _("Put away"), "kind": _("Kind of question")}

REFUSALS: dict[str, Words] = {
    "version_published": _("This version is published: it does not change any more. Begin a new version to change it."),
    "version_altered": _(
        "This version is not what was published: its words or files were changed underneath. Nothing is handed out."
    ),
    "course_code_needed": _("Give the course a code of capital letters, digits and hyphens, such as DROITS-1."),
    "course_code_taken": _("Your organisation already has a course with the code %(taken)s."),
    "course_title_needed": _("Give the course a title in each of its languages."),
    "course_theme_needed": _("Choose a theme."),
    "course_language_needed": _("Choose at least one language of the list."),
    "course_language_twice": _("A language is either finished or being prepared, not both."),
    "course_audience_unknown": _("Choose the audiences from the list."),
    "screen_empty": _("Write a title or a text in at least one language."),
    "too_many_screens": _("A course has at most %(most)s screens: begin a second course."),
    "question_needed": _("Write what is asked, in at least one language."),
    "answers_needed": _("Give %(fewest)s to %(most)s answers."),
    "one_right_needed": _("Mark exactly one answer as right."),
    "answer_picture_needed": _("Give each answer a picture."),
    "too_many_questions": _("A screen has at most %(most)s questions: put the next one on a screen of its own."),
    "things_missing": _("%(count)s things are missing: they are listed below."),
    "published_without": _("Recordings or a lawyer's check are missing. Tick that the version is published without them."),
    "no_such_shipped_course": _("No pack of this installation has such a course."),
    "pack_of_draft": _("A draft is not handed out: publish it first."),
    "pack_language_needed": _("Choose at least one of the languages the version was published in."),
    "neutral_title_needed": _(
        "Give the course a neutral title in each language, in a new version: a neutral pack shows nothing else."
    ),
    "names_in_course": _("These pages name the project or your organisation, so the pack would not be neutral: %(pages)s."),
    "media_needed": _("Choose a file, or record."),
    "media_empty": _("The file is empty."),
    "media_cut": _("The file did not come in whole. Send it again."),
    "media_damaged": _("The file does not hold together: save it again, or record again."),
    "media_altered": _("A file of this course is missing on the disk, or was changed. Nothing is handed out."),
    "not_a_picture": _("This is not a picture in JPEG or PNG. Save it as one of these."),
    "not_a_recording": _("This is not a recording in MP3, M4A, Ogg, WebM or WAV."),
    "picture_too_large": _("The picture is larger than %(most)s kB: old telephones cannot show it. Make it smaller."),
    "recording_too_large": _("The recording is larger than %(most)s kB: it could not be passed on. Make it shorter."),
}

SAID: dict[str, Words] = {
    "course_saved": _("Course saved."),
    "course_installed": _("The course is yours now, as a draft."),
    "course_put_away": _("The course is put away. Packs that were handed out keep playing."),
    "course_taken_out": _("The course is in the list again."),
    "draft_made": _("A new version is begun, with everything the last one holds."),
    "version_published_now": _("Published. This version does not change any more."),
    "screen_saved": _("Screen saved."),
    "screen_moved": _("Moved."),
    "screen_removed": _("Screen removed, with its questions and recordings."),
    "picture_kept": _("Picture kept. What it told of place, day and telephone was taken out."),
    "picture_removed": _("Picture removed."),
    "recording_kept": _("Recording kept."),
    "recording_removed": _("Recording removed."),
    "question_saved": _("Question saved."),
    "question_removed": _("Question removed."),
    "questions_imported": _("Questions taken over."),
}


LAZY: Any = REFUSALS


def fault(code: str) -> str | Promise:
    """Why a line of a file is not understood."""
    return FAULTS[code]


accounts.REFUSALS.update(REFUSALS)
accounts.SAID.update(SAID)
