"""Addresses of the pages of events."""

from __future__ import annotations

from django.urls import URLPattern, path

from saggar.operations.audit import views

app_name = "audit"
urlpatterns: list[URLPattern] = [
    path("", views.list_events, name="events"),
    path("events.csv", views.events_file, name="events-file"),
]
