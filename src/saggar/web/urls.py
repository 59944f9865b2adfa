"""Every address of the product: each capability brings its own, named as strings so nothing is imported."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("saggar.web.pages.urls")),
    path("account/", include("saggar.people.urls")),
    path("organisations/", include("saggar.organisations.urls")),
    path("levy/", include("saggar.levy.urls")),
    path("jobs/", include("saggar.operations.jobs.urls")),
    path("audit/", include("saggar.operations.audit.urls")),
]
if settings.DEMONSTRATION:
    urlpatterns.append(path("demonstration/", include("saggar.demo.urls")))

handler400 = "saggar.web.errors.bad_request"
handler403 = "saggar.web.errors.refused"
handler404 = "saggar.web.errors.not_found"
handler500 = "saggar.web.errors.failed"
