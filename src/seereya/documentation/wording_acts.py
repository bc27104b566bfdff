"""Acts in words: how somebody is said to have taken part, what became of those alleged and of the victims; refusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words

DEGREES: dict[str, Words] = {
    "direct": pgettext_lazy("alleged part in an act", "committed it directly"),
    "ordered": pgettext_lazy("alleged part in an act", "ordered it"),
    "planned": pgettext_lazy("alleged part in an act", "planned it"),
    "assisted": pgettext_lazy("alleged part in an act", "helped with it"),
    "present": pgettext_lazy("alleged part in an act", "was present"),
    "not_prevented": pgettext_lazy("alleged part in an act", "superior who did not prevent it"),
    "not_acted_on_knowledge": pgettext_lazy("alleged part in an act", "superior who knew and did not act"),
    "not_punished": pgettext_lazy("alleged part in an act", "superior who did not have it punished"),
    "not_known": pgettext_lazy("alleged part in an act", "part not known"),
}

POSITIONS_HELD: dict[str, Words] = {
    "in_post": pgettext_lazy("alleged perpetrator", "in post"),
    "promoted": pgettext_lazy("alleged perpetrator", "promoted since"),
    "transferred": pgettext_lazy("alleged perpetrator", "transferred"),
    "suspended": pgettext_lazy("alleged perpetrator", "suspended"),
    "dismissed": pgettext_lazy("alleged perpetrator", "dismissed"),
    "fled": pgettext_lazy("alleged perpetrator", "fled or abroad"),
    "dead": pgettext_lazy("alleged perpetrator", "said to be dead"),
    "not_known": pgettext_lazy("alleged perpetrator", "post not known"),
}

PROCEEDINGS: dict[str, Words] = {
    "none": pgettext_lazy("proceedings", "no proceedings known"),
    "inquiry": pgettext_lazy("proceedings", "inquiry opened"),
    "charged": pgettext_lazy("proceedings", "charged"),
    "tried": pgettext_lazy("proceedings", "on trial"),
    "acquitted": pgettext_lazy("proceedings", "acquitted"),
    "convicted": pgettext_lazy("proceedings", "convicted"),
    "serving": pgettext_lazy("proceedings", "serving a sentence"),
    "served": pgettext_lazy("proceedings", "sentence served"),
    "amnestied": pgettext_lazy("proceedings", "pardoned or amnestied"),
    "not_known": pgettext_lazy("proceedings", "proceedings not known"),
}

OUTCOMES: dict[str, Words] = {
    "unharmed": pgettext_lazy("victim at the end", "Unharmed"),
    "injured": pgettext_lazy("victim at the end", "Injured"),
    "dead": pgettext_lazy("victim at the end", "Dead"),
    "disappeared": pgettext_lazy("victim at the end", "Disappeared, fate not known"),
    "detained": pgettext_lazy("victim at the end", "Still detained"),
    "freed": pgettext_lazy("victim at the end", "Freed"),
    "displaced": pgettext_lazy("victim at the end", "Displaced"),
    "not_known": pgettext_lazy("victim at the end", "Not known"),
}

REFUSALS: dict[str, Words] = {
    "act_kind_needed": _("Choose the kind of violation: an act is one kind."),
    "no_such_act": _("This act is not there any more."),
    "victim_not_of_incident": _("A person of an act must be a person of the incident first."),
    "nobody_named": _("Name the person or the unit as the sources do, or leave the whole line empty."),
    "person_in_act": _("Act %(number)s speaks of this person. Change the act first, then take the link away."),
}

GIVERS: dict[str, Words] = {"victim_not_of_incident": _("Link the person to the incident, then come back to the act.")}

SAID: dict[str, Words] = {
    "act_saved": _("Act saved."),
    "act_removed": _("Act taken off. It stays in the history."),
}

accounts.REFUSALS.update(REFUSALS)
accounts.GIVERS.update(GIVERS)
accounts.SAID.update(SAID)
