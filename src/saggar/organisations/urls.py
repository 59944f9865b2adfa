"""Addresses of the public directory and of the pages about organisations for staff."""

from __future__ import annotations

from django.urls import path

from saggar.organisations.views import public

app_name = "organisations"
urlpatterns = [
    path("", public.directory, name="directory"),
    path("list.csv", public.directory_file, name="directory-file"),
    path("<slug:key>/", public.organisation, name="organisation"),
]
