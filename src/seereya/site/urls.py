"""Every address of the product."""

from django.urls import include, path

from seereya.site import views

handler400 = "seereya.site.errors.bad_request"
handler403 = "seereya.site.errors.forbidden"
handler404 = "seereya.site.errors.not_found"
handler500 = "seereya.site.errors.broken"

urlpatterns = [
    path("", views.home, name="home"),
    path("health", views.health, name="health"),
    path("", include("seereya.accounts.urls")),
    path("organisation/", include("seereya.vault.urls")),
    path("", include("seereya.vault.urls.exits")),
    path("protection/", include("seereya.protection.urls")),
    path("evidence/", include("seereya.evidence.urls")),
    path("", include("seereya.documentation.urls")),
    path("", include("seereya.casework.urls")),
    path("observatory/", include("seereya.observatory.urls")),
    path("advocacy/", include("seereya.advocacy.urls")),
    path("education/", include("seereya.education.urls")),
    path("programme/", include("seereya.programme.urls")),
]
