"""Addresses of the organisation: members, vaults, grants."""

from django.urls import path

from seereya.vault.views import drafts, members, profiles, vaults

app_name = "vault"
urlpatterns = [
    path("", members.members, name="members"),
    path("ceremony/", vaults.ceremony, name="ceremony"),
    path("invite/", members.invite, name="invite"),
    path("invitations/<uuid:invitation>/approve/", members.approve, name="approve"),
    path("invitations/<uuid:invitation>/withdraw/", members.withdraw, name="withdraw"),
    path("members/<uuid:member>/", members.member_page, name="member"),
    path("profile/", profiles.profile, name="profile"),
    path("members/<uuid:member>/profile/", profiles.open_profile, name="member-profile"),
    path("members/<uuid:member>/roles/", members.roles, name="roles"),
    path("members/<uuid:member>/suspend/", members.suspend, name="suspend"),
    path("members/<uuid:member>/restore/", members.restore, name="restore"),
    path("members/<uuid:member>/leave/", members.leave, name="leave"),
    path("members/<uuid:member>/recover/", members.recover, name="recover"),
    path("vaults/<uuid:vault>/ask/<uuid:member>/", vaults.ask, name="ask"),
    path("vaults/<uuid:vault>/revoke/<uuid:member>/", vaults.revoke, name="revoke"),
    path("vaults/<uuid:vault>/rotate/", vaults.rotate, name="rotate"),
    path("vaults/<uuid:vault>/reopen/", vaults.reopen, name="reopen"),
    path("vaults/close/", vaults.close, name="close"),
    path("grants/<uuid:grant>/give/", vaults.give, name="give"),
    path("grants/<uuid:grant>/refuse/", vaults.refuse, name="refuse"),
    path("drafts/<slug:form>/<uuid:record>/<slug:part>/", drafts.draft, name="draft"),
    path("drafts/<slug:form>/<uuid:record>/<slug:part>/discard/", drafts.draft_discard, name="draft-discard"),
    path("trail/<uuid:subject>/", vaults.trail, name="trail"),
]
