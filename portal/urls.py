"""All addresses: without a language, then Latvian without a prefix and English below /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from actionplans import urls as actionplans_urls
from portal.pages import account, desk, feedback, home, preparation, programmes, regions
from portal.serving import accounts, health, service_worker
from thinktanks import urls as thinktanks_urls

handler400 = "portal.serving.error_pages.bad_request"
handler403 = handler404 = "portal.serving.error_pages.page_not_found"
handler500 = "portal.serving.error_pages.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("sw.js", service_worker.worker, name="service-worker"),
    *actionplans_urls.without_language,
    *thinktanks_urls.without_language,
    *i18n_patterns(
        path("", home.home, name="home"),
        path("regions/", regions.region_list, name="region-list"),
        path("regions/<slug:code>/", regions.region_show, name="region-show"),
        path("municipalities/<slug:code>/", regions.municipality_show, name="municipality-show"),
        path(
            "programmes/<slug:programme>/feedback/",
            feedback.programme_feedback_show,
            name="programme-feedback-show",
        ),
        path(
            "programmes/<slug:programme>/feedback/<slug:think_tank>/",
            feedback.feedback_show,
            name="feedback-show",
        ),
        path("desk/", desk.desk, name="desk"),
        path("desk/design/", desk.design_show, name="design-show"),
        path("desk/programmes/<slug:code>/change/", programmes.change, name="programme-change"),
        path(
            "desk/thinktanks/<int:pk>/prepare/",
            preparation.think_tank_prepare,
            name="think-tank-prepare",
        ),
        path("", include("actionplans.urls")),
        path("", include("thinktanks.urls")),
        path("offline/", service_worker.shell, name="offline"),
        path("accounts/", account.account_show, name="account-show"),
        path("accounts/logout/", accounts.LogoutView.as_view(), name="account_logout"),
        path("accounts/", include("allauth.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
