"""Addresses of the trust pages; every footer links to them."""

from __future__ import annotations

from django.urls import path

from saggar.web import views

urlpatterns = [
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("terms/", views.terms, name="terms"),
    path("contact/", views.contact, name="contact"),
    path("help/", views.help_page, name="help"),
]
