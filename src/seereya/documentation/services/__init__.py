"""What can be done about incidents, their accounts, persons and sources."""

from seereya.documentation.services.accounts import remove_account, save_account, save_proposition
from seereya.documentation.services.comments import comment
from seereya.documentation.services.incidents import change_incident, create_incident, move_incident, set_precise_place
from seereya.documentation.services.openings import (
    Opened,
    open_comments,
    open_contact,
    open_identity,
    open_incident,
    open_person,
    open_precise_place,
    open_revisions,
    open_source,
    open_testimony,
)
from seereya.documentation.services.people import (
    create_person,
    create_source,
    link_person,
    save_person,
    save_source,
    unlink_person,
)
from seereya.documentation.services.sharing import share_incident, withdraw_incident

__all__ = [
    "Opened",
    "change_incident",
    "comment",
    "create_incident",
    "create_person",
    "create_source",
    "link_person",
    "move_incident",
    "open_comments",
    "open_contact",
    "open_identity",
    "open_incident",
    "open_person",
    "open_precise_place",
    "open_revisions",
    "open_source",
    "open_testimony",
    "remove_account",
    "save_account",
    "save_person",
    "save_proposition",
    "save_source",
    "set_precise_place",
    "share_incident",
    "unlink_person",
    "withdraw_incident",
]
