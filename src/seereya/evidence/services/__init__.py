"""What other rooms and pages ask of evidence: receive, open, link, correct, hand over."""

from seereya.evidence.services.changing import correct_item, link_item, unlink_item
from seereya.evidence.services.erasing import erase_item
from seereya.evidence.services.opening import (
    Opened,
    OpenedFile,
    is_open,
    may_read,
    open_item,
    open_to_print,
    read_by_reference,
    read_item,
    read_journal,
    read_receipt,
)
from seereya.evidence.services.receiving import Announced, receive_item
from seereya.evidence.services.storing import NotThere
from seereya.evidence.services.transfers import (
    accept_transfer,
    offer_transfer,
    read_offer,
    refuse_transfer,
    withdraw_transfer,
)

__all__ = [
    "Announced",
    "NotThere",
    "Opened",
    "OpenedFile",
    "accept_transfer",
    "correct_item",
    "erase_item",
    "is_open",
    "link_item",
    "may_read",
    "offer_transfer",
    "open_item",
    "open_to_print",
    "read_by_reference",
    "read_item",
    "read_journal",
    "read_offer",
    "read_receipt",
    "receive_item",
    "refuse_transfer",
    "unlink_item",
    "withdraw_transfer",
]
