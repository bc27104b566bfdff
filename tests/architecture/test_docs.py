"""The documentation is whole: links lead somewhere, both languages have every page, decisions have their parts, scripts are described."""

import re
import tomllib

import pytest

from . import house

DOCS = house.ROOT / "docs"
PAGES = [
    *sorted(DOCS.rglob("*.md")),
    *(house.ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "deploy/README.md")),
]
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PAIRS = {
    "tutoriels/premiers-pas": "tutorials/first-steps",
    "tutoriels/premier-incident": "tutorials/first-incident",
    "tutoriels/premiere-parole": "tutorials/first-account",
    "tutoriels/une-frappe-quatre-organisations": "tutorials/one-strike-four-organisations",
    "guides/installer": "guides/install",
    "guides/fonder": "guides/found",
    "guides/inviter": "guides/invite",
    "guides/partager": "guides/share",
    "guides/proteger": "guides/protect",
    "guides/plaidoyer": "guides/advocacy",
    "guides/formulaire-wgeid": "guides/wgeid-form",
    "guides/fondement-et-sorties": "guides/basis-and-exits",
    "guides/preuves": "guides/evidence",
    "guides/suivre-un-dossier": "guides/follow-a-case-file",
    "guides/mandats-et-conflits": "guides/mandates-and-conflicts",
    "guides/observer-un-proces": "guides/observe-a-trial",
    "guides/animer-une-seance": "guides/run-a-session",
    "guides/cours": "guides/courses",
    "guides/saisir-une-depense": "guides/enter-an-expense",
    "guides/faire-un-transfert": "guides/make-a-transfer",
    "guides/rendre-compte-au-bailleur": "guides/report-to-the-funder",
    "guides/suspendre": "guides/suspend",
    "guides/retrouver-un-acces": "guides/get-back-in",
    "guides/entendre-une-personne": "guides/hear-a-person",
    "guides/importer-ucdp": "guides/import-ucdp",
    "guides/lieux-et-vocabulaires": "guides/places-and-vocabularies",
    "guides/sauvegarder": "guides/back-up",
    "guides/exploiter": "guides/run-a-server",
    "guides/cles-et-departs": "guides/keys-and-leavers",
    "guides/pays-d-hebergement": "guides/hosting-country",
    "guides/perquisition-et-saisie": "guides/warrant-and-seizure",
    "reference/commandes": "reference/commands",
    "reference/mesures": "reference/figures",
    "reference/dates": "reference/dates",
    "reference/ecrans": "reference/screens",
    "reference/statuts": "reference/statuses",
    "reference/regles-de-comptage": "reference/counting-rules",
    "reference/papiers-remplis": "reference/filled-papers",
    "explication/coffres-et-cles": "explanation/vaults-and-keys",
    "explication/disque-vole": "explanation/stolen-disk",
    "explication/index-scelle": "explanation/sealed-index",
    "explication/journal": "explanation/log",
    "explication/modele-de-menace": "explanation/threat-model",
    "explication/recits-contradictoires": "explanation/contradictory-accounts",
    "explication/analyse-d-impact": "explanation/impact-assessment",
}
ONE_LANGUAGE = {"reference/reglages"}  # English: docs/reference/settings.md, generated


@pytest.mark.parametrize("page", PAGES, ids=house.name)
def test_links_lead_somewhere(page):
    links = [
        link.split("#")[0]
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in link and not link.startswith("#")
    ]
    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_both_languages_have_every_page():
    french = {str(path.relative_to(DOCS / "fr").with_suffix("")) for path in (DOCS / "fr").rglob("*.md")}
    english = {str(path.relative_to(DOCS / "en").with_suffix("")) for path in (DOCS / "en").rglob("*.md")}
    assert french - ONE_LANGUAGE == set(PAIRS)
    assert english == set(PAIRS.values())


@pytest.mark.parametrize("french", PAIRS)
def test_translations_have_the_same_sections(french):
    def sections(path):
        return [line.split(" ")[0] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]

    assert sections(DOCS / f"fr/{french}.md") == sections(DOCS / f"en/{PAIRS[french]}.md")


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_decision_has_its_parts(page):
    text = page.read_text(encoding="utf-8")
    parts = re.findall(r"^## (\w+)$", text, re.MULTILINE)
    assert parts == ["Context", "Decision", "Consequences"]
    assert text.startswith(f"# {int(page.stem[:4])}. ")
    assert re.search(r"^Status: \w+", text, re.MULTILINE)
    assert f"({page.name})" in (DOCS / "decisions/README.md").read_text(encoding="utf-8")


def test_decisions_are_numbered_without_gaps():
    assert [int(page.stem[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_changelog_names_this_version():
    project = tomllib.loads((house.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"## {project['version']}" in (house.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["docs/fr/reference/commandes.md", "docs/en/reference/commands.md"])
def test_every_script_is_described(page):
    text = (house.ROOT / page).read_text(encoding="utf-8")
    scripts = [path.name for path in (house.ROOT / "script").iterdir() if path.is_file() and path.read_bytes().startswith(b"#!")]
    assert [name for name in scripts if f"`script/{name}" not in text] == []


def test_licence_is_the_whole_text():
    text = (house.ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert all(f"\n{number}." in text for number in range(1, 16))
    assert "Appendix" in text
