"""What all form pages of a case file share: its heading, its verb, the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict

from seereya.accounts.pages import actor_of
from seereya.casework import services
from seereya.casework.content import CaseContent
from seereya.vault.formpages import FormPage, answer, done

TEMPLATE = "casework/cases/form.html"
Make = Callable[[QueryDict | None, CaseContent], Any]


def ask(
    request: HttpRequest, case_id: UUID, *, heading: Any, verb: Any, make: Make, save: Callable[[Any], object], said: str = "part_saved",
    anchor: str = "", lede: Any = "", draft: tuple[str, UUID, str] | None = None,
) -> HttpResponse:  # fmt: skip
    """A form over one case file: opened first, so that who may not open it finds nothing. Raises `NotThere`."""
    opened = services.open_case(by=actor_of(request), case_id=case_id)

    def saved(form: Any) -> HttpResponse:
        save(form)
        return done(request, said, "casework:case", case_id, anchor=anchor)

    page = FormPage(
        TEMPLATE,
        lambda data: make(data, opened.content),
        saved,
        context={"case": opened.row, "content": opened.content, "heading": heading, "verb": verb, "lede": lede},
        draft=draft,
        differences=lambda _form: (services.open_case(by=actor_of(request), case_id=case_id).row.version, []),
    )
    return answer(request, page)
