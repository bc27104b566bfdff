"""What each URL demands of whoever asks. A view without a policy is not served, and a test fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from seereya.accounts.rules import Role

Standing = Literal["guest", "half", "locked", "open"]
View = TypeVar("View", bound=Callable[..., Any])

EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class Policy:
    """One action: its name, how far the session must be, and the roles that may do it.

    Standing: `guest` needs no session, `half` the passphrase step, `locked` a session that may be locked, `open` both factors.
    """

    action: str
    standing: Standing
    roles: frozenset[Role]


REGISTRY: dict[str, Policy] = {}


def policy(action: str, *, roles: frozenset[Role] = EVERYBODY, standing: Standing = "open") -> Callable[[View], View]:
    """Declares a view's policy. The same action may stand on several views, always with the same demand."""
    declared = Policy(action, standing, roles)
    if REGISTRY.setdefault(action, declared) != declared:
        raise ValueError(f"{action} is declared twice, differently")

    def mark(view: View) -> View:
        view.policy = declared  # type: ignore[attr-defined]
        return view

    return mark
