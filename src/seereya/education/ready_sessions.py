"""What sessions make known when the product starts."""

from __future__ import annotations


def register() -> None:
    """Words, the home page's lines, how talks are called, and news of referrals."""
    from seereya.education import desk_sessions, wording_sessions  # noqa: F401 - registers words
    from seereya.education.pages.talks import namer
    from seereya.education.services.talks import note_referral
    from seereya.foundation import desks
    from seereya.foundation.announcements import subscribe
    from seereya.protection import naming
    from seereya.protection.announcements import ReferralChanged

    desks.register("education-sessions", waiting=desk_sessions.waiting)
    naming.register(namer)
    subscribe(ReferralChanged, note_referral)
