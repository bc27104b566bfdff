"""Saving a selection under a name, sealed to its owner, and forgetting it again."""

from __future__ import annotations

import json
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from seereya.accounts.actor import Actor
from seereya.documentation.models import SavedSearch
from seereya.documentation.queries import INCIDENTS
from seereya.documentation.queries.checking import check_values, organisation_names
from seereya.documentation.queries.saved import saved_context, saved_key, saved_searches
from seereya.documentation.rules import Refused
from seereya.documentation.selection import parse
from seereya.foundation import clock, seal
from seereya.foundation.identifiers import new_id

MOST = 30
LONGEST_NAME = 80


@transaction.atomic
def save_search(*, by: Actor, name: str, query: str) -> SavedSearch:
    """Keeps a selection under a name; the same name again replaces it. Only what the list understands is kept.

    Raises `Refused` (`name_needed`, `too_many_saved`, `no_session`) and `BadSelection` for parameters nobody could ask.
    """
    words = " ".join(name.split())[:LONGEST_NAME]
    if not words:
        raise Refused("name_needed")
    if not by.private_key:
        raise Refused("no_session")
    selection = parse(dict(QueryDict(query.removeprefix("?")).lists()), INCIDENTS, today=clock.today())
    check_values(selection, organisations=organisation_names())
    before = saved_searches(by=by)
    same = next((one for one in before if one.name.casefold() == words.casefold()), None)
    if same is None and len(before) >= MOST:
        raise Refused("too_many_saved", most=MOST)
    saved_id = same.id if same else new_id()
    kept = json.dumps({"name": words, "query": selection.url().removeprefix("?")}, ensure_ascii=False)
    blob = seal.box_padded(saved_key(by), kept.encode(), saved_context(by, saved_id))
    values = {"member": by.member, "made_at": clock.now(), "content": blob}
    return SavedSearch.objects.update_or_create(id=saved_id, defaults=values)[0]


def forget_search(*, by: Actor, saved_id: UUID) -> bool:
    """Removes one of the member's own saved searches; False where there is none such."""
    return bool(SavedSearch.objects.filter(member=by.member, id=saved_id).delete()[0])
