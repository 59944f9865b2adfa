"""The systems of the demonstration and the partners that no national list brings.

The organisations are real and public; what the demonstration says of their money and people is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from saggar.demo.levy_files import Course, Sketch
from saggar.organisations.actions.organisations import Particulars


@dataclass(frozen=True, slots=True)
class SystemSketch:
    """A system, the partners typed in for it, and the key of the one that runs its programme."""

    name: str
    ods_code: str
    local_authorities: tuple[str, ...]
    partners: tuple[Particulars, ...]
    programme: str


STAFFORDSHIRE = SystemSketch(
    "Staffordshire and Stoke-on-Trent",
    "QNC",
    ("Staffordshire", "Stoke-on-Trent"),
    (
        Particulars(
            "Staffordshire and Stoke-on-Trent Integrated Care Board",
            "integrated_care_board",
            ods_code="QNC",
            postcode="ST16 2LP",
        ),
        Particulars("Staffordshire County Council", "council", postcode="ST16 2LP"),
        Particulars("Stoke-on-Trent City Council", "council", postcode="ST4 1HH"),
        Particulars("Newcastle and Stafford Colleges Group", "college", postcode="ST5 2GB"),
        Particulars("Keele University", "university", postcode="ST5 5BG"),
        Particulars("University of Staffordshire", "university", postcode="ST4 2DE"),
        Particulars("Douglas Macmillan Hospice", "hospice", postcode="ST3 3NZ"),
        Particulars("Katharine House Hospice", "hospice", postcode="ST16 3SB"),
    ),
    "qnc",
)
DERBYSHIRE = SystemSketch(
    "Derby and Derbyshire",
    "QJ2",
    ("Derby", "Derbyshire"),
    (
        Particulars("Derby and Derbyshire Integrated Care Board", "integrated_care_board", ods_code="QJ2"),
        Particulars("Derbyshire County Council", "council", postcode="DE4 3AG"),
    ),
    "qj2",
)
SYSTEMS = (STAFFORDSHIRE, DERBYSHIRE)

CARE_WORKER = Course("Adult care worker", 2, 12, 3000)
LEAD_CARE_WORKER = Course("Lead adult care worker", 3, 18, 3000)
SUPPORT_WORKER = Course("Senior healthcare support worker", 3, 18, 5000)
NURSING_ASSOCIATE = Course("Nursing associate (NMC 2018)", 5, 24, 15000)
HOSPITAL = (SUPPORT_WORKER, SUPPORT_WORKER, NURSING_ASSOCIATE)
CARE = (CARE_WORKER, LEAD_CARE_WORKER)
ALL = Decimal("100")

DONORS: dict[str, Sketch] = {
    "rje": Sketch("120/AA10001", 250_000, Decimal("98.5"), 190, HOSPITAL, ("Douglas Macmillan Hospice",)),
    "rre": Sketch("120/AA10002", 180_000, Decimal("97.2"), 150, HOSPITAL, ("Katharine House Hospice",)),
    "rly": Sketch("120/AA10003", 38_000, Decimal("98.9"), 32, HOSPITAL),
    "staffordshire-county-council": Sketch("120/AA10004", 92_000, ALL, 130, CARE, ("Example Ash Court",)),
    "stoke-on-trent-city-council": Sketch("120/AA10005", 74_000, ALL, 150, CARE),
    "newcastle-and-stafford-colleges-group": Sketch("120/AA10006", 14_000, ALL, 20, CARE),
    "keele-university": Sketch("120/AA10007", 36_000, Decimal("96.4"), 25, HOSPITAL),
    "university-of-staffordshire": Sketch("120/AA10008", 28_000, Decimal("97.8"), 30, HOSPITAL),
    "rtg": Sketch("120/AA10009", 300_000, Decimal("99.1"), 230, HOSPITAL),
    "rxm": Sketch("120/AA10010", 48_000, Decimal("99.4"), 55, HOSPITAL),
}
"""Levy payers by key; PAYE references and all figures are invented."""

RECONCILED: dict[str, int] = {"rje": 0, "rre": -38_412_55, "staffordshire-county-council": 0}
"""Donors that recorded their balance, and by how many pence it differs from their files."""
