"""Addresses of the start page, the staff home and the trust pages."""

from __future__ import annotations

from django.urls import include, path

from saggar.web.pages import home

urlpatterns = [
    path("", home.start, name="home"),
    path("workspace/", include(([path("", home.workspace, name="home")], "workspace"))),
    path("", include("saggar.web.trust_urls")),
]
