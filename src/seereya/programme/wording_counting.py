"""What each counting rule counts, in which state, at which date, and how nothing is counted twice. Shown beside every figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Words = Any


@dataclass(frozen=True)
class RuleWords:
    """A counting rule in words."""

    name: Words
    what: Words
    state: Words
    at: Words
    once: Words


_SHARED_ONCE = _("A record that partners share is one record and counts once.")
_FILES_ONCE = _("Each file once, however often a step was recorded.")
_UNPAUSED = _("Files paused for safety or at the client’s wish are left out; so are files of marked vaults.")
_WHOLE_MONTHS = _("The month: days are sealed, so that whole months are counted.")
_MADE = _("The day it was entered, from the first to the last day of the window.")

RULES: dict[str, RuleWords] = {
    "documentation.incidents": RuleWords(
        _("Incidents documented"), _("Incidents entered by a partner."), _("Any status."), _MADE, _SHARED_ONCE
    ),
    "documentation.validated": RuleWords(
        _("Incidents documented and validated"),
        _("Incidents that a second person validated."),
        _("Moved to “validated”, and not set aside or found insufficient since."),
        _("The day of the move, by the log."),
        _("Each incident once, however often it was moved. A record that partners share counts once."),
    ),
    "documentation.missions": RuleWords(
        _("Fact-finding missions"), _("Missions prepared for interviews."), _("Any."), _MADE, _SHARED_ONCE
    ),
    "casework.files": RuleWords(_("Case files opened"), _("Case files of counsel."), _UNPAUSED, _MADE, _SHARED_ONCE),
    "casework.complaints": RuleWords(
        _("Files brought before a body"),
        _("Case files with a complaint or referral filed, or further on (F4 and later)."),
        _UNPAUSED,
        _("The month the step was recorded for."),
        _FILES_ONCE,
    ),
    "casework.victims": RuleWords(
        _("Victims receiving legal assistance"),
        _("Victims, civil parties and heirs in files with a signed mandate or further on (F3 and later)."),
        _UNPAUSED,
        _("The month the step was recorded for."),
        _("Each person once in a file. Somebody who is in two files counts in both: names are not compared."),
    ),
    "casework.share-brought": RuleWords(
        _("Share of documented files that led to a referral"),
        _("Of the files with a verified violation (F1 and later), those with a complaint or referral filed (F4 and later)."),
        _UNPAUSED,
        _("The month the step was recorded for."),
        _FILES_ONCE,
    ),
    "protection.referrals": RuleWords(
        _("Referrals closed with the person’s feedback"),
        _("Referrals of persons to a service. Referrals, not persons: codes are sealed and not compared."),
        _("Closed with the person’s feedback."),
        _("The day it was last moved."),
        _("A referral between two partners is one record and counts once."),
    ),
    "protection.plans": RuleWords(
        _("Protection plans begun"), _("Plans of measures for a person in danger."), _("Open or closed."), _MADE, _SHARED_ONCE
    ),
    "evidence.items": RuleWords(
        _("Items of evidence received"),
        _("Files received into evidence and kept sealed."),
        _("Any."),
        _MADE,
        _("An item whose custody was handed to a partner stays one item."),
    ),
    "advocacy.actions": RuleWords(
        _("Advocacy actions carried out"),
        _("Actions of advocacy of any kind."),
        _("Any."),
        _("The day of the action."),
        _SHARED_ONCE,
    ),
    "advocacy.outcomes": RuleWords(
        _("Advocacy outcomes"),
        _("Actions with a result, from a change of words or position on (AO3 and further)."),
        _("A result is recorded."),
        _("The day of the result."),
        _("Each action once, with its furthest result."),
    ),
    "advocacy.commitments-kept": RuleWords(
        _("Commitments kept"),
        _("Public commitments of the State with an entry “kept”."),
        _("Not paused for safety."),
        _("The day of the entry."),
        _("Each commitment once."),
    ),
    "advocacy.submissions": RuleWords(
        _("Submissions sent"), _("Submissions to a mechanism that left."), _("Sent."), _("The day it was sent."), _SHARED_ONCE
    ),
    "education.sessions": RuleWords(
        _("Education sessions held"), _("Sessions with their counts."), _("Held."), _WHOLE_MONTHS, _SHARED_ONCE
    ),
    "education.participations": RuleWords(
        _("People reached by education activities"),
        _("Participations in sessions, by sex; under eighteen stands as girls and boys."),
        _("Session held."),
        _WHOLE_MONTHS,
        _("Participations, not persons: who came twice counts twice, for no name is on the sheet."),
    ),
    "education.multipliers": RuleWords(
        _("Multipliers at work"),
        _("Trained persons who gave a session themselves."),
        _("Session held."),
        _WHOLE_MONTHS,
        _("Each once."),
    ),
    "education.gain": RuleWords(
        _("Mean gain between the tests before and after"),
        _("The mean of the sessions’ gains, in points of a hundred."),
        _("Sessions held where both tests were given."),
        _WHOLE_MONTHS,
        _("Each session once, however many took part."),
    ),
    "observatory.hearings": RuleWords(
        _("Hearings observed"),
        _("Hearings with an observation form."),
        _("Any that was not struck out."),
        _WHOLE_MONTHS,
        _SHARED_ONCE,
    ),
    "observatory.perception": RuleWords(
        _("Share of favourable answers in the perception survey"),
        _("Of the answers with an opinion, to all questions together, those that are favourable."),
        _("Rounds with answers."),
        _("The round ended in the period. Where an endline did, baselines of the period are left out."),
        _("Answers, not persons: each person asked counts once for every question answered."),
    ),
    "observatory.perception-asked": RuleWords(
        _("People asked in the perception survey"),
        _("People of all groups of the rounds."),
        _("Rounds with answers."),
        _("The round ended in the period. Where an endline did, baselines of the period are left out."),
        _("Each once in a round: nobody is listed, so who was asked in two rounds is not known."),
    ),
    "observatory.share-adjourned": RuleWords(
        _("Share of observed hearings that were adjourned"),
        _("Of the hearings observed, those that ended with an adjournment."),
        _("Any that was not struck out."),
        _WHOLE_MONTHS,
        _SHARED_ONCE,
    ),
}

ROOMS: dict[str, Words] = {
    "documentation": _("Documentation"),
    "casework": _("Case files"),
    "protection": _("Protection"),
    "evidence": _("Evidence"),
    "advocacy": _("Advocacy"),
    "education": _("Education"),
    "observatory": _("Court observatory"),
}


def name(code: str) -> str:
    """A rule's name; for one that is gone, its code and that it is gone."""
    words = RULES.get(code)
    return str(words.name) if words else gettext("%(code)s (this source is not there any more)") % {"code": code}
