"""Systems: integrated care systems that run their programme on this installation."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from saggar.organisations import policies
from saggar.organisations.events import SystemRecorded
from saggar.organisations.models import System
from saggar.platform.decisions import require
from saggar.platform.permits import Actor
from saggar.platform.work import unit_of_work


def record_system(
    actor: Actor, *, name: str, ods_code: str, local_authorities: Sequence[str] = (), key: str = ""
) -> System:
    """Let a system join. `local_authorities`: the names that the CQC directory uses for its area.

    `key` is made of the name when not given. Raises ValidationError for a code or key that is taken.
    """
    require(policies.may_record_system(actor))
    code = ods_code.strip().upper()
    if System.objects.filter(ods_code=code).exists():
        raise ValidationError({"ods_code": f"There is a system with the code {code} already"})
    system = System(
        key=key or slugify(name)[:50],
        name=name.strip(),
        ods_code=code,
        local_authorities=list(local_authorities),
    )
    system.full_clean()
    with unit_of_work(actor) as work:
        system.save()
        work.record(SystemRecorded(system.key, code), subject=system)
    return system
