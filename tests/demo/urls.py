"""The product's addresses with those of the demonstration, as in demonstration mode."""

from __future__ import annotations

from django.urls import include, path

from saggar.web import urls

urlpatterns = [*urls.urlpatterns, path("demonstration/", include("saggar.demo.urls"))]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
