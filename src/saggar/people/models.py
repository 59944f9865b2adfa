"""Accounts people sign in with."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from saggar.platform.audit.models import Audited


class UserManager(BaseUserManager["User"]):
    """Makes accounts; e-mail addresses are kept in lower case."""

    def create_user(self, email: str, name: str, password: str | None = None) -> User:
        """An account with a hashed password, or one that cannot sign in by password when None."""
        user = self.model(email=as_kept(email), name=name.strip())
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> User:
        """The account of this address, in whatever case it is typed."""
        return self.get(email=as_kept(email or ""))


def as_kept(email: str) -> str:
    """The address as accounts keep it: lower case, no blanks around it."""
    return email.strip().lower()


class User(Audited, AbstractBaseUser):
    """Somebody who can sign in: an e-mail address, a name, and roles through memberships.

    When somebody last signed in is an event in the audit record, not a column that each sign-in rewrites.
    Sessions belong to a generation: raising it ends them all.
    """

    last_login = None  # takes the inherited column away

    email = models.EmailField("email address", max_length=254)
    name = models.CharField("full name", max_length=150)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    session_generation = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        db_table = "people_user"
        constraints = [
            models.UniqueConstraint(fields=["email"], name="people_user_one_per_address"),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="people_user_address_in_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as typed."""
        return self.name

    def get_short_name(self) -> str:
        """The first word of the name."""
        return self.name.split(" ")[0]

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password; unlike Django's own, checking writes nothing to the account.

        A hash made with older settings is renewed in an action, where the change gets its event.
        """
        return check_password(raw_password, self.password)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What a session must know to go on: it changes with the password and with the generation."""
        facts = f"{self.session_generation} {self.password}"
        return salted_hmac("saggar.people.session", facts, secret=secret, algorithm="sha256").hexdigest()
