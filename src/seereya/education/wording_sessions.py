"""Sessions in words: states, counts, warnings, gains, refusals and messages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words
from seereya.education.rules.gain import FEW, Gain
from seereya.education.rules.sessions import SMALL_GROUP, Mix, Photographs, Problem, State

STATES: dict[str, Words] = {
    State.PLANNED: pgettext_lazy("a session", "planned"),
    State.HELD: pgettext_lazy("a session", "held"),
    State.CANCELLED: pgettext_lazy("a session", "cancelled"),
}
STATE_KINDS = {State.PLANNED: "waits", State.HELD: "done", State.CANCELLED: "quiet"}

MIXES: dict[str, Words] = {
    Mix.FINE: _("audience checked"),
    Mix.WARNED: _("mixed audience: decide"),
    Mix.DECIDED: _("mixed audience: decided"),
    Mix.BLOCKED: _("these people must not be mixed"),
}
MIX_KINDS = {Mix.FINE: "done", Mix.WARNED: "waits", Mix.DECIDED: "accent", Mix.BLOCKED: "late"}

REASONS: dict[str, Words] = {
    "armed_with_victims": _(
        "Armed or police forces and people who were harmed are never in the same session. Plan two sessions, at two places."
    ),
    "victim_testifies": _(
        "Nobody who was harmed is made to tell it before a group. "
        "Take it out of the plan; a story that is not anybody's present serves as well."
    ),
    "armed_with_community": _(
        "Armed or police forces beside a community: who speaks there may be noted. Say what protects those who ask."
    ),
    "power_with_victims": _(
        "Authorities beside people who were harmed: who depends on whom, and who will keep silent? Say what was agreed."
    ),
    "press_with_exposed": _("Journalists in the group: say what was agreed about quoting, recording and faces."),
    "intimate_theme_mixed": _(
        "A theme that touches the body in a group of several kinds of people: say how people can speak apart, women among women."
    ),
    "photographs_of_exposed": _(
        "Photographs of people who may be looked for: say who agreed, how, and where the pictures go. No picture is the rule."
    ),
}

PHOTOGRAPHS: dict[str, Words] = {
    Photographs.NONE: _("No photographs"),
    Photographs.OBJECTS: _("Flip chart and objects only, no faces"),
    Photographs.AGREED: _("Persons who agreed, each asked apart"),
}

AGES: dict[str, Words] = {
    "0": _("under 18"),
    "18": _("18 to 35"),
    "36": _("36 to 59"),
    "60": _("60 and older"),
    "x": _("age not asked"),
}
WHO: dict[str, Words] = {"woman": _("woman"), "man": _("man"), "girl": _("girl"), "boy": _("boy")}
SEXES: dict[str, Words] = {"f": _("Women and girls"), "m": _("Men and boys")}

METHODS: dict[str, Words] = {"codes": _("Personal codes, in pairs"), "pebbles": _("Pebbles or raised cards")}

TALKS: dict[str, Words] = {
    "waiting": _("waits"),
    "offered": _("help offered"),
    "ended": pgettext_lazy("a talk", "ended"),
}
TALK_KINDS = {"waiting": "late", "offered": "done", "ended": "quiet"}

PROBLEMS: dict[str, Words] = {
    "negative_count": _("A number of people is not below zero."),
    "more_disabled_than_present": _("%(number)s are said to live with a disability, but only %(present)s were counted."),
    "nobody_counted": _("Nobody was counted. A session nobody came to is cancelled, with the reason."),
    "too_many_people": _("More than %(most)s people cannot be counted in one session."),
    "sum_differs": _("The sheet says %(told)s in all, the parts come to %(sum)s. Count again: one of them is wrong."),
    "over_the_limit": _(
        "The group was limited to %(limit)s and %(sum)s were counted. Correct the counts, or the limit in the plan."
    ),
    "score_out_of_range": _("A score lies between 0 and %(best)s."),
    "more_codes_than_people": _(
        "%(number)s codes for %(present)s people who came. A code stands here too often, or not everybody was counted."
    ),
    "more_pebbles_than_people": _("%(number)s right answers from %(present)s people: one pebble each."),
    "more_people_than_came": _("%(number)s people counted pebbles, but only %(present)s came to the session."),
}

REFUSALS: dict[str, Words] = {
    "no_education_vault": _("The vault of education does not exist yet. It is made on the page of sessions, by an educator."),
    "education_vault_not_held": _("The vault of education exists, but its key was not given to you."),
    "education_vault_there": _("The vault of education exists already. Ask one of its holders for the key."),
    "day_needed": _("Say on which day the session is."),
    "day_to_come": _("This day is still to come: the session can be counted once it was held."),
    "audience_needed": _("Say for whom the session is: at least one audience."),
    "mix_blocked": _(
        "These people must not be in one session, or what is planned must not happen: the page of the session says why."
    ),
    "mix_undecided": _("The audience is mixed: somebody decides, with a reason, before the session is counted as held."),
    "mix_reason_needed": _("Say what protects the people of this session."),
    "nothing_to_decide": _("There is nothing to decide here: the audience raises no warning."),
    "session_move_not_possible": _("This is not possible for a session in this state."),
    "impossible_counts": _("These counts cannot be true. What is impossible is said beside each number."),
    "limit_below_present": _("%(present)s people came: the limit cannot be lower."),
    "cancel_reason_needed": _("Say why the session does not take place."),
    "session_not_held": _("What a group learnt is measured in a session that was held. Count who came first."),
    "nothing_measured": _("Write at least one line with a code, or one question with its pebbles."),
    "impossible_measure": _("This measure cannot be true. What is impossible is said beside each number."),
    "trained_in_not_held": _("Multipliers are trained in a session that was held. Count who came first."),
    "multiplier_name_needed": _("Write the name: it is sealed, and only educators read it."),
    "no_such_multiplier": _("One of these multipliers is not known any more."),
    "chain_cycle": _(
        "A multiplier cannot give the session they were trained in, nor one from which their own trainers come. "
        "Check who gave it."
    ),
    "talk_words_needed": _("Say what the person decided, or why nobody could ask."),
}
GIVERS: dict[str, Words] = {
    "education_vault_not_held": _(
        "Any holder gives it, on the page of vaults: another educator, or the officer for data protection."
    ),
    "mix_undecided": _("Any educator can decide, on the page of the session."),
}

SAID: dict[str, Words] = {
    "education_vault_made": _("The vault of education is made. You hold its key; give it to another educator too."),
    "session_planned": _("Session planned."),
    "session_changed": _("Session saved."),
    "session_mix_decided": _("Decision recorded, with your reason."),
    "session_held": _("Counts saved."),
    "session_cancelled": _("Session cancelled."),
    "measure_saved": _("Measure saved."),
    "follow_up_waived": _("No follow-up will be asked for."),
    "multiplier_saved": _("Multiplier saved."),
    "talk_begun": _("Passed on. Those who may refer find it on their home page; you cannot read it again."),
    "talk_ended": _("Ended. It stays in the list."),
}

PARAMETERS: dict[str, Words] = {
    "status": _("State"),
    "theme": _("Theme"),
    "format": _("Format"),
    "region": _("Region"),
    "from": _("From"),
    "to": _("Until"),
    "sort": _("Sort"),
    "size": _("A page holds"),
    "page": _("Page"),
    "month": _("Month"),
}

accounts.REFUSALS.update(REFUSALS)
accounts.GIVERS.update(GIVERS)
accounts.SAID.update(SAID)


def problem(one: Problem) -> str:
    """What is impossible, as a sentence."""
    return str(PROBLEMS[one.code]) % dict(one.values)


def month(which: str) -> str:
    """A month kept as 2026-11, as the page's language writes it."""
    return str(date_format(date(int(which[:4]), int(which[5:7]), 1), "F Y")) if which else ""


def points(value: object) -> str:
    """Points of a hundred, rounded to whole ones: a tenth would look surer than it is."""
    return str(number_format(int(Decimal(str(value)).to_integral_value()), 0))


def gain(one: Gain, *, women: int = 0, men: int = 0) -> str:
    """A gain in words, with its bounds, from how many, and that a small group says little."""
    if one.low is None or one.high is None:
        return gettext("One pair of answers: nothing can be said of a group.")
    values = {"mean": points(one.mean), "low": points(one.low), "high": points(one.high)}
    if one.low > 0:
        said = gettext("Between %(low)s and %(high)s points of a hundred gained; the middle is %(mean)s.") % values
    elif one.high < 0:
        said = gettext("Between %(low)s and %(high)s points of a hundred: the group answered worse afterwards.") % values
    else:
        said = (
            gettext("Between %(low)s and %(high)s points of a hundred: from this group no change can be told from chance.")
            % values
        )
    people = ngettext("%(number)s person measured", "%(number)s people measured", one.number) % {"number": one.number}
    who = gettext("%(women)s women and girls, %(men)s men and boys came") % {"women": women, "men": men} if women or men else ""
    few = gettext("Fewer than %(few)s: the figure says little.") % {"few": FEW} if one.few else ""
    return " ".join(part for part in (said, f"{people}{'; ' + who if who else ''}.", few) if part)


def talks(number: int | None) -> str:
    """How many asked to talk in private, as far as it may be told."""
    if number is None:
        return gettext(
            "Whether few or many is not told: in a group under %(most)s, or where more than every third talked, "
            "a number would point at people."
        ) % {"most": SMALL_GROUP}
    if number == 0:
        return gettext("Nobody asked to talk in private.")
    return ngettext("%(number)s person asked to talk in private.", "%(number)s people asked to talk in private.", number) % {
        "number": number
    }
