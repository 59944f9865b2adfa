"""The invented people: plainly made-up names, an address that cannot exist, one role each."""

from __future__ import annotations

from collections.abc import Iterator

FIRST = ("Amber", "Bryony", "Cobalt", "Dale", "Ember", "Flint", "Glaze", "Hazel", "Indigo", "Jasper", "Kit")
LAST = ("Bottleoven", "Claypit", "Creamware", "Dipper", "Firebrick", "Gladstone", "Jolleyer", "Marlhole")
DOMAIN = "demo.saggar.example"
DONOR_ROLES = ("finance_lead", "apprenticeship_lead", "administrator")
PROGRAMME_ROLES = ("programme_officer", "programme_board", "administrator")


def names() -> Iterator[tuple[str, str]]:
    """Names and addresses without end, never the same twice, always in the same order."""
    number = 0
    while True:
        first = FIRST[number % len(FIRST)]
        last = LAST[(number * 3 + number // len(FIRST)) % len(LAST)]
        address = f"{first}.{last}.{number + 1}@{DOMAIN}".lower()
        yield f"{first} {last}", address
        number += 1
