"""Builds the files of a pack from a version: pages, player, pictures, voices, a manifest with the SHA-256 of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from seereya.education import media
from seereya.education.models import CourseVersion, MediaFile
from seereya.education.packing.options import PackOptions, folder_name
from seereya.education.packing.wordsout import blocks
from seereya.education.queries.courses import LoadedScreen, pictures_of, screens_of
from seereya.education.rules.resultcode import mark_of
from seereya.education.rules.screens import RECKONED, Asked, Kind, Text
from seereya.education.services.publishing import check_frozen, said_by
from seereya.reference import terms

PLAYER = Path(__file__).resolve().parent.parent / "static" / "education" / "pack"
MANIFEST = "manifest.json"
_SPOKEN = "fr"  # words of the player where it does not know the language of the course
Make = Callable[[], bytes]


def words_in(language: str) -> str:
    """The language the player's own words are in."""
    return language if language in dict(settings.LANGUAGES) else _SPOKEN


@dataclass
class Pack:
    """A pack of one version: each file by its name, made when it is asked for."""

    version: CourseVersion
    options: PackOptions
    screens: list[LoadedScreen]
    said: dict[str, Any]
    draft: bool = False
    _pictures: dict[str, MediaFile] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """What the folder is called."""
        return folder_name(self.said["code"], self.version.number, self.digest, neutral=self.options.neutral)

    @property
    def digest(self) -> str:
        """The digest of what was published; for the preview of a draft, one that is no version's."""
        return self.version.digest or "0" * 64

    @cached_property
    def files(self) -> dict[str, Make]:
        """Names and makers of all files but the manifest, in the order they stand in the ZIP."""
        found: dict[str, Make] = {"index.html": self._index}
        found |= {f"x/{name}": (PLAYER / name).read_bytes for name in ("style.css", "play.js")}
        for name, row in self._media().items():
            found[name] = _reader(row.sha256)
        for language in self.options.languages:
            found |= self._pages(language)
        return found

    def _pages(self, language: str) -> dict[str, Make]:
        found: dict[str, Make] = {f"{language}/00.html": lambda: self._page(language, "contents", self._contents(language))}
        for number in range(1, len(self.screens) + 1):
            found[f"{language}/{number:02}.html"] = self._maker(language, number)
        found[f"{language}/end.html"] = lambda: self._page(language, "end", {"last": len(self.screens)})
        if self.options.sheet:
            found[f"{language}/print.html"] = lambda: self._page(language, "print", self._sheet(language))
        return found

    def _maker(self, language: str, number: int) -> Make:
        return lambda: self._page(language, "screen", self._screen(language, number))

    def _media(self) -> dict[str, MediaFile]:
        found = {}
        for number, screen in enumerate(self.screens, start=1):
            if screen.unit.picture:
                found[_picture(number, screen.unit.picture)] = screen.unit.picture
            for language in self.options.languages:
                if language in screen.recordings:
                    found[_voice(language, number, screen.recordings[language].media)] = screen.recordings[language].media
        for row in self._pictures.values():
            found[_card(row)] = row
        return found

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Every file with its bytes, the manifest last."""
        listed = {}
        for name, make in self.files.items():
            data = make()
            listed[name] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            yield name, data
        yield MANIFEST, self._manifest(listed)

    def read(self, name: str) -> bytes | None:
        """One file by its name, or nothing where the pack has none of that name."""
        make = self.files.get(name)
        return make() if make else None

    def _manifest(self, listed: dict[str, Any]) -> bytes:
        said: dict[str, Any] = {"format": 1, "version": self.version.number, "digest": self.version.digest}
        said["titles"] = {language: self._title(language) for language in self.options.languages}
        if not self.options.neutral:
            said |= {"code": self.said["code"], "licence": self.said["licence"], "credit": self._credit()}
        return (json.dumps({**said, "files": listed}, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    def _credit(self) -> str:
        return str(self.said["credit"] or self.version.course.organisation.name)

    def _title(self, language: str) -> str:
        titles = self.said["neutral_titles" if self.options.neutral else "titles"]
        return str(titles.get(language) or next(iter(titles.values()), self.said["code"]))

    def _index(self) -> bytes:
        first = self.options.languages[0]
        choices = [{"code": one, "name": _own_name(one), "title": self._title(one)} for one in self.options.languages]
        return self._page(first, "index", {"choices": choices, "up": ""})

    def _contents(self, language: str) -> dict[str, Any]:
        titles = [(f"{number:02}", _text(screen, language).title) for number, screen in enumerate(self.screens, start=1)]
        summaries = {} if self.options.neutral else self.said["summaries"]
        return {"screens": titles, "summary": summaries.get(language, ""), "sheet": self.options.sheet}

    def _screen(self, language: str, number: int) -> dict[str, Any]:
        screen, text = self.screens[number - 1], _text(self.screens[number - 1], language)
        picture, recording = screen.unit.picture, screen.recordings.get(language)
        before = sum(len(_reckoned(one)) for one in self.screens[: number - 1])
        return {
            "number": number,
            "count": len(self.screens),
            "previous": f"{number - 1:02}",
            "next": f"{number + 1:02}" if number < len(self.screens) else "end",
            "heading": text.title,
            "blocks": blocks(text.text),
            "picture": {"name": _picture(number, picture), "alt": text.alt} if picture else None,
            "voice": _voice(language, number, recording.media).split("/")[-1] if recording else "",
            "facts": [_fact(one, language) for one in screen.unit.facts],
            "questions": self._questions(screen, language, before),
        }

    def _questions(self, screen: LoadedScreen, language: str, before: int) -> list[dict[str, Any]]:
        found = []
        for _row, question in screen.questions:
            reckoned = question.kind in RECKONED
            found.append(
                {
                    "kind": question.kind.value,
                    "place": before if reckoned else -1,
                    "asked": question.asked.asked.get(language, ""),
                    "said": question.asked.said.get(language, ""),
                    "answers": self._answers(question.kind, question.asked, language),
                }
            )
            before += reckoned
        return found

    def _answers(self, kind: Kind, asked: Asked, language: str) -> list[dict[str, Any]]:
        return [
            {
                "words": _truth(place) if kind == Kind.TRUTH else one.words.get(language, ""),
                "right": one.right,
                "said": one.said.get(language, ""),
                "picture": _card(self._pictures[one.picture]) if one.picture in self._pictures else "",
            }
            for place, one in enumerate(asked.answers)
        ]

    def _sheet(self, language: str) -> dict[str, Any]:
        pages = [self._screen(language, number) for number in range(1, len(self.screens) + 1)]
        for page, screen in zip(pages, self.screens, strict=True):
            page["script"] = blocks(_text(screen, language).script)
        note = "" if self.options.neutral else self.said["security_note"]
        return {"pages": pages, "note": blocks(note)}

    def _page(self, language: str, name: str, said: dict[str, Any]) -> bytes:
        same = {
            "language": language,
            "up": "../",
            "title": self._title(language),
            "neutral": self.options.neutral,
            "credit": self._credit(),
            "licence": self.said["licence"],
            "draft": self.draft,
            "asked": sum(len(_reckoned(one)) for one in self.screens),
            "mark": mark_of(self.digest) if self.options.code and not self.draft else "",
        }
        with translation.override(words_in(language)):
            return (render_to_string(f"education/pack/{name}.html", {**same, **said}).strip() + "\n").encode()


def pack_of(version: CourseVersion, options: PackOptions) -> Pack:
    """A pack, or the preview of one. Raises `Refused("version_altered")` where a published version was changed underneath."""
    screens = screens_of(version)
    check_frozen(version, screens)
    draft = version.status == CourseVersion.DRAFT
    return Pack(version, options, screens, said_by(version), draft, pictures_of(screens))


def _reader(sha256: str) -> Make:
    return lambda: media.read(sha256)


def _text(screen: LoadedScreen, language: str) -> Text:
    return Text.of(screen.unit.texts.get(language))


def _reckoned(screen: LoadedScreen) -> list[Kind]:
    return [question.kind for _, question in screen.questions if question.kind in RECKONED]


def _picture(number: int, row: MediaFile) -> str:
    return f"x/{number:02}{media.ENDINGS[row.mime]}"


def _card(row: MediaFile) -> str:
    return f"x/{row.sha256[:8]}{media.ENDINGS[row.mime]}"


def _voice(language: str, number: int, row: MediaFile) -> str:
    return f"{language}/{number:02}{media.ENDINGS[row.mime]}"


def _own_name(language: str) -> str:
    word = terms.vocabulary("languages").get(language)
    return word.label(language) if word else language


def _truth(place: int) -> str:
    return str(translation.pgettext("an answer", "True") if place == 0 else translation.pgettext("an answer", "False"))


def _fact(kept: dict[str, Any], language: str) -> dict[str, Any]:
    said = words_in(language)
    return {
        "label": kept.get(said, ""),
        "note": kept.get(f"note_{said}", ""),
        "source": kept.get("source", ""),
        "unsure": kept.get("confidence") != "sourced",
    }
