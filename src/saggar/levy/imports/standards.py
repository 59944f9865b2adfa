"""Lists of apprenticeship standards, recognised by their headings.

* the national LARS tables `Standard` and `ApprenticeshipFunding` (columns the government's own services
  read: SkillsFundingAgency/das-courses-api, ImportTypes; the real tables have more, so match by name);
* the plain list this product ships (97 health and care standards as of 21 July 2021).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from saggar.platform.imports.columns import Column, Layout
from saggar.platform.imports.values import day, text, whole

STANDARD = "STD"
DAY = day("%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
CODE = whole(1, 99_999)
CAP = whole(0, 100_000)
MONTHS = whole(1, 99)


def _day_after(raw: str) -> Any:
    """The first day on which a period that ends with this day no longer holds."""
    return DAY(raw) + timedelta(days=1)


LARS_STANDARDS = Layout(
    "lars-standards",
    "the LARS table of standards",
    (
        Column("lars_code", ("StandardCode",), CODE),
        Column("standard_from", ("EffectiveFrom",), DAY, required=False),
        Column("last_starts_on", ("LastDateStarts",), DAY, required=False),
    ),
)
LARS_FUNDING = Layout(
    "lars-funding",
    "the LARS table of apprenticeship funding",
    (
        Column("type", ("ApprenticeshipType",), text(10)),
        Column("lars_code", ("ApprenticeshipCode",), CODE),
        Column("starts_on", ("EffectiveFrom",), DAY),
        Column("ends_on", ("EffectiveTo",), _day_after, required=False),
        Column("cap_pounds", ("MaxEmployerLevyCap",), CAP),
        Column("months", ("Duration",), MONTHS),
    ),
)
PLAIN_LIST = Layout(
    "standards-list",
    "a plain list of standards",
    (
        Column("reference", ("st_reference",), text(20), required=False, blank="", may_be_absent=True),
        Column("lars_code", ("lars_code",), CODE),
        Column("title", ("title",), text(200)),
        Column("level", ("level",), whole(1, 9)),
        Column("months", ("typical_duration_months",), MONTHS, required=False),
        Column("cap_pounds", ("max_funding_gbp",), CAP, required=False),
        Column("route", ("route",), text(80), required=False, blank="", may_be_absent=True),
        Column("last_starts_on", ("last_date_starts",), DAY, required=False, may_be_absent=True),
        Column("starts_on", ("source_date",), DAY, required=False, may_be_absent=True),
    ),
)
LAYOUTS = (PLAIN_LIST, LARS_FUNDING, LARS_STANDARDS)
"""The three lists; the framework recognises which one a file is by its heading."""
