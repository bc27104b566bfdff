"""Exported conversations in words: how a file was written, what could not be read, refusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words

ENCODINGS: dict[str, Words] = {
    "utf-8": _("The file is written in UTF-8."),
    "utf-8-bom": _("The file is written in UTF-8, with a mark at its beginning."),
    "utf-16": _("The file is written in UTF-16."),
    "cp1252": _("The file is not written in UTF-8: it was read as Windows-1252. Look at the accents."),
}
ORDERS: dict[str, Words] = {
    "day": _("Dates were read as day, month, year."),
    "month": _("Dates were read as month, day, year."),
    "year": _("Dates were read as year, month, day."),
    "assumed": _(
        "Every date could be read as day and month or as month and day: days first was assumed. Check one date you know."
    ),
    "": _("Dates were read as the file gives them, in universal time where it counts seconds."),
}
PROBLEMS: dict[str, Words] = {
    "bad_date": _("this day does not exist"),
    "no_beginning": _("it belongs to no message"),
    "no_entry": _("it is no message with a date and words"),
}
KINDS: dict[str, Words] = {"attachment": _("attachment"), "system": _("line of the application")}

REFUSALS: dict[str, Words] = {
    "messages_too_long": _("This conversation is too long to be read at once. Export a shorter time, or without media."),
    "messages_not_text": _(
        "This is neither a text file nor a zip. In WhatsApp choose “Export chat”; send the .txt, the .json or the .zip file."
    ),
    "messages_zip_damaged": _("This zip is damaged or was cut on its way: it cannot be read to its end. Send it again."),
    "messages_zip_encrypted": _(
        "This zip is locked with a password, so nothing in it can be read. Unlock it on the device it comes from, or export again."
    ),
    "messages_zip_paths": _(
        "This zip holds files whose names lead elsewhere, stand twice, or are links. No telephone exports that: nothing was read. "
        "Receive it under Evidence if it matters as it is."
    ),
    "messages_zip_many": _("This zip holds more than 2,000 files. Export a shorter time."),
    "messages_zip_bomb": _(
        "Unpacked, this zip would be far larger than what it says it holds. No telephone exports that: nothing was read."
    ),
    "messages_zip_method": _(
        "This zip is packed in a way that is not read here. Pack it again as an ordinary zip, or send the .txt."
    ),
    "messages_zip_no_chat": _(
        "No conversation was found in this zip: neither a .txt of WhatsApp nor a .json of Signal or Telegram. "
        "Telegram's web pages are not read: export as JSON."
    ),
    "messages_zip_several": _("This zip holds several conversations. Export them one by one."),
    "messages_zip_gone": _("The zip waited for a day and was removed. Throw the rest away and send it again."),
    "messages_zip_much": _("The files that these messages name are too large to be taken at once. Tick fewer messages."),
    "messages_empty": _("This file is empty."),
    "messages_no_message": _("No message was found: no line begins with a date and a time as WhatsApp writes them."),
    "no_messages_wait": _("No conversation waits here any more. Send the file again."),
    "file_of_no_message": _(
        "No message ticked names “%(name)s”. Tick its message, or receive the file under Evidence. Nothing was kept."
    ),
    "no_message_chosen": _("Tick the messages that make this account."),
}
SAID: dict[str, Words] = {
    "messages_taken": _("Account made of the chosen messages. Choose the next, or throw the rest away."),
    "messages_thrown_away": _("The conversation is forgotten here. Accounts made of it stay."),
}

accounts.REFUSALS.update(REFUSALS)
accounts.SAID.update(SAID)
