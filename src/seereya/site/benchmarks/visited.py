"""Which pages `bench pages` looks at, and as whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.advocacy.models import Action, Ask, Commitment, Recommendation
from seereya.documentation.models import Interview, Mission
from seereya.programme.models import BudgetVersion, Indicator
from seereya.protection.models import PersonRequest, Referral, Service
from seereya.vault.models import Disclosure

Row = tuple[str, str, tuple[object, ...], str]


@dataclass(frozen=True)
class Page:
    """A page of the table: whose, its words, its address."""

    role: Role
    name: str
    path: str


@dataclass(frozen=True)
class Funded:
    """The grant whose pages are looked at, and one of each of what it has."""

    grant: UUID
    frozen: UUID
    draft: UUID
    expense: UUID


@dataclass(frozen=True)
class Seen:
    """The records whose pages are looked at; `kind`: of violation, to filter by; `taught`: a session."""

    incident: UUID
    person: UUID
    item: UUID
    case: UUID
    kind: str
    taught: UUID
    funded: Funded

    def pages(self) -> Iterator[Page]:
        """Every page, role by role."""
        asked = {
            Role.DOCUMENTALIST: [*self._documentation(), *self._rooms_beside()],
            Role.COUNSEL: self._counsel(),
            Role.COORDINATOR: self._coordinator(),
            Role.DATA_PROTECTION: self._data_protection(),
            Role.ADVOCACY: self._advocacy(),
            Role.EDUCATOR: self._education(),
            Role.FINANCE: self._money(),
            Role.EVALUATION: self._results(),
            Role.DONOR: self._funder(),
            Role.AUDITOR: self._auditor(),
        }
        for role, rows in asked.items():
            for name, view, args, query in rows:
                yield Page(role, name, reverse(view, args=list(args)) + query)

    def _documentation(self) -> list[Row]:
        return [
            ("home", "home", (), ""),
            ("incidents", "documentation:incidents", (), ""),
            (
                "incidents, filtered and sorted",
                "documentation:incidents",
                (),
                f"?type={self.kind}&from=2018&to=2020&sort=-killed",
            ),
            ("incidents, text, page of 50", "documentation:incidents", (), "?q=village&size=50"),
            ("incidents, map", "documentation:incidents", (), "?view=map"),
            ("incident", "documentation:incident", (self.incident,), ""),
            ("incident, history", "documentation:incident-history", (self.incident,), ""),
            ("incident, print", "documentation:incident-print", (self.incident,), ""),
            ("persons", "documentation:persons", (), ""),
            ("person", "documentation:person", (self.person,), ""),
            ("bases of a person", "exits:basis", (self.person,), ""),
            ("sheet of a basis", "exits:sheet", (self.person,), ""),
            ("bases to review", "exits:reviews", (), ""),
            ("sources", "documentation:sources", (), ""),
            ("interviews", "documentation:interviews", (), ""),
            ("interview", "documentation:interview", (Interview.objects.earliest("reference").id,), ""),
            ("missions", "documentation:missions", (), ""),
            ("mission", "documentation:mission-edit", (Mission.objects.earliest("reference").id,), ""),
            ("questions to partners", "documentation:heard", (), ""),
            ("search in everything", "documentation:search", (), "?q=drone"),
            ("public events", "documentation:events", (), ""),
        ]

    def _rooms_beside(self) -> list[Row]:
        return [
            ("evidence", "evidence:items", (), ""),
            ("evidence, filtered and sorted", "evidence:items", (), "?kind=document&sort=size"),
            ("item", "evidence:item", (self.item,), ""),
            ("custody extract", "evidence:extract", (self.item,), ""),
            ("protection", "protection:home", (), ""),
            ("protection plans", "protection:plans", (), ""),
            ("directory of services", "protection:services", (), ""),
            ("service", "protection:service", (Service.objects.earliest("made_at").id,), ""),
            ("referral", "protection:referral", (Referral.objects.earliest("reference").id,), ""),
            ("risk of a person", "protection:risk", (self.person,), ""),
            ("exports", "exits:exports", (), ""),
        ]

    def _counsel(self) -> list[Row]:
        return [
            ("home", "home", (), ""),
            ("case files", "casework:cases", (), ""),
            ("case files, filtered and sorted", "casework:cases", (), "?flag=deadline&sort=due&order=desc"),
            ("case files, text", "casework:cases", (), "?q=village"),
            ("case file", "casework:case", (self.case,), ""),
            ("case file, form", "casework:case-edit", (self.case,), ""),
            ("time limit", "casework:deadline", (self.case, "d-0"), ""),
            ("diligence log", "casework:diligence-log", (self.case,), ""),
            ("case package", "casework:case-package", (self.case,), ""),
            ("counsel's notes", "casework:notes", (self.case,), ""),
            ("funnel", "casework:funnel", (), ""),
            ("counts of case files", "casework:case-counts", (), ""),
            ("holidays", "casework:holidays", (), ""),
            ("conflict checks", "casework:conflicts", (), ""),
            ("incident, with its case files", "documentation:incident", (self.incident,), ""),
            ("person, with its case files", "documentation:person", (self.person,), ""),
            ("ledger of exits", "exits:ledger", (), ""),
        ]

    def _coordinator(self) -> list[Row]:
        return [
            ("home", "home", (), ""),
            ("incidents", "documentation:incidents", (), ""),
            ("evidence", "evidence:items", (), ""),
            ("funnel", "casework:funnel", (), ""),
            ("counts of case files", "casework:case-counts", (), ""),
            ("ceilings of costs", "casework:ceilings", (), ""),
            ("members", "vault:members", (), ""),
            ("ledger of exits", "exits:ledger", (), ""),
            *self._results()[1:],
            ("sessions", "education:sessions", (), ""),
        ]

    def _data_protection(self) -> list[Row]:
        return [
            ("home", "home", (), ""),
            ("ledger of exits", "exits:ledger", (), ""),
            ("one exit", "exits:disclosure", (Disclosure.objects.earliest("made_at").id,), ""),
            ("bases of a person", "exits:basis", (self.person,), ""),
            ("bases to review", "exits:reviews", (), ""),
            ("exports", "exits:exports", (), ""),
            ("data protection", "protection:data-protection", (), ""),
            ("request of a person", "protection:request", (PersonRequest.objects.earliest("reference").id,), ""),
            ("processing register", "protection:processing", (), ""),
            ("protection", "protection:home", (), ""),
            ("limits of openings", "exits:limits", (), ""),
            ("trail of a record", "vault:trail", (self.incident,), ""),
        ]

    def _advocacy(self) -> list[Row]:
        return [
            ("home", "home", (), ""),
            ("advocacy", "advocacy:home", (), ""),
            ("commitments", "advocacy:commitments", (), ""),
            ("commitments past their deadline", "advocacy:commitments", (), "?show=overdue"),
            ("commitment", "advocacy:commitment", (Commitment.objects.earliest("reference").id,), ""),
            ("indicators of commitments", "advocacy:indicators", (), ""),
            ("asks", "advocacy:asks", (), ""),
            ("ask", "advocacy:ask", (Ask.objects.earliest("reference").id,), ""),
            ("actions", "advocacy:actions", (), ""),
            ("actions to follow up, page 2", "advocacy:actions", (), "?show=follow-up&page=2"),
            ("action", "advocacy:action", (Action.objects.earliest("reference").id,), ""),
            ("action, form", "advocacy:action-new", (), ""),
            ("recommendations", "advocacy:recommendations", (), ""),
            ("recommendation", "advocacy:recommendation", (Recommendation.objects.earliest("made_at").id,), ""),
            ("bodies", "advocacy:bodies", (), ""),
            ("stakeholders", "advocacy:stakeholders", (), ""),
        ]

    def _education(self) -> list[Row]:
        return [
            ("home", "home", (), ""),
            ("courses", "education:courses", (), ""),
            ("sessions", "education:sessions", (), ""),
            ("sessions, page 9", "education:sessions", (), "?page=9"),
            ("sessions to follow up", "education:follow-ups", (), ""),
            ("month", "education:month", (), ""),
            ("session", "education:session", (self.taught,), ""),
            ("session, form", "education:session-edit", (self.taught,), ""),
            ("session, counts", "education:session-counts", (self.taught,), ""),
            ("sheet of a session", "education:session-sheet", (self.taught,), ""),
            ("multipliers", "education:multipliers", (), ""),
        ]

    def _results(self) -> list[Row]:
        funded = self.funded
        return [
            ("home", "home", (), ""),
            ("programme", "programme:home", (), ""),
            ("grant", "programme:grant", (funded.grant,), ""),
            ("logframe", "programme:logframe", (funded.grant,), ""),
            ("indicator", "programme:indicator", (_indicator(funded.grant),), ""),
            ("activities", "programme:activities", (funded.grant,), ""),
            ("risks", "programme:risks", (funded.grant,), ""),
            ("reports", "programme:reports", (funded.grant,), ""),
            ("report that left", "programme:report", (funded.frozen,), ""),
            ("report being written", "programme:report", (funded.draft,), ""),
            ("budget compared", "programme:money", (funded.grant,), ""),
        ]

    def _money(self) -> list[Row]:
        grant = self.funded.grant
        return [
            ("home", "home", (), ""),
            ("money", "programme:money-home", (), ""),
            ("grant", "programme:grant", (grant,), ""),
            ("budget compared", "programme:money", (grant,), ""),
            ("budgets", "programme:budgets", (grant,), ""),
            ("budget", "programme:budget", (_budget(grant),), ""),
            ("transfers", "programme:transfers", (grant,), ""),
            ("rates", "programme:rates", (grant,), ""),
            ("expenses", "programme:expenses", (grant,), ""),
            ("expenses, page 9", "programme:expenses", (grant,), "?page=9"),
            ("expense", "programme:expense", (self.funded.expense,), ""),
            ("expense, form", "programme:expense-new", (grant,), ""),
            ("payees", "programme:payees", (), ""),
            ("support to victims", "programme:support", (grant,), ""),
            ("statement", "programme:statement", (grant,), ""),
        ]

    def _funder(self) -> list[Row]:
        funded = self.funded
        return [
            ("home", "home", (), ""),
            ("programme", "programme:home", (), ""),
            ("logframe", "programme:logframe", (funded.grant,), ""),
            ("report that left", "programme:report", (funded.frozen,), ""),
            ("budget compared", "programme:money", (funded.grant,), ""),
        ]

    def _auditor(self) -> list[Row]:
        return [
            *self._funder(),
            ("expenses", "programme:expenses", (self.funded.grant,), ""),
            ("audit", "programme:audit", (self.funded.grant,), ""),
        ]


def _indicator(grant: UUID) -> UUID:
    return Indicator.objects.filter(version__grant_id=grant).earliest("position").id


def _budget(grant: UUID) -> UUID:
    return BudgetVersion.objects.filter(grant_id=grant).earliest("number").id
