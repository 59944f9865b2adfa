"""Many made-up organisations in the real sectors of Great Britain, the same ones each time."""

from __future__ import annotations

import random
from collections.abc import Iterator

from saggar.organisations.kinds import KINDS
from saggar.organisations.models import Organisation, System
from saggar.organisations.places import find_place

PLACES = [
    *("Abbey", "Bottle", "Bramble", "Cedar", "Churnet", "Clay", "Dane", "Dove", "Elm", "Foxglove"),
    *("Granary", "Heath", "Ivy", "Juniper", "Kiln", "Larch", "Manifold", "Maple", "Nightingale", "Orchard"),
    *("Priory", "Quarry", "Rowan", "Saffron", "Thistle", "Trent", "Upland", "Valley", "Willow", "Yew"),
]
FEATURES = [
    *("Bank", "Bridge", "Court", "Cross", "Dale", "Fields", "Gate", "Grange", "Green"),
    *("Hall", "Hill", "House", "Lodge", "Meadow", "Moor", "Park", "Side", "View"),
]
ENDINGS = {
    "nhs_trust": "University Hospitals NHS Foundation Trust",
    "gp_practice": "Medical Practice",
    "care_home": "Care Home",
    "home_care": "Care at Home",
    "hospice": "Hospice",
    "dental_practice": "Dental Surgery",
    "college": "College",
}
SERVICES = ("Dementia", "Caring for adults over 65 yrs", "Learning disabilities", "Personal care")
OUTCODES = ("ST1", "ST3", "ST4", "ST5", "ST6", "ST10", "ST13", "ST16", "ST17", "DE13", "WS11", "B79", "M1")


def made_up(system: System, count: int) -> Iterator[Organisation]:
    """`count` organisations with names of three or four words; the seed is fixed."""
    chance = random.Random(7212)
    places = [find_place(outcode) for outcode in OUTCODES]
    kinds = [kind for kind in KINDS if kind in ENDINGS]
    for number in range(count):
        kind = chance.choices(kinds, [1, 15, 35, 25, 1, 20, 1])[0]
        place = chance.choice(places)
        first, second = chance.choice(PLACES), chance.choice(FEATURES)
        yield Organisation(
            system=system,
            key=f"made-up-{number}",
            name=f"{first} {second} {chance.choice(PLACES)} {ENDINGS[kind]} {number}",
            kind=kind,
            provider_name=f"{chance.choice(PLACES)} Group Ltd",
            address=f"{chance.randint(1, 300)} {chance.choice(PLACES)} Road",
            postcode=f"{place.postcode} {chance.randint(1, 9)}AA",
            district=place.district,
            easting=place.easting + chance.randint(-6000, 6000),
            northing=place.northing + chance.randint(-6000, 6000),
            services="\n".join(chance.sample(SERVICES, 2)),
        )
