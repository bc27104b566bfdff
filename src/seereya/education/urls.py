"""Addresses of education."""

from django.urls import URLPattern, path

from seereya.education.views import courses, measures, multipliers, packs, questions, screens, sessions, talks

app_name = "education"
_COURSE = "courses/<uuid:course_id>"
_VERSION = "versions/<uuid:version_id>"
_SCREEN = "screens/<uuid:unit_id>"
_QUESTION = "questions/<uuid:asked_id>"
_SESSION = "sessions/<uuid:session_id>"
_TALK = "talks/<uuid:talk_id>"

urlpatterns: list[URLPattern] = [
    path("", courses.courses, name="courses"),
    path("courses/new/", courses.course_new, name="course-new"),
    path("courses/shipped/", courses.shipped, name="shipped"),
    path("courses/shipped/take/", courses.shipped_take, name="shipped-take"),
    path(f"{_COURSE}/", courses.course, name="course"),
    path(f"{_COURSE}/edit/", courses.course_edit, name="course-edit"),
    path(f"{_COURSE}/draft/", courses.course_draft, name="course-draft"),
    path(f"{_COURSE}/away/", courses.course_away, name="course-away"),
    path(f"{_VERSION}/publish/", courses.version_publish, name="publish"),
    path(f"{_VERSION}/pack/", packs.pack, name="pack"),
    path(f"{_VERSION}/preview/<str:name>", packs.preview, name="preview"),
    path(f"{_VERSION}/preview/<slug:folder>/<str:name>", packs.preview, name="preview-in"),
    path(f"{_VERSION}/screens/new/", screens.screen_new, name="screen-new"),
    path(f"{_VERSION}/questions/import/", questions.gift_import, name="gift-import"),
    path(f"{_VERSION}/questions/<slug:language>.gift", questions.gift_export, name="gift-export"),
    path(f"{_SCREEN}/", screens.screen, name="screen"),
    path(f"{_SCREEN}/edit/", screens.screen_edit, name="screen-edit"),
    path(f"{_SCREEN}/move/", screens.screen_move, name="screen-move"),
    path(f"{_SCREEN}/remove/", screens.screen_remove, name="screen-remove"),
    path(f"{_SCREEN}/picture/", screens.screen_picture, name="picture"),
    path(f"{_SCREEN}/picture/remove/", screens.picture_remove, name="picture-remove"),
    path(f"{_SCREEN}/voice/<slug:language>/", screens.voice, name="voice"),
    path(f"{_SCREEN}/voice/<slug:language>/remove/", screens.voice_remove, name="voice-remove"),
    path(f"{_SCREEN}/questions/new/", questions.question_new, name="question-new"),
    path(f"{_QUESTION}/edit/", questions.question_edit, name="question"),
    path(f"{_QUESTION}/move/", questions.question_move, name="question-move"),
    path(f"{_QUESTION}/remove/", questions.question_remove, name="question-remove"),
    path("files/<uuid:media_id>", packs.file, name="file"),
]
urlpatterns += [
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/new/", sessions.session_new, name="session-new"),
    path("sessions/vault/", sessions.vault_make, name="vault-make"),
    path("sessions/follow-ups/", measures.follow_ups, name="follow-ups"),
    path("sessions/month/", sessions.month, name="month"),
    path(f"{_SESSION}/", sessions.session, name="session"),
    path(f"{_SESSION}/edit/", sessions.session_edit, name="session-edit"),
    path(f"{_SESSION}/counts/", sessions.session_counts, name="session-counts"),
    path(f"{_SESSION}/mix/", sessions.session_mix, name="session-mix"),
    path(f"{_SESSION}/cancel/", sessions.session_cancel, name="session-cancel"),
    path(f"{_SESSION}/place/", sessions.session_place, name="session-place"),
    path(f"{_SESSION}/sheet/", sessions.session_sheet, name="session-sheet"),
    path(f"{_SESSION}/codes/<slug:level>/", measures.measure_codes, name="measure-codes"),
    path(f"{_SESSION}/pebbles/<slug:level>/", measures.measure_pebbles, name="measure-pebbles"),
    path(f"{_SESSION}/follow-up/waive/", measures.follow_up_waive, name="follow-up-waive"),
    path(f"{_SESSION}/talk/", talks.talk_new, name="talk-new"),
    path(f"{_SESSION}/multiplier/", multipliers.multiplier_new, name="multiplier-new"),
    path("multipliers/", multipliers.multipliers, name="multipliers"),
    path("multipliers/<uuid:multiplier_id>/", multipliers.multiplier, name="multiplier"),
    path("talks/", talks.talks, name="talks"),
    path(f"{_TALK}/", talks.talk, name="talk"),
    path(f"{_TALK}/end/", talks.talk_end, name="talk-end"),
]
