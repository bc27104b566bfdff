"""Kinds, states, reasons, refusals and messages about money, in words. A refusal that rests on a rule quotes it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words
from seereya.programme.rules_expenses import Kind, PayeeKind, Piece, State

KINDS: dict[str, Words] = {
    Kind.SERVICE: _("Service"),
    Kind.SUPPLY: _("Supplies, equipment"),
    Kind.WORKS: _("Works"),
    Kind.SALARY: _("Salary"),
    Kind.PER_DIEM: _("Per diem"),
    Kind.TRAVEL: pgettext_lazy("expense", "Travel"),
    Kind.EVENT: _("Meeting, training"),
    Kind.OFFICE: _("Office costs"),
    Kind.SUPPORT: _("Help to victims"),
    Kind.FEE: _("Bank charges"),
    Kind.EXCHANGE_LOSS: _("Exchange loss"),
    Kind.TO_PARTNER: _("Transfer to a partner"),
}

PAYEE_KINDS: dict[str, Words] = {
    PayeeKind.SUPPLIER: _("Supplier"),
    PayeeKind.STAFF: pgettext_lazy("payee", "Member of staff"),
    PayeeKind.PARTICIPANT: _("Participant"),
    PayeeKind.OTHER: pgettext_lazy("payee", "Other"),
}

STATES: dict[str, Words] = {
    State.DRAFT: pgettext_lazy("expense", "to prepare"),
    State.PREPARED: pgettext_lazy("expense", "to approve"),
    State.APPROVED: pgettext_lazy("expense", "to pay"),
    State.PAID: pgettext_lazy("expense", "paid"),
}
STATE_KINDS = {State.DRAFT: "", State.PREPARED: "waits", State.APPROVED: "waits", State.PAID: "done"}

PIECES: dict[str, Words] = {
    Piece.MISSING: pgettext_lazy("piece", "missing"),
    Piece.THERE: pgettext_lazy("piece", "there"),
    Piece.REPLACED: pgettext_lazy("piece", "replaced by a certificate"),
    Piece.NOT_ASKED: pgettext_lazy("piece", "not asked here"),
}
PIECE_KINDS = {Piece.MISSING: "late", Piece.THERE: "done", Piece.REPLACED: "waits", Piece.NOT_ASKED: "quiet"}

MEANS: dict[str, Words] = {
    "transfer": _("Bank transfer"),
    "cheque": _("Cheque"),
    "mobile": _("Mobile money"),
    "cash": _("Cash"),
}

REASONS: dict[str, Words] = {
    "before_period": _(
        "Spent before the action began: only costs incurred during the action are eligible (general conditions, art. 14)."
    ),
    "after_period": _(
        "Spent after the action ended: only costs incurred during the action are eligible (general conditions, art. 14)."
    ),
    "exchange_loss": _("An exchange loss is never eligible (general conditions, art. 14). It is kept apart here."),
    "transfer_to_partner": _("Money sent to a partner is not a cost: the partner's own expenses are."),
    "all_recoverable_tax": _(
        "The whole amount is tax that the State gives back: it is not eligible (general conditions, art. 14)."
    ),
    "looks_like_another": _("Another expense has the same payee, day and amount. If it is the same document, one of them goes."),
    "splitting": _(
        "With other purchases from this supplier on this line within 90 days it passes a threshold that none passes alone: "
        "contracts may not be split (annex IV). Note the procurement file, or decide."
    ),
    "no_line": _("It is charged to no budget line yet."),
    "no_attendance": _("The attendance list is missing: who was there is what a per diem or a meeting is paid for."),
    "piece_missing": _("A piece of the checklist is missing."),
    "no_rate": _("There is no rate of exchange for its month."),
}

# Parameters of the lists' addresses.
PARAMETERS: dict[str, Words] = {
    "partner": _("Partner"),
    "state": _("Payment"),
    "status": _("Eligibility"),
    "kind": _("Kind"),
    "page": _("Page"),
    "q": _("Search"),
    "pillar": _("Pillar"),
    "version": _("Version"),
    "activity": _("Activity"),
    "source": _("From heading"),
    "target": _("To heading"),
    "amount": _("Amount, in euros"),
    "month": _("Month"),
    "from": pgettext_lazy("period", "From"),
    "to": pgettext_lazy("period", "To"),
}

EXPORTS: dict[str, Words] = {
    "transactions": _("Transaction list"),
    "workbook": _("Quarterly workbook"),
    "budget": _("Version of the budget"),
}

REFUSALS: dict[str, Words] = {
    "coordinator_only": _("The budget is kept by the organisation that coordinates the grant. You can read it."),
    "version_in_writing": _("A version of the budget is being written already. Adopt it, or go on with it."),
    "version_adopted": _("This version is adopted: it changes no more. An addendum makes the next one."),
    "no_such_heading": _("This heading is not one of annex III."),
    "heading_is_a_sum": _("This line of annex III is a sum: nothing is budgeted on it."),
    "line_title_needed": _("Say what the line is for, and give it a number."),
    "line_numbers_needed": _("Say how many units in at least one year; none below zero."),
    "line_code_taken": _("There is a line %(line)s in this version already."),
    "not_a_partner": _("This organisation is not a partner of the grant."),
    "budget_is_empty": _("This version has no line yet."),
    "indirect_over_ceiling": _(
        "Indirect costs are %(amount)s €, the most is %(most)s €: line 8 may come to 7%% of line 7 at most (annex III; general "
        "conditions, art. 14)."
    ),
    "reserve_over_ceiling": _(
        "The reserve is %(amount)s €, the most is %(most)s €: line 10 may come to 5%% of line 7 at most (annex III; general conditions, "
        "art. 14)."
    ),
    "budget_over_grant": _("Line 11 comes to %(amount)s €, more than the grant of %(most)s €."),
    "no_budget_adopted": _("No budget of this grant is adopted yet. The coordinator's finance officer adopts it."),
    "amount_needed": _("The amount is above zero."),
    "inside_heading_is_free": _("Within one heading money moves freely, also to new lines: no transfer is recorded for it."),
    "indirect_not_by_transfer": _(
        "Indirect costs (line 8) are a percentage of the direct costs: no transfer raises or lowers them."
    ),
    "reserve_not_filled": _("The reserve (line 10) is not filled by a transfer. That takes an addendum."),
    "reserve_needs_agreement": _(
        "The reserve (line 10) is used with the prior written approval of the funder only. Give the reference of that letter."
    ),
    "not_a_heading": _("Money is moved between headings 1 to 6, or out of the reserve."),
    "heading_has_less": _("Heading %(line)s stands at %(has)s €: %(amount)s € cannot be taken from it."),
    "over_a_quarter": _(
        "Heading %(line)s would be changed by %(share)s%% in all; %(excess)s € of this transfer are over. The rule: without an addendum, "
        "transfers may change a heading by 25%% of its original amount at most (%(allowed)s €), all transfers together, where money "
        "goes and where it comes from (general conditions, art. 9). Make it smaller, ask for an addendum, or record the excess as "
        "ineligible."
    ),
    "no_such_currency": _("No currency of the list is called “%(currency)s”."),
    "rate_is_fixed": _("The rate of %(currency)s is fixed: nothing is entered for it."),
    "rate_needed_above_zero": _("A rate is above zero: how many units one euro bought in that month."),
    "rate_source_needed": _("Say where the rate was read, as the auditor will ask."),
    "rate_missing": _(
        "There is no rate for %(currency)s in %(month)s. The coordinator's finance officer enters it from the monthly table named in the "
        "contract; the expense waits until then."
    ),
    "rates_not_readable": _(
        "Line %(line)s is not understood. The columns are currency, month (2024-03) and units. Nothing was taken."
    ),
    "payee_kind_needed": _("Say who is paid. Help to victims has receipts of its own, under a code."),
    "payee_name_needed": _("Write the name. It is sealed; lists show the code."),
    "no_such_payee": _("This payee is not in your organisation's list."),
    "expense_kind_needed": _("Choose what kind of expense it is: the pieces depend on it."),
    "document_needed": _("Write the number that stands on the document; your own if it has none."),
    "duplicate_expense": _(
        "This document is in the ledger already, under no. %(number)s (“%(document)s”): same number, amount and day. Nothing was written "
        "twice."
    ),
    "share_needed": _("Each part of a split document is above zero."),
    "split_does_not_balance": _(
        "The parts come to %(shares)s, the document to %(total)s: %(difference)s are missing. They must agree to the cent."
    ),
    "spent_in_future": _("This day is still to come."),
    "tax_over_amount": _("Recoverable tax lies between nothing and the whole amount."),
    "no_such_activity": _(
        "No activity of this grant has the code “%(activity)s”. It may be mistyped; a new activity is planned by the coordinator or the "
        "officer for monitoring first."
    ),
    "no_such_line": _("This budget line is not in the budget in force."),
    "expense_is_prepared": _("It is prepared for payment: have it returned first, then change it."),
    "finance_holder_needed": _("Only a colleague who holds the finance vault can change this."),
    "status_needed": _("Choose what you decide."),
    "not_to_prepare": _("This expense is prepared already."),
    "line_needed": _("Charge it to a budget line first."),
    "rate_needed": _("Its month has no rate of exchange yet."),
    "attendance_needed": _(
        "No per diem without the list of who was there. Note where the attendance list is; for victims, the pseudonymised one."
    ),
    "pieces_missing": _("%(count)s pieces of the checklist are missing. Note where they are, or why they are not asked."),
    "not_to_approve": _("This expense does not wait for an approval."),
    "same_person": _("You prepared this payment: another person approves it. No payment is made by one person alone."),
    "not_to_pay": _("It is paid after a second person approved it."),
    "means_needed": _("Say how it was paid."),
    "no_such_piece": _("This piece is not one of the list."),
    "piece_state_needed": _("Say where the piece stands."),
    "piece_reason_needed": _("Say why the piece is replaced or not asked: the auditor reads it."),
    "no_scan_of_support": _(
        "The receipt of a victim carries a name or a thumb: it is not scanned. Its paper stays in the sealed binder; note the place."
    ),
    "help_needed": _("Choose what the help was."),
    "helped_name_needed": _("Write who received it. The name is sealed with the identities; the ledger shows the code."),
    "no_such_support_expense": _("No. %(number)s of your ledger is not an expense for help to victims."),
    "receipts_over_expense": _("The receipts tied to it would come to %(receipts)s, more than the expense of %(amount)s."),
    "period_ends_before_it_starts": _("The period ends before it begins."),
    "sample_size_needed": _("A sample has 1 to %(most)s transactions."),
    "nothing_to_draw": _("There is no transaction in this period."),
    "file_needed": _("Choose a file."),
    "file_not_text": _("The file is not text in UTF-8."),
}

SAID: dict[str, Words] = {
    "budget_saved": _("Budget saved."),
    "budget_sheet_read": _("Spreadsheet read. Nothing is taken over yet."),
    "sheet_thrown_away": _("Spreadsheet thrown away. Nothing of it was entered."),
    "budget_sheet_taken": _("The lines of the spreadsheet are those of this version now."),
    "budget_adopted": _("Budget adopted: it is the reference of transfers from now on."),
    "transfer_made": _("Transfer recorded. Notify the funder with the comparative table."),
    "transfer_notified": _("Noted that the funder was told."),
    "rate_saved": _("Rate saved."),
    "rates_imported": _("Rates read from the file."),
    "payee_saved": _("Payee saved; the name is sealed."),
    "expense_saved": _("Expense saved."),
    "piece_saved": _("Checklist saved."),
    "payment_prepared": _("Prepared. Another person approves it."),
    "payment_approved": _("Approved, by a second person."),
    "payment_returned": _("Returned, with the reason."),
    "payment_noted": _("Noted as paid."),
    "eligibility_decided": _("Decision noted."),
    "support_given": _("Receipt written. Print it: both sign it."),
    "support_tied": _("Receipt tied to its expense."),
    "sample_drawn": _("Sample drawn. The same seed gives it again."),
}

accounts.REFUSALS.update({code: words for code, words in REFUSALS.items() if code not in accounts.REFUSALS})
accounts.SAID.update(SAID)
for _code, _words in {
    "reason_needed": _("Say why, in one or two sentences: whoever reads this later must understand it."),
    "no_identities_vault": _("Your organisation has no identities vault yet. Its founding ceremony makes one."),
}.items():
    accounts.REFUSALS.setdefault(_code, _words)
