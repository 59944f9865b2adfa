"""The people application."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The only home of personal data."""

    name = "saggar.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        """Declare the events; record the ends of sessions and wrong codes as the libraries tell of them."""
        from allauth.mfa.signals import authentication_failed
        from django.contrib.auth.signals import user_logged_out

        from saggar.people import events, signals

        user_logged_out.connect(signals.session_ended, dispatch_uid=events.SignedOut.__name__)
        authentication_failed.connect(signals.code_was_wrong, dispatch_uid=events.SignInFailed.__name__)
