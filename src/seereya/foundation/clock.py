"""The only place where the time comes from, always aware and in UTC."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in UTC."""
    return now().date()
