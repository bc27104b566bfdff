"""The file of an item, and its custody from hand to hand."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.evidence import permissions, services
from seereya.evidence.forms import AnswerForm, OfferForm
from seereya.evidence.pages import moving
from seereya.evidence.serving import respond, shown_as
from seereya.vault.formpages import GET_POST, FormPage, answer, done


def _card(item_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("evidence:item", args=[item_id]) + "#file")


@in_words
@require_POST
@policy("evidence:file:open", roles=permissions.OPENERS)
def file_open(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Opens the file for a purpose (POST): log and journal first; shown on the item's page."""
    services.open_item(by=actor_of(request), item_id=item_id, purpose=request.POST.get("purpose", "")).close()
    return _card(item_id)


@in_words
@require_safe
@policy("evidence:file:open", roles=permissions.OPENERS)
def file(request: HttpRequest, item_id: UUID) -> HttpResponseBase:
    """The bytes of a file that this session opened, whole or a range, as far as a browser may show them."""
    actor = actor_of(request)
    if not services.may_read(actor, item_id):
        raise services.NotThere
    if not services.is_open(actor, item_id):
        return _card(item_id)
    opened = services.open_item(by=actor, item_id=item_id)
    if not shown_as(opened.content):
        opened.close()
        return _card(item_id)
    asked = "" if "If-Range" in request.headers else request.headers.get("Range", "")
    return respond(opened, method=request.method or "GET", range_header=asked, download=False)


@in_words
@require_POST
@policy("evidence:file:export", roles=permissions.OPENERS)
def file_export(request: HttpRequest, item_id: UUID) -> HttpResponseBase:
    """The file to take away, under a neutral name: an event of its own in the journal."""
    purpose = request.POST.get("purpose", "")
    opened = services.open_item(by=actor_of(request), item_id=item_id, purpose=purpose, export=True)
    return respond(opened, method="POST", download=True)


@require_http_methods(GET_POST)
@policy("evidence:custody:offer", roles=permissions.CUSTODIANS)
def offer(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Offers custody to a partner or a colleague."""
    actor = actor_of(request)
    opened = services.read_item(by=actor, item_id=item_id)
    page = FormPage(
        "evidence/offer.html",
        lambda data: OfferForm(data, receivers=moving.receivers(actor)),
        lambda form: _offered(request, item_id, form),
        context={"item": opened.row, "content": opened.content},
    )
    return answer(request, page)


def _offered(request: HttpRequest, item_id: UUID, form: OfferForm) -> HttpResponse:
    side, _colon, key = form.cleaned_data["to"].partition(":")
    to = {"organisation_id": UUID(key)} if side == "o" else {"member_id": UUID(key)}
    services.offer_transfer(by=actor_of(request), item_id=item_id, words=form.cleaned_data["words"], **to)
    return done(request, "custody_offered", "evidence:item", item_id, anchor="#custody")


@in_words
@require_POST
@policy("evidence:custody:offer", roles=permissions.CUSTODIANS)
def withdraw(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """Takes an unanswered offer back."""
    row = services.withdraw_transfer(by=actor_of(request), transfer_id=transfer_id)
    return done(request, "custody_withdrawn", "evidence:item", row.id, anchor="#custody")


@require_http_methods(GET_POST)
@policy("evidence:custody:answer", roles=permissions.READERS)
def transfer(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """An offer of custody, and the answer to it."""
    page = FormPage(
        "evidence/transfer.html",
        AnswerForm,
        lambda form: _answered(request, transfer_id, form),
        context=moving.offer_page(actor_of(request), transfer_id),
    )
    return answer(request, page)


def _answered(request: HttpRequest, transfer_id: UUID, form: AnswerForm) -> HttpResponse:
    actor, words = actor_of(request), form.cleaned_data["words"]
    if form.cleaned_data["answer"] == "refuse":
        services.refuse_transfer(by=actor, transfer_id=transfer_id, words=words)
        return done(request, "custody_refused", "home")
    row = services.accept_transfer(by=actor, transfer_id=transfer_id, words=words)
    return done(request, "custody_accepted", "evidence:item", row.id)
