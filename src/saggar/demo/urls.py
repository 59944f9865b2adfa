"""Addresses of the demonstration, which only a demonstration has."""

from __future__ import annotations

from django.urls import URLPattern, path

from saggar.demo import views

app_name = "demo"
urlpatterns: list[URLPattern] = [
    path("", views.people, name="people"),
    path("sign-in/", views.sign_in, name="sign-in"),
]
