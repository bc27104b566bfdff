"""Vocabularies, edited by administrators, and places: reference data everybody may look up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts import wording as accounts_wording
from seereya.accounts.policies import policy
from seereya.accounts.rules import Refused, Role
from seereya.accounts.services import say
from seereya.documentation.forms.reference import TermForm
from seereya.documentation.pages_lists import reference as pages
from seereya.documentation.pages_lists.asking import actor_of
from seereya.reference.models import Vocabulary
from seereya.reference.services.loading import retire_term, save_term

EDITORS = frozenset({Role.ADMINISTRATOR})
_REFERENCE = "documentation/reference"


@require_safe
@policy("documentation:vocabulary:list")
def vocabularies(request: HttpRequest) -> HttpResponse:
    """The lists people choose from."""
    return render(request, f"{_REFERENCE}/vocabularies.html", pages.vocabularies_page(actor_of(request)))


@require_safe
@policy("documentation:vocabulary:list")
def vocabulary(request: HttpRequest, code: str) -> HttpResponse:
    """The terms of one vocabulary."""
    return render(request, f"{_REFERENCE}/vocabulary.html", pages.vocabulary_page(actor_of(request), code))


@require_http_methods(["GET", "HEAD", "POST"])
@policy(pages.EDIT, roles=EDITORS)
def term_new(request: HttpRequest, code: str) -> HttpResponse:
    """Adds a term."""
    row = pages.vocabulary_or_404(code)
    form = TermForm(request.POST or None, new=True, parents=pages.parents(row))
    if form.is_valid() and _saved(request, row, form, new=True):
        return _back(row, form.cleaned_data["code"])
    return _form(request, row, form, _("Add a term"))


@require_http_methods(["GET", "HEAD", "POST"])
@policy(pages.EDIT, roles=EDITORS)
def term_edit(request: HttpRequest, code: str, term: str) -> HttpResponse:
    """Rewords a term; its code stays, and so do the records that carry it."""
    row = pages.vocabulary_or_404(code)
    known = pages.term_or_404(row, term)
    form = TermForm(request.POST or None, new=False, initial={"fr": known.fr, "en": known.en})
    if form.is_valid() and _saved(request, row, form, term=known.code):
        return _back(row, known.code)
    return _form(request, row, form, _("Reword %(code)s") % {"code": known.code})


@require_POST
@policy(pages.EDIT, roles=EDITORS)
def term_retire(request: HttpRequest, code: str, term: str) -> HttpResponse:
    """Ends the use of a term in new records, or resumes it."""
    row, retired = pages.vocabulary_or_404(code), request.POST.get("retired") == "1"
    known = pages.term_or_404(row, term)
    try:
        retire_term(by=actor_of(request), vocabulary_code=row.code, code=known.code, retired=retired)
        say(actor_of(request), "done", "term_retired" if retired else "term_resumed")
    except Refused as refusal:
        say(actor_of(request), "late", f"{refusal.code}_said")
    return _back(row, known.code)


@require_safe
@policy("documentation:place:list")
def places(request: HttpRequest) -> HttpResponse:
    """The place tree, and places by name."""
    return render(request, f"{_REFERENCE}/places.html", pages.places_page(request.GET.get("q", "")))


@require_safe
@policy("documentation:place:list")
def place(request: HttpRequest, code: str) -> HttpResponse:
    """One place."""
    return render(request, f"{_REFERENCE}/place.html", pages.place_page(actor_of(request), code))


def _saved(request: HttpRequest, row: Vocabulary, form: TermForm, *, term: str = "", new: bool = False) -> bool:
    given = form.cleaned_data
    try:
        save_term(
            by=actor_of(request),
            vocabulary_code=row.code,
            code=term or given["code"],
            fr=given["fr"],
            en=given["en"],
            parent=given.get("parent", ""),
            new=new,
        )
    except Refused as refusal:
        form.add_error(None, accounts_wording.say(refusal))
        return False
    say(actor_of(request), "done", "term_saved")
    return True


def _back(row: Vocabulary, term: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('documentation:vocabulary', args=[row.code])}#{term}")


def _form(request: HttpRequest, row: Vocabulary, form: TermForm, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "vocabulary": row, "breadcrumb": pages.trail(row, here=title), "keys_off": True}
    return render(request, f"{_REFERENCE}/term.html", context, status=422 if form.errors else 200)
