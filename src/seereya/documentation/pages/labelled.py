"""A record as (label, words) pairs, to lay two versions beside each other."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seereya.documentation import wording
from seereya.documentation.content import Account, IncidentContent, Proposition
from seereya.documentation.pages import acts, words
from seereya.documentation.pages.words import Row

Pairs = list[tuple[str, str]]


def incident(content: IncidentContent) -> Pairs:
    """What the incident's own form holds."""
    return [
        (_("What happened, in a few words"), content.title),
        (_("What is known"), content.summary),
        (pgettext("of an incident", "When"), words.when(content.when)),
        (pgettext("of an incident", "Where"), words.place(content.place, content.place_words)),
        (_("Kinds of violation"), ", ".join(words.types(content.types))),
        (_("Sensitivity"), wording.label(wording.SENSITIVITY, content.sensitivity)),
        (_("Question to whoever sent this"), content.return_question),
    ]


def account(one: Account) -> Pairs:
    """One source's version."""
    return [
        (pgettext("of an account", "Source"), one.source_words),
        (_("Kind of source"), words.term("source_types", one.source_type)),
        (_("How the source knows"), one.basis),
        (_("Published or given"), words.when(one.published)),
        (_("What it says"), one.says),
        (_("People harmed"), " ; ".join(words.quantity(q) for q in one.quantities)),
        (_("Whom it names"), " ; ".join(words.blame(b) for b in one.blames)),
        (_("Reliability of the source"), words.reliability(one.reliability)["words"]),
        (_("Credibility of the information"), words.credibility(one.credibility)["words"]),
        (_("Where it is archived"), one.archived),
    ]


def proposition(one: Proposition) -> Pairs:
    """A sentence on which accounts differ, and what was concluded."""
    return [
        (_("Proposition"), one.words),
        (_("Conclusion"), one.conclusion),
        (_("Standard of proof"), words.term("standards_of_proof", one.standard)),
        (_("Reasons"), one.reasons),
    ]


def whole(content: IncidentContent) -> Pairs:
    """The incident with its accounts, propositions, persons and moves, for the history."""
    pairs = incident(content)
    for one in content.accounts:
        name = _("Account of %(source)s") % {"source": one.source_words or _("unnamed source")}
        pairs += [(f"{name} · {label}", said) for label, said in account(one)]
    for claim in content.propositions:
        name = _("Proposition “%(words)s”") % {"words": claim.words[:60]}
        pairs += [(name, claim.words), *((f"{name} · {label}", said) for label, said in proposition(claim)[1:])]
    codes = acts.codes_of(content)
    for act in content.acts:
        name = _("Act “%(kind)s”") % {"kind": acts.kind_of(act)}
        pairs += [(f"{name} · {label}", said) for label, said in acts.labelled(act, codes)]
    people = [f"{one.code} ({wording.label(wording.PERSON_ROLES, one.role)})" for one in content.persons]
    pairs.append((_("Persons"), ", ".join(people)))
    pairs.append((_("Related incidents"), ", ".join(one.get("ref", "") for one in content.related)))
    moves = [words.term("verification_status", one.after) for one in content.moves]
    return [*pairs, (_("Moves"), " → ".join(moves))]


def differences(before: Pairs, after: Pairs) -> list[Row]:
    """The pairs whose words differ, in the order of the later version; for the `_diff` partial."""
    old, new = dict(before), dict(after)
    labels = list(dict.fromkeys([*new, *old]))
    return [
        {"label": label, "before": old.get(label, ""), "after": new.get(label, "")}
        for label in labels
        if old.get(label, "") != new.get(label, "")
    ]
