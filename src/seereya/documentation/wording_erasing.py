"""What this room holds of a person who asks to be erased, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seereya.accounts.wording import Words

HELD: dict[str, Words] = {
    "interviews": _("Interviews: how they were, her words, who else was there"),
    "revisions": _("Older versions of interviews"),
    "sources": _("Protected sources made of her interviews"),
    "words": _("Her own words in accounts of incidents, in every version"),
    "recordings": _("Recordings and files of her interviews: the sealed file and its key"),
    "drafts": _("Unsent forms about her record or her interviews"),
    "custody": _("The custody journals of those files: numbers, dates and hashes"),
    "items_shared": _("Files that also prove something else: an incident, an act, a case"),
    "items_partner": _("Files offered to a partner or in a partner's custody"),
    "incidents": _("Incidents that count a person under the open code, which leads to nobody any more"),
    "questions": _("Questions to partners whether somebody was heard: they carry only what was typed"),
    "unread": _("Other unsent forms and saved searches, each sealed to its writer"),
}
