"""The annotations calculations use for their fields, by what they mean.

`Annotated[Money, "Levy declared in the tax month"]` gives a field its kind and its meaning at once.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from saggar.calculators.kinds import MonthKind, NumberKind, WholeKind

Money = Annotated[Decimal, NumberKind(places=2), "Pounds"]
MoneyNotNegative = Annotated[Decimal, NumberKind(places=2, minimum=Decimal(0)), "Pounds, not negative"]
Share = Annotated[Decimal, NumberKind(minimum=Decimal(0), maximum=Decimal(1)), "A fraction from 0 to 1"]
Percent = Annotated[Decimal, NumberKind(minimum=Decimal(0), maximum=Decimal(100)), "Percent, from 0 to 100"]
Month = Annotated[date, MonthKind(), "A calendar month, YYYY-MM"]
Count = Annotated[int, WholeKind(), "A whole number, not negative"]
CountFromOne = Annotated[int, WholeKind(minimum=1), "A whole number, at least 1"]
AgeInYears = Annotated[int, WholeKind(minimum=0, maximum=120), "Full years of age"]
