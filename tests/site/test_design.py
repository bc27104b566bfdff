"""The page frame and its parts: light, readable, free of inline code, closed where something is sealed."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template, engines
from django.template.loader import render_to_string
from django.utils.translation import override

from seereya import site

SITE = Path(site.__file__).parent
STATIC = SITE / "static" / "seereya"
TEMPLATES = sorted((SITE / "templates").rglob("*.html"))
MODULES = sorted((STATIC / "js").glob("*.js"))
CSS = (STATIC / "seereya.css").read_text(encoding="utf-8")

FRAME = {
    "product_name": "Archive",
    "search_url": "/search",
    "organisation": "AMDH",
    "vaults_open": 2,
    "vaults_close_url": "/close",
    "member": "awa",
    "logout_url": "/logout",
    "lock_url": "/lock",
    "navigation": [
        {"url": "/d", "label": "Document", "current": True, "count": 3},
        {"url": "/e", "label": "Evidence", "current": False},
    ],
    "messages_said": [{"kind": "done", "text": "Kept."}],
}


def part(name: str, **context: object) -> str:
    return render_to_string(f"components/{name}.html", context)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def weight(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)


# Weight and policy


def test_the_stylesheet_and_the_first_page_are_light_enough_for_a_slow_link() -> None:
    page = len(gzip.compress(render_to_string("base.html", FRAME).encode()))
    assert weight(STATIC / "seereya.css") <= 15_000
    assert page + weight(STATIC / "seereya.css", *MODULES, *STATIC.glob("*.svg")) <= 50_000


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_what_the_content_security_policy_forbids(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|<style|javascript:|data:(?!-)|\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "|safe" not in text
    assert "autoescape off" not in text
    assert "//" not in text.replace("http://www.w3.org/", "")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_no_module_stores_evaluates_or_reaches_elsewhere(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    for forbidden in (
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "caches.",
        "document.cookie",
        "eval(",
        "innerHTML",
        "http:",
        "https:",
    ):
        assert forbidden not in text


def test_the_stylesheet_asks_no_other_host_and_loads_no_font() -> None:
    assert re.findall(r"url\(([^)]*)\)", CSS) == ['"band.svg"']
    assert "@import" not in CSS
    assert "@font-face" not in CSS


def test_every_class_promised_to_those_who_write_templates_exists() -> None:
    readme = (STATIC / "README.md").read_text(encoding="utf-8")
    chapter = readme.partition("## Classes")[2].partition("## Behaviour")[0]
    promised = set(re.findall(r"\.([a-z][a-z-]+)\b", " ".join(re.findall(r"`([^`]*)`", chapter))))
    known = set(re.findall(r"\.([a-z][a-z-]+)", CSS))
    assert promised - known == set()


def test_every_part_in_the_reference_exists() -> None:
    readme = (STATIC / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(_[a-z_]+\.html)`", readme))
    assert named <= {path.name for path in TEMPLATES}


# Colours


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


SCHEMES = {
    "light": tokens(CSS.split(":root {")[1]),
    "dark": tokens(CSS.split(":root {")[2]),
    "print": tokens(CSS.split("@media print {")[1].splitlines()[1]),
}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("text", ["ink", "soft", "accent", "waits", "late", "done"])
@pytest.mark.parametrize("ground", ["paper", "raised", "sunk"])
def test_words_can_be_read_on_every_ground(scheme: str, text: str, ground: str) -> None:
    assert contrast(SCHEMES[scheme][text], SCHEMES[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", ["waits", "late", "done", "accent"])
def test_badges_and_notices_can_be_read(scheme: str, kind: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[kind], colours[f"{kind}-soft"]) >= 4.5
    assert contrast(colours["ink"], colours[f"{kind}-soft"]) >= 4.5
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_edge_of_a_field_can_be_seen(scheme: str) -> None:
    for ground in ("paper", "raised"):
        assert contrast(SCHEMES[scheme]["edge"], SCHEMES[scheme][ground]) >= 3


# Frame


def test_a_page_offers_search_navigation_open_vaults_and_a_way_out() -> None:
    with override("en"):
        page = render_to_string("base.html", FRAME)
    assert 'href="#main"' in page
    assert 'aria-current="page"' in page
    assert "2 vaults open" in words(page)
    for act in ("/close", "/lock", "/logout"):
        assert f'method="post" action="{act}"' in page
    assert "Confidential" in words(page)


def test_the_frame_stands_without_any_variable_and_offers_nothing_then() -> None:
    page = render_to_string("base.html", {})
    assert "<main" in page
    assert 'role="search"' not in page
    assert "<nav" not in page
    assert 'action=""' not in page


def test_the_language_switch_offers_the_other_language_only() -> None:
    with override("fr"):
        languages = [("fr", "Français"), ("en", "English")]
        page = render_to_string("base_guest.html", {"languages": languages, "language_url": "/language"})
    assert 'action="/language"' in page
    assert 'value="en" lang="en"' in page
    assert 'value="fr"' not in page


def test_a_public_page_carries_no_confidential_mark() -> None:
    with override("en"):
        page = render_to_string("base.html", {"public_page": True})
    assert "Confidential" not in page


def test_the_reference_reaches_every_printed_page() -> None:
    page = Template('{% extends "base.html" %}{% block print_reference %}INC-1{% endblock %}').render(Context({}))
    assert 'data-reference="INC-1"' in page
    assert "--reference: attr(data-reference)" in CSS
    assert "counter(pages)" in CSS


@pytest.mark.parametrize("status", [400, 403, 404, 409, 429])
def test_a_refusal_is_plain_and_leads_out(status: int) -> None:
    with override("en"):
        page = render_to_string(f"{status}.html", {"home_url": "/desk"})
    assert 'href="/desk"' in page
    assert "!" not in words(page)
    assert not re.search(r"oops|sorry|error|illegal|invalid", words(page), re.IGNORECASE)


def test_a_refusal_says_what_is_missing_and_who_can_give_it() -> None:
    page = render_to_string("403.html", {"refusal": "A second person has to agree.", "giver": "Ask counsel."})
    assert "A second person has to agree." in page
    assert "Ask counsel." in page


def test_not_there_and_not_yours_read_the_same() -> None:
    with override("en"):
        assert "The answer is the same in both cases" in words(render_to_string("404.html", {}))


def test_a_fault_of_ours_is_said_without_context_catalogue_or_static_files() -> None:
    source = (SITE / "templates" / "500.html").read_text(encoding="utf-8")
    assert "{{" not in source
    assert set(re.findall(r"{% (\w+)", source)) == {"comment", "endcomment"}
    page = engines["django"].from_string(source).render({})
    assert page.startswith("<!doctype html>")
    assert "La panne est de notre côté" in page


# Parts


class Questions(forms.Form):
    when = forms.CharField(label="When", help_text="As people say it <b>.")
    seen = forms.ChoiceField(label="Seen?", choices=[("y", "Yes"), ("k", "Does not know")], widget=forms.RadioSelect)
    safe = forms.BooleanField(label="Safe to call", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_question_has_its_hint_above_and_its_error_in_words() -> None:
    form = Questions({})
    with override("en"):
        html = part("_field", field=form["when"])
    assert html.index("id_when_helptext") < html.index("id_when_error") < html.index("<input")
    assert 'aria-describedby="id_when_helptext id_when_error"' in html
    assert "required" in words(html)
    assert "&lt;b&gt;" in html


def test_choices_are_a_group_with_a_name() -> None:
    html = part("_field", field=Questions()["seen"])
    assert "<fieldset" in html
    assert re.search(r"<legend>\s*Seen\?", html)


def test_the_summary_leads_to_each_question_and_its_links_arrive() -> None:
    form = Questions({})
    html = part("_form", form=form, submit="Save")
    targets = re.findall(r'href="#([^"]+)"', html)
    assert targets == ["id_when", "id_seen_field"]
    assert all(f'id="{target}"' in html for target in targets)


def test_a_hidden_question_shows_no_label() -> None:
    assert "<label" not in part("_field", field=Questions()["secret"])


CARD = {"kind": "identity", "title": "Identity of witness 2", "inside": "A name.", "openers": "Three members."}


def test_a_sealed_card_says_what_is_inside_and_who_can_open_it() -> None:
    with override("en"):
        html = part("_sealed_card", card={**CARD, "refusal": "Ask the focal point."})
    for said in ("A name.", "Three members.", "Ask the focal point.", "Sealed"):
        assert said in words(html)
    assert "<form" not in html


def test_a_purpose_is_asked_only_when_needed() -> None:
    asked = part("_sealed_card", card={**CARD, "open_url": "/open", "purpose_needed": True})
    given_already = part("_sealed_card", card={**CARD, "open_url": "/open"})
    assert 'name="purpose"' in asked
    assert 'name="purpose"' not in given_already
    assert 'method="post" action="/open"' in given_already


def test_an_open_card_says_it_is_on_the_record_and_can_be_closed() -> None:
    with override("en"):
        html = part("_sealed_card", card={**CARD, "facts": [{"label": "Name", "value": "A <b>"}], "close_url": "/shut"})
    assert "A &lt;b&gt;" in html
    assert "on the record" in words(html)
    assert 'action="/shut"' in html


def test_a_list_can_be_walked_by_keys_and_read_by_a_screen_reader() -> None:
    table = {
        "caption": "Incidents",
        "columns": [{"label": "Reference", "sort_url": "?s", "sorted": "ascending"}, {"label": "Dead", "numeric": True}],
        "rows": [
            {"url": "/1", "edit_url": "/1/e", "cells": [{"text": "INC-1", "reference": True}, {"text": 0, "numeric": True}]}
        ],
    }
    html = part("_table", table=table)
    assert 'data-url="/1" data-edit-url="/1/e"' in html
    assert 'aria-sort="ascending"' in html
    assert re.search(r'<th scope="row">\s*<a href="/1" class="reference">INC-1</a>', html)
    assert re.search(r'<td class="number">\s*<span>0</span>', html)


def test_an_empty_list_says_so() -> None:
    assert "No incident yet" in part("_table", table={"rows": [], "empty": "No incident yet"})


def test_a_value_left_out_is_said_in_words_not_by_colour() -> None:
    facet = {
        "label": "Status",
        "values": [{"label": "Draft", "count": 1234, "include_url": "?a", "exclude_url": "?b", "state": "out"}],
    }
    with override("en"):
        html = part("_facets", facets=[facet])
    assert "without Draft" in words(html)
    assert "1,234" in html


def test_long_work_is_looked_at_until_it_is_finished() -> None:
    running = {"label": "Import", "done": 10, "total": 1000, "state": "running", "state_words": "Running", "url": "/p"}
    with override("fr"):
        html = part("_progress", progress=running)
        assert 'data-progress-url="/p"' in html
        assert 'max="1000" value="10"' in html
    assert "data-progress-url" not in part("_progress", progress={**running, "state": "done", "url": None})


def test_a_change_is_marked_in_words() -> None:
    with override("en"):
        html = part("_diff", diff=[{"label": "Dead", "before": "nineteen dead", "after": "nineteen killed"}])
    assert "removed: dead" in words(html)
    assert "added: killed" in words(html)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_drawings_never_carry_a_decimal_comma(language: str) -> None:
    source = '{% load design %}{% range_bar 1 3 7 "1 à 3" best=2 %}{% share_bar 1 3 "a" %}{% grade "b" 2 %}'
    with override(language):
        html = Template(source).render(Context({}))
    for value in re.findall(r'(?:x|width|viewBox|translate)\s*[=(]"?([^")]+)', html):
        assert "," not in value


def test_a_drawing_is_always_said_in_words() -> None:
    html = Template('{% load design %}{% range_bar 24 None 40 "dozens" %}').render(Context({}))
    assert words(html) == "dozens"
    assert 'class="open-end"' in html
