"""What can be done about incidents, their accounts, persons and sources."""

from seereya.documentation.services.accounts import remove_account, save_account, save_proposition
from seereya.documentation.services.acts import acts_of, remove_act, save_act
from seereya.documentation.services.comments import comment
from seereya.documentation.services.heard import Answer, answer_question, answers_of, ask_partner, find_question, open_question
from seereya.documentation.services.incidents import (
    change_incident,
    create_incident,
    move_incident,
    relate_incidents,
    set_precise_place,
)
from seereya.documentation.services.interview_accounts import account_from_interview, open_statement
from seereya.documentation.services.interviews import (
    approve_interview,
    complete_interview,
    create_interview,
    open_interview,
    open_words,
    save_interview,
    see_deviation,
)
from seereya.documentation.services.missions import create_mission, open_mission, save_mission
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
    open_source_identity,
    open_testimony,
    open_to_print,
)
from seereya.documentation.services.people import (
    create_person,
    create_source,
    link_person,
    link_person_by_code,
    link_person_by_reference,
    save_person,
    save_source,
    unlink_person,
)
from seereya.documentation.services.sharing import share_incident, withdraw_incident

__all__ = [
    "Answer",
    "Opened",
    "account_from_interview",
    "acts_of",
    "answer_question",
    "answers_of",
    "approve_interview",
    "ask_partner",
    "change_incident",
    "comment",
    "complete_interview",
    "create_incident",
    "create_interview",
    "create_mission",
    "create_person",
    "create_source",
    "find_question",
    "link_person",
    "link_person_by_code",
    "link_person_by_reference",
    "move_incident",
    "open_comments",
    "open_contact",
    "open_identity",
    "open_incident",
    "open_interview",
    "open_mission",
    "open_person",
    "open_precise_place",
    "open_question",
    "open_revisions",
    "open_source",
    "open_source_identity",
    "open_statement",
    "open_testimony",
    "open_to_print",
    "open_words",
    "relate_incidents",
    "remove_account",
    "remove_act",
    "save_account",
    "save_act",
    "save_interview",
    "save_mission",
    "save_person",
    "save_proposition",
    "save_source",
    "see_deviation",
    "set_precise_place",
    "share_incident",
    "unlink_person",
    "withdraw_incident",
]
