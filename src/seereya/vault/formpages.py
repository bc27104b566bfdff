"""What all form pages share: a draft restored, rows added, refusals in words, two versions laid beside each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render, resolve_url

from seereya.accounts import wording
from seereya.accounts.pages import actor_of
from seereya.accounts.rules import Refused
from seereya.accounts.services import say
from seereya.reference.saying import Row
from seereya.vault.services.drafts import keep_draft, read_draft, throw_draft_away

NIL = UUID(int=0)
GET_POST = ["GET", "HEAD", "POST"]
UNPROCESSABLE, CONFLICT = 422, 409
_drafts: set[str] = set()
_MORE = 2


class RestorableForm(Protocol):
    """What a form page asks of its form."""

    def is_valid(self) -> bool: ...
    def without_errors(self) -> Any: ...
    def read_back(self) -> None: ...
    def refuse(self, refusal: Refused) -> None: ...
    def renew(self, version: int) -> None: ...


def no_differences(_form: Any) -> tuple[int, list[Row]]:
    """For forms over records that carry no version."""
    return 0, []


@dataclass
class FormPage:
    """A page that asks: how its form is made, what is done with it, where its draft is kept."""

    template: str
    make: Callable[[QueryDict | None], Any]
    save: Callable[[Any], HttpResponse]
    context: dict[str, Any] = field(default_factory=dict)
    draft: tuple[str, UUID, str] | None = None
    differences: Callable[[Any], tuple[int, list[Row]]] = no_differences


def keeps_drafts(*names: str) -> None:
    """Makes known which forms of a room keep drafts: the words that may stand in a draft's address, never content."""
    _drafts.update(names)


def check_draft(name: str) -> None:
    """Raises `Http404` for a form nobody made known."""
    if name not in _drafts:
        raise Http404


def draft_key(form: str, record: UUID, part: str = "") -> str:
    """The key of a form's draft: a word of the fixed vocabulary, and ids."""
    return f"{form}/{record.hex}/{part}" if part else f"{form}/{record.hex}"


def answer(request: HttpRequest, page: FormPage, *, show: bool = False) -> HttpResponse:
    """Shows the form, restored from its draft where there is one; or does what it asks, and says in words what is missing.

    `show`: what was posted opened the form and is not its answer.
    """
    if show or request.method != "POST":
        return _shown(request, page)
    if "look" in request.POST or "more" in request.POST:
        return _looked_at(request, page)
    form = page.make(request.POST)
    if not form.is_valid():
        return _render(request, page, form, UNPROCESSABLE)
    try:
        response = page.save(form)
    except Refused as refusal:
        form.refuse(refusal)
        return _refused(request, page, form, refusal)
    if page.draft:
        throw_draft_away(by=actor_of(request), form_key=draft_key(*page.draft))
    return response


def _shown(request: HttpRequest, page: FormPage) -> HttpResponse:
    kept = read_draft(by=actor_of(request), form_key=draft_key(*page.draft)) if page.draft else None
    if kept is None:
        return _render(request, page, page.make(None), 200)
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    page.context["restored"] = True
    return _render(request, page, page.make(data).without_errors(), 200)


def _looked_at(request: HttpRequest, page: FormPage) -> HttpResponse:
    """A row was asked for, or how dates and places are read: nothing is saved but the draft."""
    data = request.POST.copy()
    if rows := data.get("more"):
        name = f"{rows}-TOTAL_FORMS"
        data[name] = str(min(int(data.get(name, "0") or 0) + _MORE, 60)) if str(data.get(name, "0")).isdecimal() else "2"
    form = page.make(data)
    if "more" in data:
        form.without_errors()
    else:
        form.is_valid()
    return _render(request, page, form, 200)


def _refused(request: HttpRequest, page: FormPage, form: Any, refusal: Refused) -> HttpResponse:
    if refusal.code == "changed_meanwhile":
        version, page.context["diff"] = page.differences(form)
        form.renew(version)
    return _render(request, page, form, CONFLICT)


def _render(request: HttpRequest, page: FormPage, form: Any, status: int) -> HttpResponse:
    form.read_back()
    context = {"form": form, "keys_off": True} | page.context
    if page.draft:
        name, record, part = page.draft
        context["draft_args"] = {"form": name, "record": record, "part": part or "-"}
    return render(request, page.template, context, status=status)


def done(request: HttpRequest, said: str, where: str, *args: Any, anchor: str = "") -> HttpResponse:
    """Says what was done on the next page, and goes there."""
    say(actor_of(request), "done", said)
    return HttpResponseRedirect(resolve_url(where, *args) + anchor)


def keep(request: HttpRequest, key: str) -> None:
    """Seals the fields of a form to the member."""
    fields = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    keep_draft(
        by=actor_of(request), form_key=key, fields={name: [str(value) for value in values] for name, values in fields.items()}
    )


def discard(request: HttpRequest, key: str) -> None:
    """Forgets a draft."""
    throw_draft_away(by=actor_of(request), form_key=key)
    say(actor_of(request), "done", "draft_discarded")


def refuse_on(request: HttpRequest, template: str, form: forms.Form, refusal: Refused, **context: Any) -> HttpResponse:
    """The form again, with what is missing and who can give it on top."""
    form.add_error(None, f"{wording.say(refusal)} {wording.GIVERS.get(refusal.code, '')}".strip())
    return render(request, template, {"form": form, **context}, status=CONFLICT)


def uuid_of(typed: str) -> UUID:
    """An id out of a form or an address. Raises `Http404` for anything else."""
    try:
        return UUID(typed)
    except ValueError:
        raise Http404 from None
