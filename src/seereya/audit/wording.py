"""What an entry says, as a sentence without a subject: who did it stands beside it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from seereya.audit.tags import Tag

Words = str | Promise

SENTENCES: dict[Tag, Words] = {
    Tag.ORGANISATION_FOUNDED: _("Founded the organisation"),
    Tag.RECOVERY_SHARES_MADE: _("Made the recovery shares for the custodians"),
    Tag.ORGANISATION_RECOVERY_USED: _("Brought an account back with the custodians' shares"),
    Tag.MEMBER_INVITED: _("Invited somebody to become a member"),
    Tag.INVITATION_APPROVED: _("Approved an invitation"),
    Tag.INVITATION_WITHDRAWN: _("Withdrew an invitation"),
    Tag.MEMBER_ENROLLED: _("Became a member"),
    Tag.MEMBER_LOGGED_IN: _("Logged in"),
    Tag.LOGIN_REFUSED: _("A login was refused"),
    Tag.MEMBER_LOGGED_OUT: _("Logged out"),
    Tag.SESSION_UNLOCKED: _("Unlocked the session after a pause"),
    Tag.SECOND_FACTOR_SET: _("Changed a second factor"),
    Tag.PASSPHRASE_CHANGED: _("Changed the passphrase"),
    Tag.RECOVERY_CODE_USED: _("Came back with the printed recovery code"),
    Tag.RECOVERY_CODE_RENEWED: _("Printed a new recovery code"),
    Tag.PROFILE_CHANGED: _("Changed a name or contact"),
    Tag.MEMBER_SUSPENDED: _("Suspended an account"),
    Tag.MEMBER_RESTORED: _("Restored an account"),
    Tag.MEMBER_LEFT: _("Ended a membership"),
    Tag.ROLES_CHANGED: _("Changed the roles of a member"),
    Tag.VAULT_MADE: _("Made a vault"),
    Tag.VAULT_ROTATED: _("Gave a vault a new key"),
    Tag.VAULT_REWRAPPED: _("Moved the records of a vault to its new key"),
    Tag.INDEX_REBUILT: _("Built a search index anew"),
    Tag.GRANT_ASKED: _("Asked that a member receive the key of a vault"),
    Tag.GRANT_REFUSED: _("Refused the key of a vault"),
    Tag.GRANT_GIVEN: _("Gave the key of a vault"),
    Tag.GRANT_REVOKED: _("Took the key of a vault back"),
    Tag.RECORD_MADE: _("Made a record"),
    Tag.RECORD_OPENED: _("Opened"),
    Tag.RECORD_SHARED: _("Shared with another organisation"),
    Tag.SHARE_WITHDRAWN: _("Withdrew a share from another organisation"),
    Tag.NAMES_SEARCHED: _("Found by a search of names"),
    # Room vault, basis and exits.
    Tag.BASIS_RECORDED: _("Recorded a basis or a consent"),
    Tag.CONSENT_WITHDRAWN: _("Recorded that a consent was withdrawn"),
    Tag.LET_OUT: _("Let something leave the house"),
    Tag.URGENCY_SETTLED: _("Ratified, or objected to, something sent urgently"),
    Tag.RECALL_ASKED: _("Asked back what had left"),
    Tag.EXPORT_ASKED: _("Asked for an export of records"),
    Tag.EXPORT_APPROVED: _("Approved an export of records"),
    Tag.EXPORT_REFUSED: _("Refused an export of records"),
    Tag.EXPORT_FETCHED: _("Fetched an export of records"),
    Tag.EXPORT_EXPIRED: _("An export of records ran out"),
    Tag.BULK_LIMIT_REACHED: _("Reached the limit of openings within an hour"),
    Tag.BULK_LIMIT_LIFTED: _("Lifted the limit of openings for an hour"),
    Tag.INCIDENT_CREATED: _("Created the incident"),
    Tag.INCIDENT_CHANGED: _("Changed the incident"),
    Tag.INCIDENT_MOVED: _("Changed the status of the incident"),
    Tag.INCIDENT_COMMENTED: _("Commented on the incident"),
    Tag.INCIDENT_PRINTED: _("Printed the incident"),
    Tag.ACCOUNT_ADDED: _("Added an account"),
    Tag.ACCOUNT_CHANGED: _("Changed an account"),
    Tag.PERSON_CREATED: _("Recorded the person"),
    Tag.PERSON_CHANGED: _("Changed the person's record"),
    Tag.PERSON_LINKED: _("Linked a person and an incident"),
    Tag.SOURCE_CREATED: _("Recorded the source"),
    Tag.SOURCE_CHANGED: _("Changed the source"),
    Tag.EVENTS_IMPORTED: _("Imported external events"),
    Tag.EVENTS_IMPORT_UNDONE: _("Undid an import of external events"),
    Tag.EVENT_ATTACHED: _("Attached an external event"),
    Tag.PLACES_LOADED: _("Loaded places"),
    Tag.VOCABULARY_CHANGED: _("Changed a vocabulary"),
    Tag.VOCABULARY_LOADED: _("Loaded vocabularies"),
    # casework
    Tag.CASE_OPENED: _("Opened a case file"),
    Tag.CASE_CHANGED: _("Changed a case file"),
    Tag.CASE_PRINTED: _("Showed a case file to print"),
    Tag.CASE_MOVED: _("Recorded a proceeding's stage"),
    Tag.CASE_ACT_RECORDED: _("Recorded an act in a case file"),
    Tag.DEADLINE_SET: _("Started a time limit"),
    Tag.DEADLINE_CHANGED: _("Changed, reviewed or met a time limit"),
    Tag.HOLIDAY_SET: _("Corrected the calendar of public holidays"),
    Tag.LETTER_MADE: _("Made a letter from a case file"),
    Tag.MANDATE_SAVED: _("Recorded a mandate"),
    Tag.MANDATE_REVOKED: _("Recorded that a mandate was revoked"),
    Tag.CLIENT_TOLD: _("Recorded that a client was told"),
    Tag.COST_ADDED: _("Recorded a cost"),
    Tag.COST_DECIDED: _("Decided on a cost above its ceiling"),
    Tag.CEILING_SET: _("Set a ceiling for a kind of cost"),
    Tag.COUNSEL_NOTED: _("Wrote a privileged note"),
    Tag.CONFLICT_ASKED: _("Asked partners about a conflict of interest"),
    Tag.CONFLICT_ANSWERED: _("Answered a question about a conflict of interest"),
    Tag.CONFLICT_CONCLUDED: _("Concluded on a conflict of interest"),
    Tag.CASE_STEP_RECORDED: _("Recorded a step of the file"),
    Tag.BACKUP_MADE: _("Made a backup"),
    # Of the room documentation, acts and interviews.
    Tag.ACT_ADDED: _("Added an act"),
    Tag.ACT_CHANGED: _("Changed an act"),
    Tag.MISSION_CREATED: _("Recorded a mission"),
    Tag.MISSION_CHANGED: _("Changed a mission"),
    Tag.INTERVIEW_CREATED: _("Recorded an interview"),
    Tag.INTERVIEW_CHANGED: _("Changed an interview"),
    Tag.INTERVIEW_DEVIATED: _("Recorded an interview that departs from the preparation"),
    Tag.INTERVIEW_SEEN: _("Took note of a departure from the preparation"),
    Tag.INTERVIEW_APPROVED: _("Approved another full statement"),
    Tag.INTERVIEW_PRINTED: _("Printed a statement"),
    Tag.HEARD_ASKED: _("Asked a partner whether a person was heard already"),
    Tag.HEARD_ANSWERED: _("Answered a partner's question whether a person was heard already"),
    Tag.MESSAGES_READ: _("Made accounts from exported messages"),
    # protection
    Tag.SERVICE_SAVED: _("Wrote an entry of the directory of services"),
    Tag.SERVICE_VERIFIED: _("Verified a service"),
    Tag.SERVICE_CLOSED: _("Closed an entry of the directory of services"),
    Tag.REFERRAL_OFFERED: _("Offered a service"),
    Tag.REFERRAL_CHANGED: _("Corrected a referral"),
    Tag.REFERRAL_MOVED: _("Changed the status of a referral"),
    Tag.RISK_ASSESSED: _("Assessed a risk"),
    Tag.PLAN_SAVED: _("Wrote a protection plan"),
    Tag.PLAN_CLOSED: _("Closed a protection plan"),
    Tag.DRILL_BEGUN: _("Asked who is exposed by a lost device or an arrest"),
    Tag.DRILL_WARNED: _("Ticked somebody off as warned"),
    Tag.DRILL_CLOSED: _("Closed the work on a lost device or an arrest"),
    Tag.REQUEST_RECEIVED: _("Received a person's request"),
    Tag.REQUEST_ANSWERED: _("Answered a person's request"),
    Tag.HOLD_PLACED: _("Placed a legal hold"),
    Tag.HOLD_LIFTED: _("Lifted a legal hold"),
    Tag.BREACH_SAVED: _("Wrote in the register of breaches"),
    Tag.RETENTION_SET: _("Set how long records are kept"),
    Tag.PROCESSING_SAVED: _("Wrote in the register of processing"),
    Tag.COMPLAINT_FILED: _("Filed a complaint about the staff"),
    Tag.COMPLAINT_OPENED: _("Opened a complaint about the staff"),
    Tag.COMPLAINT_MOVED: _("Dealt with a complaint about the staff"),
    Tag.RECORD_ERASED: _("Erased by destroying its keys"),
    Tag.SAFE_CONTACT_SAVED: _("Wrote safe-contact rules"),
    # evidence
    Tag.ITEM_RECEIVED: _("Received an item of evidence"),
    Tag.CUSTODY_RECORDED: _("Wrote into the custody journal"),
    Tag.CUSTODY_PRINTED: _("Printed the custody extract"),
    Tag.BUDGET_CHANGED: _("Changed the budget of a grant"),
    Tag.TRANSFER_MADE: _("Recorded a transfer between headings"),
    Tag.TRANSFER_NOTIFIED: _("Noted that the funder was told of a transfer"),
    Tag.RATE_SET: _("Set a rate of exchange"),
    Tag.PAYEE_SAVED: _("Wrote down a payee"),
    Tag.EXPENSE_SAVED: _("Wrote an expense into the ledger"),
    Tag.COST_JUDGED: _("Decided on the eligibility of a cost"),
    Tag.PIECE_NOTED: _("Noted a piece of an expense"),
    Tag.PAYMENT_MOVED: _("Moved a payment"),
    Tag.SUPPORT_GIVEN: _("Wrote a receipt of help to a victim"),
    Tag.SUPPORT_TIED: _("Tied a receipt of help to its expense"),
    Tag.REGISTER_OPENED: _("Opened the register of victims helped"),
    Tag.LEDGER_EXPORTED: _("Took a list out of the ledger"),
    Tag.SAMPLE_DRAWN: _("Drew a sample for an audit"),
    # programme
    Tag.PROGRAMME_GRANT_OPENED: _("Opened the grant"),
    Tag.PROGRAMME_GRANT_CHANGED: _("Changed the grant"),
    Tag.LOGFRAME_DRAFTED: _("Made the next version of the logframe"),
    Tag.LOGFRAME_CHANGED: _("Changed the logframe that is being edited"),
    Tag.LOGFRAME_ADOPTED: _("Adopted the logframe"),
    Tag.VALUES_COUNTED: _("Counted the indicators"),
    Tag.VALUE_ENTERED: _("Entered a value of an indicator by hand"),
    Tag.ACTIVITY_SAVED: _("Saved the activity"),
    Tag.RISK_SAVED: _("Saved the risk"),
    Tag.DECISION_SAVED: _("Saved the decision of the steering committee"),
    Tag.PART_SENT: _("Said that the part of the organisation is complete"),
    Tag.REPORT_STARTED: _("Drafted the report from the records"),
    Tag.REPORT_WRITTEN: _("Wrote a section of the report"),
    Tag.REPORT_FROZEN: _("Froze the report"),
    Tag.REPORT_CORRECTED: _("Corrected a reported figure"),
    Tag.REPORT_PRINTED: _("Made the report as a document"),
}

_CUSTODY: dict[str, Words] = {
    "collect": _("Wrote down when and where an item was collected"),
    "receive": _("Took an item into custody"),
    "open": _("Opened the file of an item"),
    "offer": _("Offered the custody of an item"),
    "accept": _("Accepted the custody of an item"),
    "refuse": _("Refused the custody of an item"),
    "withdraw": _("Took back the offer of an item"),
    "link": _("Linked an item of evidence"),
    "unlink": _("Took away a link of an item"),
    "export": _("Downloaded the file of an item"),
    "correct": _("Corrected what is written about an item"),
}

# Tags whose facts change the sentence: the fact looked at, and the sentence for each of its values.
_BY_FACT: dict[Tag, tuple[str, dict[str, Words]]] = {
    Tag.MEMBER_LOGGED_IN: (
        "factor",
        {"totp": _("Logged in with passphrase and code"), "passkey": _("Logged in with passphrase and passkey")},
    ),
    Tag.LOGIN_REFUSED: (
        "step",
        {
            "passphrase": _("A login was refused: wrong passphrase"),
            "code": _("A login was refused: wrong code, after the right passphrase"),
            "passkey": _("A login was refused: passkey not accepted, after the right passphrase"),
            "recovery-code": _("A recovery was refused: wrong recovery code"),
        },
    ),
    Tag.SECOND_FACTOR_SET: (
        "kind",
        {
            "totp": _("Set the code application as second factor"),
            "passkey": _("Set a passkey as second factor"),
            "removed": _("Removed a second factor"),
        },
    ),
    Tag.CUSTODY_RECORDED: ("kind", _CUSTODY),
    Tag.PAYMENT_MOVED: (
        "state",
        {
            "prepared": _("Prepared a payment"),
            "approved": _("Approved a payment as second person"),
            "draft": _("Returned a payment to be completed"),
            "paid": _("Noted that a payment was made"),
        },
    ),
    Tag.REGISTER_OPENED: ("on_site", {"True": _("Opened the register of victims helped, on site with an auditor")}),
    Tag.RECORD_OPENED: (
        "group",
        {
            "content": _("Opened the content"),
            "identity": _("Opened the identity"),
            "contact": _("Opened the contact details"),
            "place": _("Opened the exact place"),
            "testimony": _("Opened the testimony"),
            "file": _("Opened the file"),
        },
    ),
}


def sentence(tag: str, facts: Mapping[str, object]) -> str:
    """An entry in words; a page of records opened at once says how many."""
    known = Tag(tag)
    said = str(SENTENCES[known])
    if known in _BY_FACT:
        fact, by_value = _BY_FACT[known]
        said = str(by_value.get(str(facts.get(fact, "")), said))
    count = facts.get("count")
    if isinstance(count, int) and count > 1:
        page = ngettext("%(said)s, on a page with %(count)s record", "%(said)s, on a page with %(count)s records", count)
        said = page % {"said": said, "count": count}
    return said
