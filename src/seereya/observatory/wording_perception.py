"""The perception survey in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.observatory.rules_perception import Kind

Words = Any

KINDS: dict[str, Words] = {
    Kind.BASELINE: pgettext_lazy("round of a survey", "Baseline"),
    Kind.ENDLINE: pgettext_lazy("round of a survey", "Endline"),
}
ANSWERS: dict[str, Words] = {
    "1": pgettext_lazy("answer of a survey", "Agrees fully"),
    "2": pgettext_lazy("answer of a survey", "Rather agrees"),
    "3": pgettext_lazy("answer of a survey", "Rather disagrees"),
    "4": pgettext_lazy("answer of a survey", "Disagrees fully"),
    "x": pgettext_lazy("answer of a survey", "Does not know, no answer"),
}
SEXES: dict[str, Words] = {
    "f": pgettext_lazy("people of a survey", "Women"),
    "m": pgettext_lazy("people of a survey", "Men"),
    "u": pgettext_lazy("people of a survey", "Sex not noted"),
}
AGES: dict[str, Words] = {
    "18": _("18 to 35 years"),
    "36": _("36 to 59 years"),
    "60": _("60 years and over"),
    "x": _("age not asked"),
}
SAMPLES: dict[str, Words] = {
    "doors": _("At every so many doors, whoever opens"),
    "places": _("Whoever passes at markets, wells, health centres"),
    "groups": _("People already met in activities"),
}
PARAMETERS: dict[str, Words] = {
    "instrument": _("Questions"),
    "region": _("Region"),
    "sex": pgettext_lazy("people of a survey", "Women or men"),
    "age": _("Age"),
    "for": pgettext_lazy("readers", "For whom"),
}

REFUSALS: dict[str, Words] = {
    "nobody_asked": _("Say how many people of this group were asked: at least one."),
    "too_many_asked": _("More than %(most)s people in one group cannot be. Count again."),
    "negative_answers": _("Question %(question)s: a number of answers is below nought."),
    "more_answers_than_people": _(
        "Question %(question)s has %(answers)s answers of %(asked)s people. Each person answers once: count again."
    ),
    "fewer_answers_than_people": _(
        "Question %(question)s has %(answers)s answers of %(asked)s people. Put those who did not answer under “Does not know, no answer”."
    ),
    "region_needed": _("Choose a region: nothing finer is kept, so that nobody is found again."),
    "group_there_already": _("This round has answers of this group already. Correct them, or add both together."),
    "round_has_answers": _("This round has answers to other questions already. Begin another round for these."),
}
SAID: dict[str, Words] = {
    "survey_round_saved": _("Round saved."),
    "survey_answers_saved": _("Answers of this group saved."),
}

accounts.REFUSALS.update({code: words for code, words in REFUSALS.items() if code not in accounts.REFUSALS})
accounts.SAID.update(SAID)
