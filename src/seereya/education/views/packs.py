"""Packs: looked at here, handed out as a ZIP; and the files they are made of."""

from __future__ import annotations

import mimetypes
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of, in_words, posted
from seereya.accounts.policies import policy
from seereya.education import media, permissions
from seereya.education.forms.courses import PackForm
from seereya.education.packing import zipping
from seereya.education.packing.making import make_pack, preview_of, version_to_read
from seereya.education.packing.options import PackOptions
from seereya.education.pages import packs as pages
from seereya.education.queries.courses import media_of
from seereya.education.rules import Refused
from seereya.evidence.rules import parse_range
from seereya.vault.formpages import GET_POST

_PARTIAL, _UNSATISFIABLE, _CONFLICT, _UNPROCESSABLE = 206, 416, 409, 422
_SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@in_words
@require_safe
@policy("education:course:read", roles=permissions.READERS)
def preview(request: HttpRequest, version_id: UUID, name: str, folder: str = "") -> HttpResponseBase:
    """One file of a version as its pack holds it."""
    data = preview_of(by=actor_of(request), version_id=version_id).read(f"{folder}/{name}" if folder else name)
    if data is None:
        raise Http404
    mime = "text/html; charset=utf-8" if name.endswith(".html") else mimetypes.guess_type(name)[0] or "application/octet-stream"
    return _file(request, data, mime)


@require_http_methods(GET_POST)
@policy("education:pack:make", roles=permissions.READERS)
def pack(request: HttpRequest, version_id: UUID) -> HttpResponseBase:
    """Asks what the pack shall hold, and streams it."""
    version = version_to_read(actor_of(request), version_id)
    form = PackForm(posted(request), languages=pages.languages(version))
    status = _UNPROCESSABLE if form.is_bound else 200
    if form.is_valid():
        try:
            return _streamed(request, version_id, form)
        except Refused as refusal:
            form.refuse(refusal)
            status = _CONFLICT
    return render(request, "education/pack.html", pages.pack(version, form), status=status)


def _streamed(request: HttpRequest, version_id: UUID, form: PackForm) -> HttpResponseBase:
    said = form.cleaned_data
    options = PackOptions(tuple(said["languages"]), neutral=said["neutral"], code=said["code"], sheet=said["sheet"])
    made = make_pack(by=actor_of(request), version_id=version_id, options=options)
    files = ((f"{made.folder}/{name}", data) for name, data in made.all())
    response = StreamingHttpResponse(zipping.stream(files), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{made.folder}.zip"'
    return response


@in_words
@require_safe
@policy("education:course:read", roles=permissions.READERS)
def file(request: HttpRequest, media_id: UUID) -> HttpResponseBase:
    """A picture or a recording."""
    row = media_of(actor_of(request), media_id)
    if row is None:
        raise Http404
    response = _file(request, media.read(row.sha256), row.mime)
    response.headers["Content-Security-Policy"] = _SANDBOX
    return response


def _file(request: HttpRequest, data: bytes, mime: str) -> HttpResponseBase:
    """Bytes, or the part that was asked for: players of some browsers ask for parts only."""
    wanted = request.headers.get("Range", "")
    try:
        part = parse_range(wanted, len(data)) if wanted else None
    except ValueError:
        return HttpResponse(status=_UNSATISFIABLE, headers={"Content-Range": f"bytes */{len(data)}"})
    if part is None:
        response = HttpResponse(data, content_type=mime)
    else:
        start, length = part
        response = HttpResponse(data[start : start + length], content_type=mime, status=_PARTIAL)
        response.headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{len(data)}"
    response.headers["Accept-Ranges"] = "bytes"
    return response
