"""Addresses of logging in and of one's own account."""

from django.urls import path

from seereya.accounts.views import enrolment, login, me

app_name = "accounts"
urlpatterns = [
    path("login/", login.login, name="login"),
    path("second-factor/", login.second_factor, name="second-factor"),
    path("second-factor/passkey/", login.second_factor_passkey, name="second-factor-passkey"),
    path("second-factor/passkey/options/", login.passkey_options, name="passkey-options"),
    path("unlock/", login.unlock, name="unlock"),
    path("lock/", login.lock, name="lock"),
    path("logout/", login.logout, name="logout"),
    path("language/", login.language, name="language"),
    path("enrol/<str:token>/", enrolment.enrol, name="enrol"),
    path("first-factor/", enrolment.first_factor, name="first-factor"),
    path("first-factor/passkey/", enrolment.first_passkey, name="first-passkey"),
    path("new-passkey/options/", enrolment.new_passkey_options, name="new-passkey-options"),
    path("recover/", enrolment.recover, name="recover"),
    path("me/", me.me, name="me"),
    path("me/trail/", me.trail, name="trail"),
    path("me/code/", me.add_code, name="add-code"),
    path("me/passkey/", me.add_passkey, name="add-passkey"),
    path("me/factor/<uuid:factor>/remove/", me.remove_factor, name="remove-factor"),
    path("me/recovery-code/", me.recovery_code, name="recovery-code"),
    path("me/passphrase/", me.passphrase, name="passphrase"),
    path("me/sessions/close/", me.close_others, name="close-others"),
    path("me/suspend/", me.suspend, name="suspend-me"),
]
