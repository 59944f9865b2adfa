"""Addresses of the pages of background jobs."""

from __future__ import annotations

from django.urls import URLPattern, path

from saggar.operations.jobs import views

app_name = "jobs"
urlpatterns: list[URLPattern] = [
    path("", views.list_jobs, name="list"),
    path("<int:job_id>/run-again/", views.run_again, name="run-again"),
]
