"""Addresses of education."""

from django.urls import URLPattern, path

from seereya.education.views import courses, packs, questions, screens

app_name = "education"
_COURSE = "courses/<uuid:course_id>"
_VERSION = "versions/<uuid:version_id>"
_SCREEN = "screens/<uuid:unit_id>"
_QUESTION = "questions/<uuid:asked_id>"

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
