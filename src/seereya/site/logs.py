"""Logs that cannot carry a sealed value: no request body, no local variable, no message of an exception."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class WithoutLocals(logging.Formatter):
    """Where an exception was raised and its class; its words may quote what somebody typed, so they are left out.

    A request is named by its route, never by its address: a link may carry an invitation or a record's identifier.
    """

    def formatException(self, ei: Any) -> str:  # noqa: N802
        kind, _, tb = ei
        return "".join([*_places(tb), f"{kind.__module__}.{kind.__qualname__}" if kind else ""])

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            match = request.resolver_match
            record.message = f"{getattr(record, 'status_code', '')} {match.route if match else '(no page)'}"
        return super().formatMessage(record)


def _places(tb: TracebackType | None) -> list[str]:
    return [f"  {frame.filename}:{frame.lineno} {frame.name}\n" for frame in traceback.extract_tb(tb)]


class NothingShown(SafeExceptionReporterFilter):
    """Django's reports show no setting, no form field and no local variable."""

    def is_active(self, request: HttpRequest | None) -> bool:  # noqa: ARG002
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:  # noqa: ARG002
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> Any:  # noqa: ARG002
        return []
