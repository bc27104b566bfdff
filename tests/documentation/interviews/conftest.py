"""The same office as for records."""

from tests.documentation.records.conftest import browser, incident, office, verifier, writer

__all__ = ["browser", "incident", "office", "verifier", "writer"]
