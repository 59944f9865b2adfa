"""Which actor a signed-in person is: the organisation they work for now and the roles held there today."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from saggar.organisations.models import Membership
from saggar.platform.permits import PUBLIC, Actor


def actor_of(user_id: int | None, organisation_id: int | None, today: date) -> Actor:
    """The actor for a user in the organisation chosen, else in the first one by name; one query.

    The public without a user; somebody without a current membership is signed in but holds no role.
    """
    if user_id is None:
        return PUBLIC
    rows = list(
        Membership.objects.filter(user_id=user_id, user__is_active=True)
        .filter(Q(ends_on=None) | Q(ends_on__gt=today), starts_on__lte=today)
        .order_by("organisation__name", "organisation_id")
        .values_list("organisation_id", "organisation__system_id", "organisation__name", "role")
    )
    if not rows:
        return Actor(user_id=user_id)
    chosen = organisation_id if organisation_id in {row[0] for row in rows} else rows[0][0]
    here = [row for row in rows if row[0] == chosen]
    return Actor(user_id, chosen, here[0][1], frozenset(row[3] for row in here), workplace=here[0][2])
