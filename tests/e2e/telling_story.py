"""The whole story, from the first alert to the funder's report, pressing the words that stand in bold in the tutorial."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from tests.e2e import addresses
from tests.e2e.telling import WHY, Telling

TUTORIALS = {
    "fr": "docs/fr/tutoriels/une-frappe-quatre-organisations.md",
    "en": "docs/en/tutorials/one-strike-four-organisations.md",
}


class Story(Telling):
    """One walk through the four pillars and the roof."""

    tutorials: ClassVar[dict[str, str]] = TUTORIALS
    name: ClassVar[str] = "story"

    def ways(self) -> tuple[Callable[[], None], ...]:
        return (
            self.alert,
            self.disagree,
            self.file,
            self.name_for_geneva,
            self.promise,
            self.session,
            self.referral,
            self.money,
            self.report,
            self.funder,
        )

    def disagree(self) -> None:
        self.enter("oumar")
        self.press()
        self.page.goto(addresses.story(self.page))
        assert self.page.locator("article.account").count() > 5
        assert self.page.locator("#propositions .notice.waits").count() == 1  # a proof that disproves less than it says

    def file(self) -> None:
        self.enter("bakary")
        self.press()
        self.page.goto(addresses.case(self.page))
        self.press()

    def name_for_geneva(self) -> None:
        self.enter("bakary")
        self.press()
        assert self.page.locator("table.list tbody tr").count() > 2
        self.page.locator("table.list tbody a").first.click()

    def promise(self) -> None:
        self.enter("paul")
        self.press()
        assert "Tondibani" in self.page.locator("main").inner_text()
        self.look("5-promise")
        self.fill(by_when="31/12/2026")
        self.press()

    def session(self) -> None:
        self.enter("issa")
        self.press()
        self.page.goto("/education/sessions/?status=held&region=ML05&sort=-present")
        self.page.locator("table.list tbody a").first.click()
        assert "53" in self.page.locator("main").inner_text()
        self.look("6-session")
        self.press()
        self.fill(need=WHY[self.language])
        self.press()
        assert WHY[self.language] not in self.page.locator("main").inner_text()

    def referral(self) -> None:
        self.enter("fanta")
        self.press()
        self.page.locator("main a[href^='/education/talks/0']").first.click()
        self.press()
        self.choose(service="RF-MED")
        self.press()

    def money(self) -> None:
        self.enter("sira")
        self.press()
        self.look("8-budget")
        self.press()
        self.press()
        self.choose(kind="office", currency="XOF")
        self.fill(spent_on="2026-08-20", document_number=f"F-{self.mark}", amount="65 596", words=WHY[self.language])
        self.page.locator("main [name=line_1]").select_option(index=1)
        self.press()
        assert "100" in self.page.locator("main").inner_text()  # 65,596 francs at 655.957

    def report(self) -> None:
        self.enter("luc")
        self.press()
        self.press()
        self.look("9-grant")
        self.press()

    def funder(self) -> None:
        self.enter("europe")
        self.press()
        assert self.page.locator("nav a[href='/persons/'], nav a[href='/incidents/'], nav a[href='/cases/']").count() == 0
