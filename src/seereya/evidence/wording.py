"""Items of evidence, custody, refusals and messages in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy, pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.evidence.rules import Custody, Gap, ItemKind, ItemStatus

Words = str | Promise

KINDS: dict[str, Words] = {
    ItemKind.IMAGE: pgettext_lazy("kind of evidence", "Image"),
    ItemKind.VIDEO: pgettext_lazy("kind of evidence", "Video"),
    ItemKind.AUDIO: pgettext_lazy("kind of evidence", "Sound"),
    ItemKind.DOCUMENT: pgettext_lazy("kind of evidence", "Document"),
    ItemKind.OTHER: pgettext_lazy("kind of evidence", "Another file"),
}

STATUSES: dict[str, Words] = {
    ItemStatus.KEPT: _("In our custody"),
    ItemStatus.OFFERED: _("Offered, waiting"),
    ItemStatus.HANDED_OVER: _("In a partner's custody"),
    ItemStatus.ERASED: pgettext_lazy("an item of evidence", "Erased on request"),
}
STATUS_KINDS: dict[str, str] = {
    ItemStatus.KEPT: "done",
    ItemStatus.OFFERED: "waits",
    ItemStatus.HANDED_OVER: "accent",
    ItemStatus.ERASED: "quiet",
}

# Why an item cannot leave with something else (of `queries.offered`).
STAYS: dict[str, Words] = {
    "closed": _("Your keys do not open its file."),
    ItemStatus.ERASED: _("It was erased on a person's request."),
    ItemStatus.OFFERED: _("Its custody is offered to somebody and waits for the answer."),
    ItemStatus.HANDED_OVER: _("A partner has its custody: the partner lets it out."),
    "partner": _("It belongs to a partner that has not handed its custody to you."),
}

EVENTS: dict[str, Words] = {
    Custody.COLLECT: _("Collected"),
    Custody.RECEIVE: _("Received and sealed"),
    Custody.OPEN: _("Opened"),
    Custody.OFFER: _("Custody offered"),
    Custody.ACCEPT: _("Custody accepted"),
    Custody.REFUSE: _("Custody refused"),
    Custody.WITHDRAW: _("Offer taken back"),
    Custody.LINK: _("Linked"),
    Custody.UNLINK: _("Link taken away"),
    Custody.EXPORT: _("Downloaded"),
    Custody.CORRECT: _("Description corrected"),
    Custody.ERASE: pgettext_lazy("an item of evidence", "Erased on request"),
}

LINKS: dict[str, Words] = {
    "incident": pgettext_lazy("what evidence belongs to", "Incident"),
    "account": pgettext_lazy("what evidence belongs to", "Account"),
    "act": pgettext_lazy("what evidence belongs to", "Act"),
    "interview": pgettext_lazy("what evidence belongs to", "Interview"),
    "case": pgettext_lazy("what evidence belongs to", "Case"),
    "none": _("Linked to nothing"),
}

FLAGS: dict[str, Words] = {
    "graphic": _("Graphic content"),
    "sensitive": _("Sensitive"),
    "contradiction": _("Content contradicts its name"),
    "not_collected": _("Nothing on its collection"),
}

SENSITIVITY: dict[str, Words] = {
    "ordinary": _("Ordinary: it identifies nobody"),
    "persons": _("Persons can be recognised by face, voice or name"),
    "sensitive": _("Sensitive: seen by few, handed to nobody without a decision"),
}

FINDINGS: dict[str, Words] = {
    "contradicts_declared": _("The content looks like %(detected)s; it was sent as %(said)s."),
    "contradicts_name": _("The content looks like %(detected)s; its name says %(said)s."),
}

FACETS: dict[str, Words] = {
    "status": _("Custody"),
    "kind": pgettext_lazy("of evidence", "Kind"),
    "linked": pgettext_lazy("of evidence", "Linked to"),
    "year": _("Year"),
    "flag": _("To watch"),
    "organisation": _("Organisation"),
    "target": pgettext_lazy("of evidence", "Record"),
    "hash": _("SHA-256"),
}

COLUMNS: dict[str, Words] = {
    "reference": _("Reference"),
    "title": _("Title"),
    "kind": pgettext_lazy("of evidence", "Kind"),
    "received": pgettext_lazy("of evidence", "Received"),
    "size": pgettext_lazy("of a file", "Size"),
    "status": _("Custody"),
}

PARAMETERS: dict[str, Words] = {
    **FACETS,
    "q": _("Words"),
    "from": pgettext_lazy("start of a period", "From"),
    "to": pgettext_lazy("end of a period", "To"),
    "sort": _("Order"),
    "size": _("Lines on a page"),
    "page": _("Page"),
    "columns": _("Columns"),
    "view": _("View"),
}

FIELDS: dict[str, Words] = {
    "title": _("Title"),
    "collected": _("Collected when"),
    "collected_by": _("Collected by"),
    "collected_where": _("Collected where"),
    "collected_how": _("Collected how"),
    "origin": _("Where the file comes from"),
    "device": _("Device"),
    "language": _("Language"),
    "sensitivity": _("How sensitive"),
    "graphic": _("Graphic content"),
    "notes": _("Notes"),
}

GAPS: dict[str, Words] = {
    "not_collected": _(
        "The journal begins with the reception: nothing says who collected the file, when or where. "
        "What happened to it before is not known to us."
    ),
    "numbers_missing": ngettext_lazy(
        "%(days)s event is missing after number %(after)s.", "%(days)s events are missing after number %(after)s.", "days"
    ),
    "altered": _("Event %(after)s is not the one that was committed to in the log: it was altered afterwards."),
    "does_not_follow": _("Event %(after)s does not follow from the event before it."),
    "not_answered": ngettext_lazy(
        "Custody was offered with event %(after)s and has not been answered for %(days)s day: "
        "who holds the item since then is not established by both sides.",
        "Custody was offered with event %(after)s and has not been answered for %(days)s days: "
        "who holds the item since then is not established by both sides.",
        "days",
    ),
}

REFUSALS: dict[str, Words] = {
    "empty_file": _(
        "This file is empty (0 bytes), so nothing was kept. Look at it on the device it comes from and send it again."
    ),
    "not_as_announced": _(
        "What arrived is not the file that was announced: its size or its SHA-256 differs. Nothing was kept. Send it again."
    ),
    "file_cut": _("The file did not arrive whole: the connection broke, or the disk is full. Nothing was kept. Send it again."),
    "file_needed": _("Choose the file."),
    "disk_refused": _("The disk of this installation does not take the file. Nothing was kept."),
    "no_vault_for_evidence": _("Your organisation has no vault for this yet. Its founding ceremony makes one."),
    "file_not_whole": _("The sealed file is missing or was altered on the disk, so it is not shown."),
    "item_erased": _(
        "This item was erased on a person's request: its file is gone; its hashes and the dates of its custody stay."
    ),
    "not_in_our_custody": _("This item is offered, in a partner's custody, or erased already: it cannot be erased from here."),
    "item_of_a_partner": _(
        "This item belongs to a partner: you hold it and can open it. Its own organisation describes and links it."
    ),
    "reason_needed_to_correct": _("Say why: the journal keeps what stood there before, and the reason."),
    "reason_needed_to_refuse": _("Say why: who offered it must know what to do."),
    "unknown_link_kind": _("Choose what the item belongs to."),
    "no_such_link": _("This link is not there any more."),
    "no_such_target": _("No such record with this reference is open to you."),
    "already_offered": _("This item is offered already and waits for the answer. Take the offer back first."),
    "already_answered": _("This offer was answered or taken back meanwhile."),
    "no_such_receiver": _("Choose a colleague who is active, other than yourself."),
    "attachment_not_there": _(
        "One of the chosen items is not linked any more, or is not open to you. Nothing left. Look at the list again."
    ),
    "attachment_stays": _("%(item)s cannot go along. %(why)s Nothing left."),
    "attachment_changed": _(
        "%(item)s was changed after this page was shown. Nothing left. Look at it again, then tick it again."
    ),
    "attachment_altered": _(
        "%(item)s is not the file it was when it was chosen. Nothing was handed out: show it to who verifies."
    ),
    "attachment_not_whole": _("The sealed file of %(item)s is missing or was altered on the disk. Nothing left."),
    "too_many_attachments": _("No more than %(most)s attachments go along at once."),
    "not_a_hash": _("A SHA-256 has 64 characters: digits and the letters a to f."),
}

GIVERS: dict[str, Words] = {
    "disk_refused": _("Whoever runs the installation can make room."),
    "file_not_whole": _("Whoever runs the installation can look with `seereya verify` and bring it back from a backup."),
    "attachment_not_whole": _("Whoever runs the installation can look with `seereya verify` and bring it back from a backup."),
    "item_of_a_partner": _("Write to the organisation that received it first."),
}

SAID: dict[str, Words] = {
    "item_received": _("Received, sealed and written into the custody journal."),
    "item_corrected": _("Corrected. What stood there before is kept in the journal."),
    "item_linked": _("Linked."),
    "item_unlinked": _("Link taken away. It stays in the journal."),
    "custody_offered": _("Offered. It stays with you until the other side accepts."),
    "custody_accepted": _("Custody accepted. You can open the item now."),
    "custody_refused": _("Custody refused. The other side reads your reason."),
    "custody_withdrawn": _("Offer taken back."),
}

accounts.REFUSALS.update(REFUSALS)
accounts.GIVERS.update(GIVERS)
accounts.SAID.update(SAID)


def label(words: dict[str, Words], code: str) -> str:
    """A code in words; the code itself where it is unknown, so that nothing is hidden."""
    return str(words.get(code, code))


def items(count: int) -> str:
    """A number of items, in words."""
    return ngettext("%(count)s item of evidence", "%(count)s items of evidence", count) % {"count": count}


def gap(one: Gap) -> str:
    """What is missing in a journal, as a sentence."""
    return str(GAPS[one.code] % {"after": one.after, "days": one.days})
