"""Dates typed as people say them are read, or refused with what is wrong."""

from datetime import date

import pytest

from seereya.foundation.dates import BadDate, UncertainDate, parse, say

TODAY = date(2026, 11, 18)  # a Wednesday


def read(text, **options):
    return parse(text, today=TODAY, **options)


def d(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/1/2021", "2021-01-03"),
        ("03/04/2021", "2021-04-03"),
        ("03.01.21", "2021-01-03"),
        ("3-1-2021", "2021-01-03"),
        ("2021-01-03", "2021-01-03"),
        ("3 janvier 2021", "2021-01-03"),
        ("Le dimanche 3 janvier 2021", "2021-01-03"),
        ("1er mars 2020", "2020-03-01"),
        ("premier mars 2020", "2020-03-01"),
        ("January 3, 2021", "2021-01-03"),
        ("3rd of January 2021", "2021-01-03"),
        ("on Sunday 3 January 2021", "2021-01-03"),
        ("3 janv. 2021", "2021-01-03"),
        ("3 AOÛT 2021", "2021-08-03"),
        ("3 mars 21", "2021-03-03"),
        ("03/01/62", "1962-01-03"),
        ("29/02/2024", "2024-02-29"),
        ("hier", "2026-11-17"),
        ("avant-hier", "2026-11-16"),
        ("Today", "2026-11-18"),
        ("il y a 3 jours", "2026-11-15"),
        ("three days ago", "2026-11-15"),
        ("lundi dernier", "2026-11-16"),
        ("last Wednesday", "2026-11-11"),
    ],
)
def test_a_day_is_read_day_first(text, day):
    for language in ("fr", "en", None):
        assert read(text, language=language) == UncertainDate(d(day), d(day), "day")


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "circa"),
    [
        ("mars 2021", "2021-03-01", "2021-03-31", "month", False),
        ("au mois de mars 2021", "2021-03-01", "2021-03-31", "month", False),
        ("03/2021", "2021-03-01", "2021-03-31", "month", False),
        ("vers le 3/1/2021", "2021-01-03", "2021-01-03", "day", True),
        ("about March 2021", "2021-03-01", "2021-03-31", "month", True),
        ("mars 2021 ?", "2021-03-01", "2021-03-31", "month", True),
        ("c. 2019", "2019-01-01", "2019-12-31", "year", True),
        ("fin mars 2021", "2021-03-21", "2021-03-31", "range", False),
        ("end of February 2021", "2021-02-21", "2021-02-28", "range", False),
        ("début 2020", "2020-01-01", "2020-04-30", "range", False),
        ("mi-mai 2019", "2019-05-11", "2019-05-20", "range", False),
        ("été 2018", "2018-06-01", "2018-09-22", "season", False),
        ("winter 2018", "2018-12-01", "2019-03-20", "season", False),
        ("saison des pluies 2019", "2019-06-01", "2019-09-30", "season", False),
        ("hivernage 2019", "2019-06-01", "2019-09-30", "season", False),
        ("the dry season of 2019-2020", "2019-10-01", "2020-05-31", "season", False),
        ("2019", "2019-01-01", "2019-12-31", "year", False),
        ("années 2010", "2010-01-01", "2019-12-31", "decade", False),
        ("in the 1990s", "1990-01-01", "1999-12-31", "decade", False),
        ("entre mars et mai 2021", "2021-03-01", "2021-05-31", "range", False),
        ("mars-mai 2021", "2021-03-01", "2021-05-31", "range", False),
        ("mars ou avril 2021", "2021-03-01", "2021-04-30", "range", False),
        ("between 3 and 5 March 2021", "2021-03-03", "2021-03-05", "range", False),
        ("between March 3 and March 5, 2021", "2021-03-03", "2021-03-05", "range", False),
        ("March 3-5, 2021", "2021-03-03", "2021-03-05", "range", False),
        ("du 3 au 5 mars 2021", "2021-03-03", "2021-03-05", "range", False),
        ("3-5 mars 2021", "2021-03-03", "2021-03-05", "range", False),
        ("nuit du 3 au 4 janvier 2021", "2021-01-03", "2021-01-04", "range", False),
        ("du 28 février au 3 mars 2021", "2021-02-28", "2021-03-03", "range", False),
        ("du 3/3 au 5/4/2021", "2021-03-03", "2021-04-05", "range", False),
        ("du 30/12/2020 au 2/1/2021", "2020-12-30", "2021-01-02", "range", False),
        ("entre fin mars et début avril 2021", "2021-03-21", "2021-04-10", "range", False),
        ("entre vers mars et mai 2021", "2021-03-01", "2021-05-31", "range", True),
        ("2018-2020", "2018-01-01", "2020-12-31", "range", False),
        ("avant 2019", None, "2018-12-31", "range", False),
        ("jusqu’en 2019", None, "2019-12-31", "range", False),
        ("d'ici 2030", None, "2030-12-31", "range", False),
        ("après le 2 février 2020", "2020-02-03", None, "range", False),
        ("depuis 2019", "2019-01-01", None, "range", False),
        ("since March 2019", "2019-03-01", None, "range", False),
        ("il y a trois mois", "2026-08-01", "2026-08-31", "month", True),
        ("two years ago", "2024-01-01", "2024-12-31", "year", True),
        ("il y a deux semaines", "2026-11-02", "2026-11-08", "range", True),
        ("la semaine dernière", "2026-11-09", "2026-11-15", "range", False),
        ("this week", "2026-11-16", "2026-11-18", "range", False),
        ("l’année dernière", "2025-01-01", "2025-12-31", "year", False),
        ("le mois dernier", "2026-10-01", "2026-10-31", "month", False),
        ("décembre dernier", "2025-12-01", "2025-12-31", "month", False),
        ("ne sait pas", None, None, "unknown", False),
        ("Unknown", None, None, "unknown", False),
        ("s.d.", None, None, "unknown", False),
    ],
)
def test_an_uncertain_date_is_read_with_its_bounds(text, first, last, precision, circa):
    for language in ("fr", "en", None):
        assert read(text, language=language) == UncertainDate(d(first), d(last), precision, circa)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" , ", "empty"),
        ("un jour de marché", "not_understood"),
        ("31/02/2021", "no_such_day"),
        ("31 avril 2020", "no_such_day"),
        ("29/02/2023", "no_such_day"),
        ("0/3/2021", "no_such_day"),
        ("3/13/2021", "no_such_month"),
        ("2021-13-03", "no_such_month"),
        ("13/2021", "no_such_month"),
        ("31 avril", "year_missing"),
        ("3/1", "year_missing"),
        ("mars", "year_missing"),
        ("été", "year_missing"),
        ("mars 21", "two_digit_year"),
        ("21-01-03", "two_digit_year"),
        ("'98", "two_digit_year"),
        ("lundi 3 janvier 2021", "weekday_differs"),
        ("entre mai et mars 2021", "end_before_start"),
        ("du 5 au 3 mars 2021", "end_before_start"),
        ("2020-2018", "end_before_start"),
        ("2030", "future"),
        ("du 3 mars 2021 au 5 avril 2030", "future"),
        ("après 2030", "future"),
        ("0999", "year_out_of_range"),
        ("saison des pluies 2019-2020", "not_understood"),
    ],
)
def test_a_refusal_names_what_is_wrong_and_its_message_holds_nothing_typed(text, code):
    with pytest.raises(BadDate) as refusal:
        read(text)
    assert (refusal.value.code, str(refusal.value)) == (code, code)


def test_the_future_is_read_where_it_is_allowed():
    assert read("3 mars 2030", allow_future=True).earliest == date(2030, 3, 3)
    with pytest.raises(BadDate) as refusal:
        read("3 mars 30", allow_future=True)
    assert refusal.value.code == "two_digit_year"


def test_an_english_interface_takes_march_21_for_a_day_that_lacks_its_year():
    with pytest.raises(BadDate) as refusal:
        read("March 21", language="en")
    assert refusal.value.code == "year_missing"


def test_the_words_are_kept_as_typed():
    assert read("  Vers la  fin mars 2021 ").words == "Vers la fin mars 2021"


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("1/3/2021", "1er mars 2021", "1 March 2021"),
        ("vers le 3/1/2021", "vers le 3 janvier 2021", "about 3 January 2021"),
        ("about March 2021", "vers mars 2021", "about March 2021"),
        ("vers l'été 2018", "vers l’été 2018", "about summer 2018"),
        ("circa 1990s", "vers les années 1990", "about the 1990s"),
        ("fin mars 2021", "entre le 21 et le 31 mars 2021", "between 21 and 31 March 2021"),
        ("2018-2020", "entre 2018 et 2020", "between 2018 and 2020"),
        ("avant le 3 mars 2021", "avant le 3 mars 2021", "before 3 March 2021"),
        ("depuis avril 2021", "à partir d’avril 2021", "from April 2021"),
        ("il y a deux semaines", "à peu près entre le 2 et le 8 novembre 2026", "roughly between 2 and 8 November 2026"),
        ("nsp", "date inconnue", "date unknown"),
    ],
)
def test_a_date_is_said_in_natural_words(text, french, english):
    value = read(text)
    assert (say(value, "fr"), say(value, "en")) == (french, english)
