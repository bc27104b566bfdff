"""Seasons as people name them, with the bounds we read into them.

A season is named by the year in which it begins. The four temperate seasons are given the widest reading (from the
first of the month to the solstice or equinox), because a bound that is too narrow would be a false statement. The seasons of the
Sahel (rains, cold, heat, dry) follow common usage there: rains are June to September. "Hivernage" is the rains, not winter.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Season:
    """One named season: months and days of its bounds, whether it ends in the next year, its names.

    `end_day` 0 means the last day of the month. `edtf` is the EDTF level 1 code (21 to 24) where there is one. The first French and
    English names are those we write; all are read, without accents.
    """

    start_month: int
    end_month: int
    end_day: int
    edtf: int | None
    french: tuple[str, ...]
    english: tuple[str, ...]

    def bounds(self, year: int) -> tuple[date, date]:
        """First and last day of the season that begins in `year`."""
        last_year = year + 1 if self.end_month < self.start_month else year
        last_day = self.end_day or monthrange(last_year, self.end_month)[1]
        return date(year, self.start_month, 1), date(last_year, self.end_month, last_day)


SEASONS = (
    Season(3, 6, 20, 21, ("printemps",), ("spring",)),
    Season(6, 9, 22, 22, ("été",), ("summer",)),
    Season(9, 12, 21, 23, ("automne",), ("autumn", "fall")),
    Season(12, 3, 20, 24, ("hiver",), ("winter",)),
    Season(6, 9, 0, None, ("saison des pluies", "saison pluvieuse", "hivernage"), ("rainy season", "rains", "wet season")),
    Season(10, 5, 0, None, ("saison sèche",), ("dry season",)),
    Season(11, 2, 0, None, ("saison froide",), ("cold season",)),
    Season(3, 5, 0, None, ("saison chaude",), ("hot season",)),
)


def season_of(first: date, last: date) -> Season | None:
    """The season that has exactly these bounds."""
    return next((season for season in SEASONS if season.bounds(first.year) == (first, last)), None)
