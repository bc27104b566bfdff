"""What the forms of a submission start from, say around their questions, and hand over."""

from __future__ import annotations

import contextlib
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.advocacy import wording_submissions as words
from seereya.advocacy.content_submissions import history
from seereya.advocacy.forms.submissions import BeginForm, IdentityForm, PersonsForm, SubmissionForm
from seereya.advocacy.forms.submissions_sending import FollowForm, HandForm, SendForm
from seereya.advocacy.pages.submission_papers import write
from seereya.advocacy.rules import submissions as rules
from seereya.advocacy.rules.submissions import Refused
from seereya.advocacy.services import submissions, submissions_attaching, submissions_identity, submissions_sending
from seereya.advocacy.services import submissions_following as following
from seereya.advocacy.services.submissions_prefill import acts_about
from seereya.advocacy.services.submissions_storing import Held, NotThere, open_submission
from seereya.documentation import services as documentation
from seereya.documentation.pages.people import incidents_with
from seereya.documentation.services.storing import NotThere as NoRecord
from seereya.evidence import permissions as evidence_permissions
from seereya.evidence import wording as evidence_words
from seereya.foundation.identifiers import new_id
from seereya.reference import saying, terms
from seereya.vault import services as vaults
from seereya.vault.pages_basis import verdict_rows

Row = dict[str, Any]
MOST_INCIDENTS = 10


def heading(held: Held, title: str, submit: str, lede: str = "", anchor: str = "") -> Row:
    """The head of a form over a submission."""
    back = reverse("advocacy:submission", args=[held.row.id]) + anchor
    return {"submission": held.row, "heading": title, "submit": submit, "lede": lede, "cancel_url": back}


class Beginning:
    """A form to begin about one person: the acts that can be chosen, whether the member opens the identity."""

    def __init__(self, by: Actor, person_id: UUID, asked: str) -> None:
        self.by = by
        try:
            self.person, _content, _keys = documentation.open_person(by=by, person_id=person_id)
        except NoRecord:
            incident = asked.partition(":")[0]
            with contextlib.suppress(ValueError):  # an address typed by hand
                submissions.check_not_of_partner(by, submissions.Begun(person_id, UUID(incident)))
            raise NotThere from None
        if self.person.organisation_id != by.organisation_id:
            raise NotThere
        self.opens = submissions.may_open_identity(by, person_id)
        self.choices = self._choices(asked)

    def _choices(self, asked: str) -> list[tuple[str, Any]]:
        """Acts of disappearance of this person first, then incidents without one, then none; the one asked for before all."""
        acts, others = [], []
        for one in incidents_with(self.by, "person", self.person.id)[:MOST_INCIDENTS]:
            incident_id = one["url"].rstrip("/").rsplit("/", 1)[-1]
            opened = documentation.open_incident(by=self.by, incident_id=UUID(incident_id))
            if opened.row.organisation_id != self.by.organisation_id:
                continue
            known = acts_about(opened.content, self.person.id)
            label = f"{opened.row.reference} · {opened.content.title}"
            for act in known:
                said = f"{saying.term('violation_types', act.kind)}, {saying.when(act.when)} ({label})"
                acts.append((f"{incident_id}:{act.id}", said))
            if not known:
                others.append(
                    (f"{incident_id}:", _("%(incident)s: no act of disappearance is recorded there") % {"incident": label})
                )
        found = [*acts, *others, ("", _("none of these: I fill everything in myself"))]
        return sorted(found, key=lambda one: one[0] != asked)

    def form(self, data: QueryDict | None) -> BeginForm:
        """The form."""
        return BeginForm(data, about=self.choices, opens=self.opens, initial={"token": new_id()})

    def begin(self, form: BeginForm) -> Any:
        """Makes the form of the submission. Raises `Refused`."""
        incident, _colon, act = form.cleaned_data["about"].partition(":")
        begun = submissions.Begun(self.person.id, UUID(incident) if incident else None, act)
        return submissions.begin(
            by=self.by, begun=begun, purpose=form.cleaned_data.get("purpose", ""), submission_id=form.cleaned_data["token"]
        )


class Editing:
    """The open part being filled in."""

    def __init__(self, by: Actor, submission_id: UUID) -> None:
        self.by, self.held = by, open_submission(by=by, submission_id=submission_id)

    def form(self, data: QueryDict | None) -> SubmissionForm:
        """The form over this version."""
        content = self.held.content
        initial = {"version": self.held.row.version, "checked_on": content.checked_on}
        return SubmissionForm(data, entries=content.entries, steps=content.steps, initial=initial)

    def save(self, form: SubmissionForm) -> None:
        """Saves it. Raises `Refused`."""
        checked = form.cleaned_data["checked_on"]
        submissions.save_form(
            by=self.by, submission_id=self.held.row.id, version=form.cleaned_data["version"] or 0, entries=form.entries(),
            steps=form.taken(), checked_on=checked.isoformat() if checked else "",
        )  # fmt: skip

    def differences(self, _form: SubmissionForm) -> tuple[int, list[Any]]:
        """The version that stands now."""
        return open_submission(by=self.by, submission_id=self.held.row.id).row.version, []


class Identifying:
    """The sealed part being filled in, by who holds the identities vault and has said what for."""

    def __init__(self, by: Actor, submission_id: UUID, *, take: bool) -> None:
        self.by = by
        if not submissions.may_open_identity(by, submission_id):
            open_submission(by=by, submission_id=submission_id)
            raise Refused("identity_holder_needed")
        self.held, part = submissions_identity.open_identity(by=by, submission_id=submission_id)
        self.entries = part.entries
        self.from_file = take or not part.entries
        if self.from_file:
            kept = {(one.code, one.language) for one in part.entries}
            taken = submissions_identity.take_from_file(by=by, submission_id=submission_id)
            self.entries = part.entries + [one for one in taken if (one.code, one.language) not in kept]

    def form(self, data: QueryDict | None) -> IdentityForm:
        """The form over this version."""
        return IdentityForm(data, entries=self.entries, initial={"version": self.held.row.version})

    def save(self, form: IdentityForm) -> None:
        """Saves it. Raises `Refused`."""
        submissions_identity.save_identity(
            by=self.by, submission_id=self.held.row.id, version=form.cleaned_data["version"] or 0, entries=form.entries()
        )

    def differences(self, _form: IdentityForm) -> tuple[int, list[Any]]:
        """The version that stands now."""
        return open_submission(by=self.by, submission_id=self.held.row.id).row.version, []


def persons_form(held: Held, data: QueryDict | None) -> PersonsForm:
    """Who else is named."""
    named = [{"code": one.code, "told": one.told} for one in held.content.named]
    return PersonsForm(data, named=named, initial={"version": held.row.version, "declared": held.content.declared})


def save_persons(by: Actor, held: Held, form: PersonsForm) -> None:
    """Saves who else is named. Raises `Refused`."""
    submissions.save_named(
        by=by, submission_id=held.row.id, version=form.cleaned_data["version"] or 0, named=form.named(),
        declared=form.cleaned_data["declared"],
    )  # fmt: skip


def hand_form(by: Actor, held: Held, data: QueryDict | None) -> HandForm:
    """To whom the sealed part is handed."""
    colleagues = [(str(one.id), one.handle) for one in submissions_identity.takers(by)]
    return HandForm(data, colleagues=colleagues, initial={"purpose": vaults.purpose_of(by, held.row.id)})


def hand(by: Actor, held: Held, form: HandForm) -> None:
    """Hands it over. Raises `Refused`."""
    submissions_identity.hand_over(
        by=by, submission_id=held.row.id, member_id=UUID(form.cleaned_data["colleague"]), purpose=form.cleaned_data["purpose"]
    )


def send_form(by: Actor, held: Held, data: QueryDict | None) -> SendForm:
    """To whom the form goes; the note of the form's own kind says the address."""
    initial = {
        "version": held.row.version,
        "recipient": terms.label("bodies", "INT-WGEID", saying.language()),
        "purpose": vaults.purpose_of(by, held.row.id),
        "languages": [saying.language()],
    }
    items = [
        (
            str(one.id),
            f"{one.reference} · {evidence_words.KINDS[one.kind]}" if one.kind in evidence_words.KINDS else one.reference,
        )
        for one in submissions_attaching.offered(by, held.content)
        if not one.stays
    ]
    return SendForm(data, initial=initial, items=items)


def sending_page(by: Actor, held: Held) -> Row:
    """Everybody in the form with whether they may be named, what is missing, and who can give it."""
    verdicts = submissions_sending.assess(by=by, content=held.content, submission_id=held.row.id)
    told = {one.person: one.told for one in held.content.named} | {held.content.person: True}
    rows = verdict_rows(by, verdicts)
    for row in rows:
        row["told"] = told.get(str(row["subject"]), False)
    try:
        submissions_sending.check_ready(held.content)
        refusal = ""
    except Refused as refused:
        refusal = str(words.REFUSALS[refused.code]) % refused.values
    note = terms.vocabulary("submission_types")[held.row.kind].extra
    return {
        "rows": rows,
        "blocked": [one for one in rows if not one["allowed"]],
        "refusal": refusal,
        "may_open": submissions_identity.can_open(by, held),
        "opens_files": evidence_permissions.may_open(by),
        "how": note.get(f"note_{saying.language()}", ""),
    }


def send(by: Actor, held: Held, form: SendForm) -> None:
    """Lets the form out through the gate. Raises `Refused`."""
    said = form.cleaned_data
    sending = submissions_sending.Sending(
        said["version"] or 0, said["recipient"], said["purpose"], tuple(said["languages"]), said["urgent"],
        tuple(UUID(one) for one in said.get("items", ())),
    )  # fmt: skip
    submissions_sending.send(by=by, submission_id=held.row.id, sending=sending, write=write, attach=submissions_attaching.attach)
    vaults.state_purpose(by=by, case=held.row.id, purpose=said["purpose"])


def follow_form(held: Held, data: QueryDict | None) -> FollowForm:
    """What may happen next."""
    form = FollowForm(data, steps=rules.next_steps(history(held.content)), initial={"version": held.row.version})
    form.check()
    return form


def follow(by: Actor, held: Held, form: FollowForm) -> None:
    """Records what happened. Raises `Refused`."""
    said = form.cleaned_data
    following.record_step(
        by=by, submission_id=held.row.id, version=said["version"] or 0, step=said["step"], on=said["on"], said=said["words"]
    )


def handing() -> str:
    """What handing over means, before it is done."""
    return _(
        "Your colleague opens this form's sealed part, and nobody else's identity: for two weeks at most, and three days after it "
        "was sent. Before, the names of the incident's other persons are looked for in the form."
    )
