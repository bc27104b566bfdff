"""What the views about money share: a form page, a list whose address is refused in words, files on their way out."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seereya.programme.services.ledger import Out
from seereya.programme.wording_money import PARAMETERS
from seereya.reference.strict import strict as strictly
from seereya.vault.formpages import FormPage, answer, done
from seereya.vault.uploads import SealedFile

PAGE, FORM = "programme/money/page.html", "programme/money/form.html"


def shown(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """A page."""
    return render(request, PAGE, context)


strict = strictly(PARAMETERS)


def ask(
    request: HttpRequest, *, heading: Any, verb: Any, back: str, make: Callable[[Any], Any], save: Callable[[Any], tuple[str, str, Any]],
    reference: str = "", lede: Any = "", draft: tuple[str, UUID, str] | None = None, waiting: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """A form; `save` says what was done and where to go: a message, the name of an address, its argument.

    `waiting`: what was brought by this form before and still waits, shown below it.
    """

    def saved(form: Any) -> HttpResponse:
        said, where, what = save(form)
        return done(request, said, where, *([what] if what else []))

    context = {"heading": heading, "verb": verb, "back": back, "reference": reference, "lede": lede, "waiting": waiting}
    try:
        return answer(request, FormPage(FORM, make, saved, context=context, draft=draft))
    finally:
        for file in request.FILES.values():
            if isinstance(file, SealedFile):
                file.remove()


def sent(out: Out) -> HttpResponse:
    """A file on its way out, with its digest beside it."""
    return as_file(out.data, out.name)


def as_file(data: bytes, name: str) -> HttpResponse:
    """A table or a workbook to save, with its digest beside it."""
    kind = (
        "text/csv; charset=utf-8"
        if name.endswith(".csv")
        else "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Repr-Digest"] = f"sha-256=:{b64encode(hashlib.sha256(data).digest()).decode()}:"  # RFC 9530
    return response
