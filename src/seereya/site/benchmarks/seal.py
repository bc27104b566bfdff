"""`bench seal`: opening what is sealed, searching names in all their spellings, and logging in."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from uuid import UUID

from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.documentation import queries, services
from seereya.documentation.content import Identity
from seereya.documentation.models import Incident, Person
from seereya.foundation.names import measure
from seereya.reference import places
from seereya.site.benchmarks.building import Built, build
from seereya.site.benchmarks.serving import Browser, Server, Watch, app_time, fetch, log_in, serve
from seereya.site.benchmarks.tables import Line, Report, Timed, p95, timed
from seereya.site.demo.people import Secrets
from seereya.vault import services as vaults
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import Group, VaultKind

INCIDENTS, MEMBERS, PAGE = 2000, 5, 50
PAGE_BAR, OPEN_BAR, FUZZY_BAR, EXACT_BAR, RECALL_BAR = 60.0, 20.0, 120.0, 20.0, 95.0
LOGIN_BAR, LOGINS_BAR, GROWTH_BAR = 0.8, 15.0, 300.0
_ASKED = 60


def families() -> tuple[measure.Families, measure.Families]:
    """First names and surnames with their spellings."""
    found = json.loads(Path(__file__).with_name("name_variants.json").read_text(encoding="utf-8"))
    return found["given_m"] | found["given_f"], found["surnames"]


def kept_out(canonical: str) -> bool:
    """Whether a family is kept out of the table of aliases: half of them, by a rule that knows nothing of names."""
    return int(hashlib.sha256(canonical.encode()).hexdigest(), 16) % 2 == 1


def run(*, records: int, engine: str) -> Report:
    """Builds the home and measures. `records`: persons with a sealed identity."""
    report = Report(f"seal, {records} identities", engine)
    first, last = families()
    among = measure.crowd(first, last, places.name_aliases(), size=records)
    names = [" ".join(person) for person in among.people]
    built = build(incidents=min(INCIDENTS, records), persons=records, members=MEMBERS, names=names)
    report.add(*_opening(built.member), *_searching(built.member, among, first, last))
    with serve() as server:
        report.add(*_logins(built, server))
        report.add(_record_page(built, server))
    return report


def _opening(by: Actor) -> list[Line]:
    persons = list(Person.objects.order_by("id").values_list("id", flat=True)[: PAGE * 20])
    pages = cycle([persons[start : start + PAGE] for start in range(0, len(persons), PAGE)])
    identities = timed(lambda: _open_identities(by, next(pages)), runs=20)
    held = [keys.vault.id for keys in keyring_of(by).of_kind(VaultKind.DOCUMENTATION)]
    records = cycle(Incident.objects.filter(vault__in=held).order_by("id").values_list("id", flat=True)[:40])
    record = timed(lambda: _open_record(by, next(records)), runs=40)
    return [
        Line(
            f"page of {PAGE} identities, p95",
            identities.p95,
            bar=PAGE_BAR,
            also={"p50": identities.median, "cpu": identities.cpu},
        ),
        Line("open one record, p95", record.p95, bar=OPEN_BAR, also={"p50": record.median, "cpu": record.cpu}),
    ]


def _open_identities(by: Actor, ids: list[UUID]) -> list[Identity]:
    """What a page of names does: keys, one entry of the log, rows, names."""
    by.keyring = None  # a request opens its keys anew
    keys = vaults.open_records(by=by, records=ids, group=Group.IDENTITY, purpose="bench")
    rows = Person.objects.filter(id__in=ids)
    return [Identity.from_json(keys[row.id].open("person", Group.IDENTITY, row.version, row.identity)) for row in rows]


def _open_record(by: Actor, incident_id: UUID) -> None:
    by.keyring = None
    services.open_incident(by=by, incident_id=incident_id)


def _searching(by: Actor, among: measure.Crowd, first: measure.Families, last: measure.Families) -> list[Line]:
    people = among.people[:_ASKED]
    exact = _names(by, [" ".join(person) for person in people])
    spelled = [f"{_spelling(first, one, -1)} {_spelling(last, other, 0)}" for one, other in people]
    fuzzy = _names(by, spelled)
    recall = measure.measure_recall(among, first, last, kept_out=kept_out)
    return [
        Line("name search, as spelled", exact.median, bar=EXACT_BAR, also=exact.also),
        Line("name search, other spelling, p95", fuzzy.p95, bar=FUZZY_BAR, also={"p50": fuzzy.median, "cpu": fuzzy.cpu}),
        *(
            Line(f"true name in the first 10, families {name}", 100 * part.share, "%", RECALL_BAR, least=True)
            for name, part in recall.items()
        ),
    ]


def _spelling(families: measure.Families, name: str, place: int) -> str:
    variants = families[name]["variants"]
    assert isinstance(variants, Sequence)
    return str(variants[place])


def _names(by: Actor, typed: Sequence[str]) -> Timed:
    """Each name once, after the index is open: how long the search takes with its entry in the log and the names opened."""
    queries.search_names(by=by, typed="bench", purpose="bench")
    turn = iter(typed)

    def search() -> None:
        by.keyring = None
        queries.search_names(by=by, typed=next(turn), purpose="bench")

    return timed(search, runs=len(typed), warm=0)


def _logins(built: Built, server: Server) -> list[Line]:
    """Founders one after the other, then everybody else at once."""
    founders = [one for one in built.secrets if "founder" in one.handle]
    members = [one for one in built.secrets if "founder" not in one.handle]
    alone = [_log_in(server, one) for one in founders]
    with Watch.over(server) as watch, ThreadPoolExecutor(len(members)) as pool:
        begun = time.perf_counter()
        list(pool.map(lambda one: _log_in(server, one), members))
        together = time.perf_counter() - begun
    return [
        Line("login, passphrase and code, p95", p95(alone), "s", LOGIN_BAR, also={"p50": Timed.of(alone).median}),
        Line(f"{len(members)} logins at once", together, "s", LOGINS_BAR),
        Line("  memory growth meanwhile (PSS)", watch.growth, "MB", GROWTH_BAR),
    ]


def _log_in(server: Server, secret: Secrets) -> float:
    """Seconds that both steps of a login take together, the pages they lead to left out."""
    return log_in(Browser(server.address), secret)


def _record_page(built: Built, server: Server) -> Line:
    walker = server.member(built.secret)
    held = [keys.vault.id for keys in keyring_of(built.member).of_kind(VaultKind.DOCUMENTATION)]
    ids = list(Incident.objects.filter(vault__in=held).order_by("id").values_list("id", flat=True)[:20])
    answers = [fetch(walker, reverse("documentation:incident", args=[one])) for one in ids]
    page = Timed.of([1000 * answer.seconds for answer in answers[2:]])
    served = Timed.of([app_time(answer) for answer in answers[2:]])
    return Line("a record's page over HTTP", page.median, also={"p95": page.p95, "server p50": served.median})
