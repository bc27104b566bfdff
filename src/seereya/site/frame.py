"""What every page's frame shows: navigation for the roles held, open vaults, messages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the base template."""
    return {"product_name": settings.PRODUCT_NAME, "actor": getattr(request, "actor", None)}
