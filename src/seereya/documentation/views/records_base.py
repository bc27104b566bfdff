"""What all form pages share: a draft restored, rows added, refusals in words, two versions laid beside each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render, resolve_url

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.accounts.services import say
from seereya.documentation.pages.words import Row
from seereya.vault.services.drafts import keep_draft, read_draft, throw_draft_away

NIL = UUID(int=0)
UNPROCESSABLE, CONFLICT = 422, 409
# What may stand before the id in a draft's address: never content.
DRAFTS = frozenset(
    {"incident-new", "incident", "account", "proposition", "place", "person-new", "person", "source-new", "source"}
)
_MORE = 2


class MemberRequest(HttpRequest):
    """A request whose session is open."""

    actor: Actor


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


def draft_key(form: str, record: UUID, part: str = "") -> str:
    """The key of a form's draft: a word of the fixed vocabulary, and ids."""
    return f"{form}/{record.hex}/{part}" if part else f"{form}/{record.hex}"


def answer(request: MemberRequest, page: FormPage) -> HttpResponse:
    """Shows the form, restored from its draft where there is one; or does what it asks, and says in words what is missing."""
    if request.method != "POST":
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
        throw_draft_away(by=request.actor, form_key=draft_key(*page.draft))
    return response


def _shown(request: MemberRequest, page: FormPage) -> HttpResponse:
    kept = read_draft(by=request.actor, form_key=draft_key(*page.draft)) if page.draft else None
    if kept is None:
        return _render(request, page, page.make(None), 200)
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    page.context["restored"] = True
    return _render(request, page, page.make(data).without_errors(), 200)


def _looked_at(request: MemberRequest, page: FormPage) -> HttpResponse:
    """A row was asked for, or how dates and places are read: nothing is saved but the draft."""
    data = request.POST.copy()
    if rows := data.get("more"):
        name = f"{rows}-TOTAL_FORMS"
        data[name] = str(min(int(data.get(name, "0") or 0) + _MORE, 60)) if str(data.get(name, "0")).isdigit() else "2"
    form = page.make(data)
    if "more" in data:
        form.without_errors()
    else:
        form.is_valid()
    return _render(request, page, form, 200)


def _refused(request: MemberRequest, page: FormPage, form: Any, refusal: Refused) -> HttpResponse:
    if refusal.code == "changed_meanwhile":
        version, page.context["diff"] = page.differences(form)
        form.renew(version)
    return _render(request, page, form, CONFLICT)


def _render(request: MemberRequest, page: FormPage, form: Any, status: int) -> HttpResponse:
    form.read_back()
    context = {"form": form, "keys_off": True} | page.context
    if page.draft:
        name, record, part = page.draft
        context["draft_args"] = {"form": name, "record": record, "part": part or "-"}
    return render(request, page.template, context, status=status)


def done(request: MemberRequest, said: str, where: str, *args: Any, anchor: str = "") -> HttpResponse:
    """Says what was done on the next page, and goes there."""
    say(request.actor, "done", said)
    return HttpResponseRedirect(resolve_url(where, *args) + anchor)


def keep(request: MemberRequest, key: str) -> None:
    """Seals the fields of a form to the member."""
    fields = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    keep_draft(by=request.actor, form_key=key, fields={name: [str(value) for value in values] for name, values in fields.items()})


def refusal_page(request: MemberRequest, refusal: Refused, back: str) -> HttpResponse:
    """A refusal on a page of its own, where there is no form to stand beside."""
    from seereya.accounts import wording

    words = f"{wording.say(refusal)} {wording.GIVERS.get(refusal.code, '')}".strip()
    context = {"refusal": words, "back_url": back}
    return render(request, "documentation/incidents/refused.html", context, status=CONFLICT)
