"""Items: listed, received, read, corrected, linked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.evidence import permissions, services, targets
from seereya.evidence.forms import CorrectForm, LinkForm, ReceiveForm, initial_of
from seereya.evidence.pages import item as pages
from seereya.evidence.pages import listing, moving
from seereya.evidence.rules import Refused
from seereya.foundation.identifiers import new_id
from seereya.foundation.selection import BadSelection
from seereya.vault.formpages import GET_POST, FormPage, answer, done, keeps_drafts
from seereya.vault.indexing import IndexLost
from seereya.vault.rules import VaultKind
from seereya.vault.uploads import SealedFile, was_cut

keeps_drafts("evidence")


@require_safe
@policy("evidence:item:list", roles=permissions.READERS)
def items(request: HttpRequest) -> HttpResponse:
    """The items a member can open, narrowed as the address says."""
    try:
        context = listing.items_page(actor_of(request), request.GET)
    except BadSelection as refusal:
        return render(request, "evidence/refused.html", listing.refusal_page(request.GET, refusal), status=400)
    except IndexLost:
        return render(request, "evidence/index_lost.html", status=503)
    return render(request, "evidence/list.html", context)


@require_http_methods(GET_POST)
@policy("evidence:item:receive", roles=permissions.DEPOSITORS)
def item_new(request: HttpRequest) -> HttpResponse:
    """Receives a file: sealed while it arrives, written down, acknowledged with a receipt."""
    actor, asked = actor_of(request), request.POST or request.GET
    linked = moving.preset(
        actor, asked.get("link_kind") or asked.get("kind", ""), _uuid(asked.get("link_target") or asked.get("target"))
    )
    page = FormPage(
        "evidence/new.html",
        lambda data: _receive_form(request, data, linked),
        lambda form: _received(request, form, linked),
        context={"linked": linked, "writes_only": moving.writes_only(actor)},
    )
    try:
        return answer(request, page)
    finally:
        _let_go(request)


def _uuid(words: str | None) -> UUID | None:
    try:
        return UUID(words or "")
    except ValueError:
        return None


def _receive_form(request: HttpRequest, data: Any, linked: dict[str, Any] | None) -> ReceiveForm:
    initial = {"token": new_id()} | (moving.preset_values(linked) if linked else {})
    return ReceiveForm(
        data,
        request.FILES if data is not None else None,
        vaults=moving.vault_choices(actor_of(request)),
        linked=bool(linked),
        cut=was_cut(request),
        initial=initial,
    )


def _received(request: HttpRequest, form: ReceiveForm, linked: dict[str, Any] | None) -> HttpResponse:
    actor, said = actor_of(request), form.cleaned_data
    row = services.receive_item(
        by=actor,
        file=said["file"],
        content=form.content(),
        kind=VaultKind(said.get("kept") or VaultKind.DOCUMENTATION),
        item_id=said["token"],
        announced=services.Announced(said["sha256"]),
    )
    if linked:
        target, words = str(linked["target"]), linked["words"]
        services.link_item(by=actor, item_id=row.id, kind=linked["kind"], target=target, locator=said["locator"], words=words)
    return done(request, "item_received", "evidence:receipt", row.id)


def _let_go(request: HttpRequest) -> None:
    """Whatever was sent and not taken is removed; what was taken stands elsewhere by now."""
    for file in request.FILES.values():
        if isinstance(file, SealedFile):
            file.remove()


@require_safe
@policy("evidence:item:read", roles=permissions.READERS)
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """What is it, is it whole, what does it belong to, who had it."""
    context = pages.item_page(actor_of(request), item_id, show="show" in request.GET)
    return render(request, "evidence/item.html", context)


@require_http_methods(GET_POST)
@policy("evidence:item:correct", roles=permissions.WRITERS)
def item_edit(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Corrects what is written about an item, with the reason; the file stays as it is."""
    opened = services.read_item(by=actor_of(request), item_id=item_id)
    initial = initial_of(opened.content) | {"version": opened.row.version}
    page = FormPage(
        "evidence/edit.html",
        lambda data: CorrectForm(data, initial=initial),
        lambda form: _corrected(request, item_id, form),
        context={"item": opened.row},
        draft=("evidence", item_id, ""),
        differences=lambda _form: (services.read_item(by=actor_of(request), item_id=item_id).row.version, []),
    )
    return answer(request, page)


def _corrected(request: HttpRequest, item_id: UUID, form: CorrectForm) -> HttpResponse:
    said = form.cleaned_data
    services.correct_item(
        by=actor_of(request), item_id=item_id, version=said["version"] or 0, content=form.content(), reason=said["reason"]
    )
    return done(request, "item_corrected", "evidence:item", item_id)


@require_http_methods(GET_POST)
@policy("evidence:item:link", roles=permissions.WRITERS)
def item_link(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Links an item to a record by its reference, with where in the file it is."""
    opened = services.read_item(by=actor_of(request), item_id=item_id)
    page = FormPage(
        "evidence/link.html",
        lambda data: LinkForm(data, kinds=targets.kinds()),
        lambda form: _linked(request, item_id, form),
        context={"item": opened.row},
    )
    return answer(request, page)


def _linked(request: HttpRequest, item_id: UUID, form: LinkForm) -> HttpResponse:
    actor, said = actor_of(request), form.cleaned_data
    found = targets.find(said["kind"], actor, said["reference"])
    if found is None:
        raise Refused("no_such_target")
    services.link_item(
        by=actor, item_id=item_id, kind=said["kind"], target=str(found[0]), locator=said["locator"], words=found[1]
    )
    return done(request, "item_linked", "evidence:item", item_id, anchor="#links")


@in_words
@require_POST
@policy("evidence:item:link", roles=permissions.WRITERS)
def item_unlink(request: HttpRequest, item_id: UUID, link_id: str) -> HttpResponse:
    """Takes a link away; the journal keeps it."""
    services.unlink_item(by=actor_of(request), item_id=item_id, link_id=link_id)
    return done(request, "item_unlinked", "evidence:item", item_id, anchor="#links")


@require_safe
@policy("evidence:item:read-receipt", roles=permissions.DEPOSITORS)
def receipt(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """The numbered receipt, for whoever deposited the item."""
    return render(request, "evidence/receipt.html", moving.receipt_page(actor_of(request), item_id))


@require_safe
@policy("evidence:custody:print", roles=permissions.READERS)
def extract(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """The custody extract for paper."""
    return render(request, "evidence/extract.html", moving.extract_page(actor_of(request), item_id))
