"""A documentalist's first incident, by keyboard only, step by step as the tutorial tells it (`docs/*/tuto*`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tests.e2e.browsing import Visits, picture
from tests.e2e.keyboard import Keys, Words

TITLE = {"fr": "Incendie de greniers près de Tondibani", "en": "Granaries burnt near Tondibani"}
WHEN = {"fr": "vers le 3 mars 2024", "en": "about 3 March 2024"}
SUMMARY = {"fr": "Des hommes à moto ont mis le feu aux greniers à la sortie de la prière.", "en": "Men on motorcycles set fire."}
VILLAGER = {"fr": "Une femme du village", "en": "A woman of the village"}
MINISTRY = {"fr": "Communiqué du ministère", "en": "Communiqué of the ministry"}
DENIAL = {"fr": "aucun mort civil", "en": "no civilian died"}
SAYS = {
    "fr": "Les greniers ont brûlé ; trois hommes sont morts en voulant sauver le mil.",
    "en": "Three men died saving the millet.",
}
SENTENCE = {"fr": "Des civils sont morts dans l’incendie.", "en": "Civilians died in the fire."}
NAME = {"fr": "Sékou Tangara", "en": "Sekou Tangara"}
PURPOSE = {"fr": "préparer l’audition de jeudi", "en": "to prepare Thursday's hearing"}
REASON = {"fr": "Les dates concordent.", "en": "The dates agree."}
PARTNER_WORDS = {"fr": "Nous avons un récit semblable.", "en": "We hold a similar account."}


@dataclass
class Walk:
    """One walk in one language: who walks, what is said on the way, where the incident is."""

    visits: Visits
    language: str
    words: Words = field(init=False)
    where: str = ""
    person: str = ""

    def __post_init__(self) -> None:
        self.words = Words(self.language)

    def page(self, handle: str = "oumar") -> Any:
        return self.visits.open(handle, language=self.language)

    def at(self, part: str = "", handle: str = "oumar") -> Keys:
        """The keys of a page of the incident."""
        page = self.page(handle)
        page.goto(self.where + part)
        return Keys(page)

    def seen(self, page: Any, name: str, at: str = "body") -> None:
        """A picture for the manual: what the window shows from there on."""
        picture(page, f"tutorial-{name}-{self.language}-1280", at=at)

    def begin(self) -> None:
        """The form, half filled; the tab is closed; the draft is there again and is saved."""
        say = self.words
        page = self.page()
        page.goto("/")
        keys = Keys(page)
        keys.press(say("Document an incident"))
        keys.type("title", TITLE[self.language])
        keys.type("when", WHEN[self.language])
        page.locator("[data-autosave-status]", has_text=":").first.wait_for()
        page.close()
        page = self.page()
        page.goto("/incidents/new/")
        assert say("This is your draft: it was kept, sealed, for you alone.") in page.locator("main").inner_text()
        assert page.locator("[name=title]").input_value() == TITLE[self.language]
        self.fill(Keys(page))

    def fill(self, keys: Keys) -> None:
        """Place by its beginning, summary, kind of violation; how the date was read; saved."""
        say, page = self.words, keys.page
        keys.type("place", "ton")
        page.locator("datalist option").first.wait_for(state="attached")
        keys.type("summary", SUMMARY[self.language])
        keys.press(say("Check before saving"))
        assert page.locator(".reading").first.inner_text().endswith(WHEN[self.language])
        if page.locator("[name=place_choice]").count():
            keys.choose("place_choice", "ML-DEMO-TONDIBANI")
        self.seen(page, "1-incident")
        keys.press(say("Save the incident"))
        self.where = page.url
        main = page.locator("main").inner_text()
        assert TITLE[self.language] in main
        assert WHEN[self.language] in main
        assert "Tondibani" in page.locator(".answers").inner_text()

    def account(self, source: str, kind: str, words: str, *, denied: bool = False) -> None:
        """One source's version, with how many it speaks of."""
        say = self.words
        keys = self.at()
        keys.press(say("Add an account"))
        keys.type("source_words", source)
        keys.choose("source_type", kind)
        keys.type("published", {"fr": "mars 2024", "en": "March 2024"}[self.language])
        keys.type("says", SAYS[self.language])
        keys.choose("quantities-0-category", "killed")
        keys.choose("quantities-0-status", "civilian")
        keys.type("quantities-0-words", words)
        if denied:
            keys.tick("quantities-0-denied")
        else:
            self.seen(keys.page, "2-account", at="fieldset.rows")
        keys.press(say("Save the account"))

    def accounts(self) -> None:
        """A villager's account with a range, and a ministry's denial."""
        self.account(VILLAGER[self.language], "ST-EYE", {"fr": "trois à cinq", "en": "three to five"}[self.language])
        self.account(MINISTRY[self.language], "ST-OFF", DENIAL[self.language], denied=True)
        keys = self.at()
        harmed = keys.page.locator("#harmed").inner_text()
        assert "3" in harmed
        assert "5" in harmed
        assert self.words("denied") in harmed
        assert DENIAL[self.language] in harmed
        self.seen(keys.page, "3-accounts", at="#harmed")

    def proposition(self) -> None:
        """A sentence on which the two differ, and where each stands."""
        say = self.words
        keys = self.at()
        keys.press(say("Add a proposition"))
        keys.type("words", SENTENCE[self.language])
        names = keys.page.locator("[name^='position-']").evaluate_all("found => [...new Set(found.map((one) => one.name))]")
        for name, stand in zip(names, ("supports", "contradicts"), strict=True):
            keys.choose(name, stand)
        keys.press(say("Save the proposition"))
        assert SENTENCE[self.language] in keys.page.locator("main").inner_text()
        assert keys.page.locator(".matrix .supports").count() == keys.page.locator(".matrix .contradicts").count() == 1

    def somebody(self) -> None:
        """A person with a sealed name, recorded and linked."""
        say = self.words
        keys = self.at()
        keys.press(say("Link a person"))
        keys.press(say("Record a person"))
        keys.type("names", NAME[self.language])
        keys.type("age_then", "30–39")
        keys.type("how", {"fr": "par la relaie du centre de santé", "en": "through the health centre"}[self.language])
        keys.press(say("Save the person"))
        self.person = keys.page.locator("h1").inner_text()
        assert NAME[self.language] not in keys.page.content()
        keys = self.at()
        keys.press(say("Link a person"))
        self.link(keys)
        assert self.person in keys.page.locator("#persons").inner_text()
        assert NAME[self.language] not in keys.page.content()

    def link(self, keys: Keys) -> None:
        """The person's code and part, on the page that links."""
        keys.type("code", self.person)
        keys.choose("role", "victim")
        keys.press(self.words("Link the person"))

    def opening(self) -> None:
        """The name is opened for a purpose, asked once; the opening is on the record, and the page at rest shows no name."""
        say = self.words
        keys = self.at()
        keys.fold(say("Who is %(code)s") % {"code": self.person})
        card = f"#persons li[id^='person-']:has-text('{self.person}')"
        keys.reach("#persons input[name=purpose]")
        keys.page.keyboard.type(PURPOSE[self.language])
        self.seen(keys.page, "4-sealed", at="#persons")
        keys.press(say("Open", "a sealed card"))
        assert NAME[self.language] in keys.page.locator(card).inner_text()
        assert PURPOSE[self.language] in keys.page.locator(card).inner_text()
        self.seen(keys.page, "5-opened", at="#persons")
        keys = self.at()
        assert NAME[self.language] not in keys.page.content()
        assert keys.page.locator("#persons input[name=purpose]").count() == 0, "asked twice in one case"

    def moving(self) -> None:
        """Verification: what the author may do, what is refused to the author in words, what a second person does."""
        say = self.words
        keys = self.at()
        keys.press(say("Take it up"))
        keys.press(say("Move it"))
        keys = self.at()
        keys.press(say("Send to verification"))
        keys.press(say("Move it"))
        page = self.at().page
        assert say("You wrote this incident: somebody else grades it.") in page.locator("#next").inner_text()
        self.seen(page, "6-refused", at="#next")
        keys = self.at(handle="salif")
        keys.press(say("Grade as corroborated"))
        keys.type("reason", REASON[self.language])
        keys.press(say("Move it"))
        assert REASON[self.language] in keys.page.locator("aside, .side").first.inner_text()

    def sharing(self) -> None:
        """A partner reads and comments, without names; withdrawn, it looks as if it had never been there."""
        say = self.words
        partner = self.page("ines")
        assert partner.goto(self.where).status == 404
        keys = self.at()
        keys.press(say("Share"))
        keys.choose("organisation", self.organisation("FIDH"))
        keys.press(say("Share with this partner"))
        keys = self.at(handle="ines")
        told = keys.page.locator("main").inner_text()
        assert TITLE[self.language] in told
        assert self.person in told
        assert keys.page.locator(".sealed").count() == 0
        assert NAME[self.language] not in keys.page.content()
        self.seen(keys.page, "7-partner")
        keys.type("words", PARTNER_WORDS[self.language])
        keys.press(say("Add the comment"))
        keys = self.at()
        assert PARTNER_WORDS[self.language] in keys.page.locator("#comments").inner_text()
        keys.press(say("Withdraw"))
        keys.press(say("Withdraw the share"))
        assert self.page("ines").goto(self.where).status == 404

    def organisation(self, code: str) -> str:
        """The value of a partner in the form."""
        found = self.visits.house.rows("SELECT id FROM accounts_organisation WHERE code = ?", code)
        return str(UUID(str(found[0][0])))
