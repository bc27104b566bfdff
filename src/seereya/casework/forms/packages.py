"""What is asked before a package leaves: to whom, whose names, which copies of evidence go along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from seereya.accounts.rules import Refused
from seereya.documentation.forms_leaving import NamesForm

Check = Callable[[dict[UUID, int]], None]
Show = Callable[[Any], list[dict[str, Any]]]


class PackageForm(NamesForm):
    """A NamesForm with attachments to tick: each under its id and the version that was shown."""

    def __init__(self, *args: Any, check: Check, show: Show, must_look: Callable[[Any], int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._check, self._show, self._must_look = check, show, must_look

    def clean(self) -> dict[str, Any]:
        """Looks at the choice of attachments before the gate is asked, since pictures ask for more."""
        try:
            self.cleaned_data["attachments"] = self.ticked()
            self._check(self.cleaned_data["attachments"])
        except Refused as refusal:
            self.refuse(refusal)
        return super().clean()

    @property
    def marks(self) -> list[str]:
        """The attachments ticked, as they were sent."""
        data: Any = self.data
        return list(data.getlist("attachments")) if data else []

    def ticked(self) -> dict[UUID, int]:
        """The attachments ticked, with the version of each that the reader saw. Raises `Refused("attachment_not_there")`."""
        try:
            return {UUID(item): int(version) for item, _colon, version in (mark.partition(":") for mark in self.marks)}
        except ValueError:
            raise Refused("attachment_not_there") from None

    @property
    def attachments(self) -> list[dict[str, Any]]:
        """The attachments offered, for the page."""
        return self._show(self)

    @property
    def refusing(self) -> int:
        """How many persons said no while pictures, films or voices are ticked."""
        return self._must_look(self) if self.verdicts else 0

    @property
    def looked(self) -> bool:
        """Whether counsel says that nobody who said no is seen or heard in the attachments."""
        return bool(self.data and self.data.get("looked"))
