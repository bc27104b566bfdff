"""Every page a documentalist can come to by reading: fixed addresses, and records found by following links."""

from __future__ import annotations

from typing import Any

STORY = "frappe+rassemblement+Tondibani"  # words of the demonstration's story together

FIXED = {
    "home": "/",
    "incidents": "/incidents/",
    "incidents-narrowed": "/incidents/?q=march%C3%A9&status=VS-NEW&sort=-killed&size=50",
    "incidents-none": "/incidents/?q=zzzzzz",
    "incidents-map": "/incidents/?view=map",
    "incidents-refused": "/incidents/?sort=colour",
    "incident-new": "/incidents/new/",
    "persons": "/persons/",
    "person-new": "/persons/new/",
    "sources": "/sources/",
    "source-new": "/sources/new/",
    "names": "/names/",
    "search": "/search/?q=Tondibani",
    "search-nothing": "/search/?q=zzzzzz",
    "events": "/events/",
    "imports": "/imports/",
    "import-new": "/imports/new/",
    "places": "/places/",
    "vocabularies": "/vocabularies/",
    "vocabulary": "/vocabularies/violation_types/",
    "interviews": "/interviews/",
    "interview-new": "/interviews/new/",
    "missions": "/interviews/missions/",
    "mission-new": "/interviews/missions/new/",
    "heard": "/interviews/heard/",
    "observed-trials": "/observatory/trials/",
    "observation-new": "/observatory/trials/new/",
    "observation-blank": "/observatory/trials/blank/",
    "courts": "/observatory/courts/",
    "activity-new": "/observatory/courts/new/",
    "gaps": "/observatory/gaps/",
    "gap-new": "/observatory/gaps/new/",
    "evidence": "/evidence/",
    "evidence-new": "/evidence/new/",
    "protection": "/protection/",
    "protection-services": "/protection/services/",
    "talks": "/education/talks/",
    "exports": "/exports/",
    "basis-review": "/basis/review/",
    "organisation": "/organisation/",
    "profile": "/organisation/profile/",
    "me": "/me/",
    "me-trail": "/me/trail/",
    "me-code": "/me/code/",
    "me-passkey": "/me/passkey/",
    "me-recovery-code": "/me/recovery-code/",
    "me-passphrase": "/me/passphrase/",
    "me-suspend": "/me/suspend/",
    "not-there": "/incidents/01900000-0000-7000-8000-000000000000/",
}
# Pages of the story's incident, by what follows its own address.
INCIDENT = {
    "incident": "",
    "incident-edit": "edit/",
    "incident-history": "history/",
    "incident-print": "print/",
    "incident-move": "move/",
    "incident-share": "share/",
    "incident-relate": "relate/",
    "incident-place-edit": "place/edit/",
    "incident-print-names": "print/names/",
    "act-new": "acts/new/",
    "messages-new": "messages/",
    "account-new": "accounts/new/",
    "account-edit": "accounts/A1/edit/",
    "account-remove": "accounts/A2/remove/",
    "proposition-new": "propositions/new/",
    "proposition-edit": "propositions/P1/",
}
# Pages found by the first link of another page that matches.
FOUND = {
    "person": ("/persons/", "table.list tbody a[href^='/persons/']"),
    "source": ("/sources/", "table.list tbody a[href^='/sources/']"),
    "place": ("/places/", "main a[href^='/places/ML']"),
    "event": ("/events/", "table.list tbody a[href^='/events/']"),
    "import": ("/imports/", "table.list tbody a[href^='/imports/']"),
    "interview": ("/interviews/", "table.list tbody a[href^='/interviews/']"),
    "mission": ("/interviews/missions/", "main a[href^='/interviews/missions/0']"),
    "observation": ("/observatory/trials/", "table.list tbody a[href^='/observatory/trials/']"),
    "gap": ("/observatory/gaps/", "table.list tbody a[href^='/observatory/gaps/']"),
    "evidence-item": ("/evidence/", "table.list tbody a[href^='/evidence/']"),
    "referral": ("/protection/", "main a[href^='/protection/referrals/']"),
    "service": ("/protection/services/", "main a[href^='/protection/services/0']"),
    "submission": ("/advocacy/submissions/", "table.list tbody a[href^='/advocacy/submissions/']"),
    "colleague": ("/organisation/", "table.list tbody a[href*='/members/']"),
}
# Pages of other members than the documentalist, by whom: counsel, protection, data protection, coordination.
OTHERS = {
    "surveys": ("mariam", "/observatory/perception/"),
    "survey-new": ("mariam", "/observatory/perception/new/"),
    "survey-blank": ("mariam", "/observatory/perception/blank/"),
    "survey-compare": ("mariam", "/observatory/perception/compare/"),
    "survey-compare-outside": ("mariam", "/observatory/perception/compare/?for=outside"),
    "cases": ("bakary", "/cases/"),
    "cases-dormant": ("bakary", "/cases/?flag=dormant"),
    "case-new": ("bakary", "/cases/new/"),
    "funnel": ("bakary", "/cases/funnel/"),
    "case-counts": ("bakary", "/cases/counts/"),
    "holidays": ("bakary", "/cases/holidays/"),
    "ceilings": ("awa", "/cases/ceilings/"),
    "conflicts": ("bakary", "/cases/conflicts/"),
    "conflict-new": ("bakary", "/cases/conflicts/new/"),
    "submissions": ("bakary", "/advocacy/submissions/"),
    "submissions-none": ("bakary", "/advocacy/submissions/?q=zzzzzz"),
    "courses": ("issa", "/education/"),
    "course-new": ("issa", "/education/courses/new/"),
    "courses-shipped": ("issa", "/education/courses/shipped/"),
    "plans": ("fanta", "/protection/plans/"),
    "drills": ("fanta", "/protection/drills/"),
    "data-protection": ("nana", "/protection/data/"),
    "processing": ("nana", "/protection/data/processing/"),
    "exits": ("awa", "/exits/"),
    "limits": ("nana", "/limits/"),
    "advocacy": ("paul", "/advocacy/"),
    "commitments": ("paul", "/advocacy/commitments/?show=overdue"),
    "commitments-refused": ("paul", "/advocacy/commitments/?colour=red"),
    "commitment-new": ("paul", "/advocacy/commitments/new/"),
    "commitment-indicators": ("paul", "/advocacy/commitments/indicators/"),
    "asks": ("paul", "/advocacy/asks/"),
    "actions": ("paul", "/advocacy/actions/"),
    "action-new": ("paul", "/advocacy/actions/new/"),
    "recommendations": ("paul", "/advocacy/recommendations/"),
    "sheet-new": ("paul", "/advocacy/recommendations/sheets/new/"),
    "bodies": ("paul", "/advocacy/bodies/?show=used"),
    "body": ("paul", "/advocacy/bodies/NAT-MJ/"),
    "stakeholders": ("paul", "/advocacy/stakeholders/"),
    "stakeholder-new": ("paul", "/advocacy/stakeholders/new/"),
    "chronology": ("paul", "/advocacy/context/events/"),
    "cited-figures": ("paul", "/advocacy/context/figures/"),
    "observations": ("oumar", "/observatory/trials/"),
    "observation-new": ("oumar", "/observatory/trials/new/"),
    "observation-blank": ("oumar", "/observatory/trials/blank/"),
    "courts": ("oumar", "/observatory/courts/"),
    "gaps": ("oumar", "/observatory/gaps/"),
    "gap-new": ("oumar", "/observatory/gaps/new/"),
    "sessions": ("issa", "/education/sessions/"),
    "session-new": ("issa", "/education/sessions/new/"),
    "session-month": ("issa", "/education/sessions/month/"),
    "follow-ups": ("issa", "/education/sessions/follow-ups/"),
    "multipliers": ("issa", "/education/multipliers/"),
    "programme": ("luc", "/programme/"),
    "counting-rules": ("luc", "/programme/rules/"),
    "payees": ("sira", "/programme/payees/"),
}
# Pages of a session and of the grant, by whom: found by the first link of a list, and what follows their own address.
LATER = {
    "observation": ("oumar", "/observatory/trials/", "main a[href^='/observatory/trials/0']", ""),
    "session": ("issa", "/education/sessions/?status=held&region=ML05&sort=-present", "table.list tbody a", ""),
    "session-counts": ("issa", "/education/sessions/?status=held&region=ML05&sort=-present", "table.list tbody a", "counts/"),
    "session-sheet": ("issa", "/education/sessions/?status=held&region=ML05&sort=-present", "table.list tbody a", "sheet/"),
    "grant": ("luc", "/programme/", "main a[href^='/programme/grants/0']", ""),
    "logframe": ("luc", "/programme/", "main a[href^='/programme/grants/0']", "logframe/"),
    "activities": ("luc", "/programme/", "main a[href^='/programme/grants/0']", "activities/"),
    "risks": ("luc", "/programme/", "main a[href^='/programme/grants/0']", "risks/"),
    "reports": ("luc", "/programme/", "main a[href^='/programme/grants/0']", "reports/"),
    "told-logframe": ("europe", "/programme/", "main a[href^='/programme/grants/0']", "logframe/"),
    "money": ("sira", "/programme/", "main a[href^='/programme/grants/0']", "money/"),
    "transfers": ("sira", "/programme/", "main a[href^='/programme/grants/0']", "money/transfers/"),
    "expenses": ("sira", "/programme/", "main a[href^='/programme/grants/0']", "money/expenses/"),
    "expense-new": ("sira", "/programme/", "main a[href^='/programme/grants/0']", "money/expenses/new/"),
    "expense-sheet-new": ("sira", "/programme/", "main a[href^='/programme/grants/0']", "money/expenses/sheets/new/"),
    "support": ("sira", "/programme/", "main a[href^='/programme/grants/0']", "money/support/"),
    "audit": ("audit", "/programme/", "main a[href^='/programme/grants/0']", "money/audit/"),
}
# Pages of advocacy found by the first link of a list, and what follows their own address.
ADVOCACY = {
    "commitment": ("/advocacy/commitments/?show=overdue&q=Tondibani", ""),
    "commitment-move": ("/advocacy/commitments/?show=overdue&q=Tondibani", "move/"),
    "commitment-archive": ("/advocacy/commitments/?show=overdue&q=Tondibani", "archive/"),
    "proposal": ("/advocacy/commitments/?show=overdue&q=Tondibani", "proposal/"),
    "ask": ("/advocacy/asks/", ""),
    "action": ("/advocacy/actions/", ""),
    "recommendation": ("/advocacy/recommendations/?q=115.4", ""),
    "recommendation-assess": ("/advocacy/recommendations/", "assess/"),
    "stakeholder": ("/advocacy/stakeholders/", ""),
    "stance": ("/advocacy/stakeholders/", "stance/"),
    "chronology-one": ("/advocacy/context/events/", ""),
}
# Pages of the story's case file, by what follows its own address.
CASE = {
    "case": "",
    "case-edit": "edit/",
    "case-act-new": "acts/new/",
    "case-adjourn": "adjourn/",
    "case-proceeding-new": "proceedings/new/",
    "case-deadline-new": "deadlines/new/",
    "case-party-new": "parties/new/",
    "case-documented": "documented/",
    "case-log": "log/",
    "case-package": "package/",
    "case-reminder": "reminder/",
    "case-mandate-new": "mandates/new/",
    "case-update-new": "updates/new/",
    "case-cost-new": "costs/new/",
    "case-notes": "notes/",
}
NAMES = (*FIXED, *INCIDENT, *FOUND)


def story(page: Any) -> str:
    """The address of the story's incident, as the list leads to it."""
    page.goto(f"/incidents/?q={STORY}")
    found: str = page.locator("table.list tbody a").first.get_attribute("href")
    return found


def case(page: Any) -> str:
    """The address of the story's case file."""
    page.goto("/cases/?q=Tondibani&flag=dormant")
    found: str = page.locator("main a[href^='/cases/0']").first.get_attribute("href")
    return found


def address(page: Any, name: str, known: dict[str, str]) -> str:
    """Where a page is; what was found before is remembered in `known`."""
    if name in FIXED:
        return FIXED[name]
    if name in INCIDENT:
        if "story" not in known:
            known["story"] = story(page)
        return known["story"] + INCIDENT[name]
    if name not in known:
        where, link = FOUND[name]
        page.goto(where)
        known[name] = page.locator(link).first.get_attribute("href")
    return known[name]
