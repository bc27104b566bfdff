"""Templates escape everything and carry no script or style of their own; styles and scripts ask no other host."""

import re

import pytest

from . import house

FORBIDDEN = {
    "unescaped output": re.compile(r"\|\s*safe\b|\|\s*safeseq\b|{%\s*autoescape\s+off"),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "style element": re.compile(r"<style\b"),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "script in the page": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE),
    "evaluated htmx": re.compile(r"\bhx-on\b|\bhx-vals\s*=\s*[\"']js:|\bhx-vars\b"),
    "other host": re.compile(
        r"(?:src|action|srcset)\s*=\s*[\"'](?:https?:)?//|<link\b[^>]*href\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE
    ),
}
HOST = re.compile(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", re.IGNORECASE)
NAMESPACES = re.compile(r"http://www\.w3\.org/[\w/.#-]*")


def _without_comments(text):
    return re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("fault", FORBIDDEN)
def test_templates_are_free_of(fault):
    found = [
        house.name(path)
        for path in house.templates()
        if FORBIDDEN[fault].search(_without_comments(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_styles_and_scripts_ask_no_other_host():
    found = []
    for path in house.static():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if HOST.search(NAMESPACES.sub("", line)) or re.search(r"@import|url\(\s*[\"']?(?:https?:)?//", line):
                found.append(f"{house.name(path)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_scripts_evaluate_nothing():
    evaluated = re.compile(r"\beval\(|new Function\(|\.innerHTML\s*=|document\.write|insertAdjacentHTML")
    assert [
        house.name(path) for path in house.static() if path.suffix == ".js" and evaluated.search(path.read_text(encoding="utf-8"))
    ] == []


def test_scripts_keep_nothing_in_the_browser():
    """Drafts are sealed on the server: what a browser stores stays on a seized machine."""
    kept = re.compile(r"\blocalStorage\b|\bsessionStorage\b|\bindexedDB\b|document\.cookie|\bcaches\.")
    assert [
        house.name(path) for path in house.static() if path.suffix == ".js" and kept.search(path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize(("fault", "line"), [
    ("unescaped output", "{{ note|safe }}"),
    ("style attribute", '<p class="a" style="color: red">'),
    ("event attribute", '<a onclick="x()">'),
    ("script in the page", "<script>x()</script>"),
    ("other host", '<img src="//example.org/a.png">'),
    ("other host", '<link rel="stylesheet" href="https://example.org/a.css">'),
])  # fmt: skip
def test_a_fault_is_seen(fault, line):
    assert FORBIDDEN[fault].search(line)


def test_our_own_script_is_allowed():
    assert not FORBIDDEN["script in the page"].search('<script src="/static/a.js" defer></script>')
