"""Days and months typed in parts; only the part that is wrong is marked."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from saggar.web import formats
from saggar.web.forms.field import NhsField, Shown

PARTS = ("day", "month", "year")


class DateParts(NamedTuple):
    """What was typed, untouched."""

    day: str = ""
    month: str = ""
    year: str = ""


class PartsWidget(forms.Widget):
    """Reads the boxes `name-day`, `name-month`, `name-year` of the form data."""

    def __init__(self, part_names: tuple[str, ...]) -> None:
        super().__init__()
        self.part_names = part_names

    def value_from_datadict(self, data: Any, files: Any, name: str) -> DateParts:
        """The parts as typed, without spaces around them."""
        return DateParts(**{part: str(data.get(f"{name}-{part}") or "").strip() for part in self.part_names})

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the form data has none of the boxes."""
        return not any(f"{name}-{part}" in data for part in self.part_names)


def month_number(typed: str) -> int | None:
    """The month of "8", "08", "aug" or "August"; None when it is none."""
    if typed.isdecimal():
        return int(typed) if len(typed) <= 2 and 1 <= int(typed) <= 12 else None
    word = typed.casefold().rstrip(".")
    starts = [number for number, name in enumerate(formats.MONTHS, 1) if name.casefold().startswith(word)]
    return starts[0] if len(word) >= 3 and starts else None


def parts_of(value: dt.date | None) -> DateParts:
    """A day of the record as its boxes."""
    return DateParts(str(value.day), str(value.month), str(value.year)) if value else DateParts()


class DateField(NhsField):
    """A day in three boxes; gives `datetime.date`. earliest, latest: bounds, both allowed days.

    The month may be typed as a number or its first letters. Messages follow the service manual.
    """

    macro = "dateInput"
    label_key = "own_label"
    part_names: ClassVar[tuple[str, ...]] = PARTS

    def __init__(
        self, label: str, *, earliest: dt.date | None = None, latest: dt.date | None = None, **rest: Any
    ) -> None:
        super().__init__(label, widget=PartsWidget(self.part_names), **rest)
        self.earliest, self.latest = earliest, latest

    def clean(self, value: Any) -> dt.date | None:
        """The day, or None when an optional field is empty. ValidationError naming the wrong parts."""
        typed = value if isinstance(value, DateParts) else DateParts()
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        self._need_all(typed)
        return self.within_bounds(self._day(typed))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the boxes now hold another day."""
        before = initial if isinstance(initial, DateParts) else parts_of(initial)
        return bool(data != before)

    def _need_all(self, typed: DateParts) -> None:
        missing = [part for part in self.part_names if not getattr(typed, part)]
        if missing:
            words = f"{self.subject} must include a {' and '.join(missing)}"
            raise ValidationError(words, params={"parts": missing})

    def _day(self, typed: DateParts) -> dt.date:
        month = month_number(typed.month)
        year = int(typed.year) if typed.year.isdecimal() and len(typed.year) == 4 else None
        day = int(typed.day) if typed.day.isdecimal() and len(typed.day) <= 2 else 0
        if year is None or year < 1:
            raise ValidationError("Year must include 4 numbers", params={"parts": ["year"]})
        if month is None:
            raise self._unreal("month")
        try:
            return dt.date(year, month, day)
        except ValueError:
            raise self._unreal("day") from None

    def _unreal(self, part: str) -> ValidationError:
        return ValidationError(f"{self.subject} must be a real date", params={"parts": [part]})

    def within_bounds(self, day: dt.date) -> dt.date:
        """The day itself; ValidationError naming the bound it breaks."""
        if self.earliest is not None and day < self.earliest:
            raise ValidationError(f"{self.subject} must be {self.words(self.earliest)} or later")
        if self.latest is not None and day > self.latest:
            raise ValidationError(f"{self.subject} must be {self.words(self.latest)} or earlier")
        return day

    def words(self, day: dt.date) -> str:
        """A bound as messages write it."""
        return formats.date(day)

    def own_params(self, shown: Shown) -> dict[str, object]:
        """The boxes, each wrong one marked; all are when the error names none."""
        typed = shown.value if isinstance(shown.value, DateParts) else parts_of(shown.value)
        items = [self._box(shown, part, getattr(typed, part)) for part in self.part_names]
        return {"fieldset": {"legend": self.shown_label()}, "items": items}

    def _box(self, shown: Shown, part: str, value: str) -> dict[str, object]:
        wrong = bool(shown.error) and (not shown.wrong_parts or part in shown.wrong_parts)
        return {
            "name": f"{shown.name}-{part}",
            "id": f"{shown.name}-{part}",
            "label": part.capitalize(),
            "value": value,
            "width": 4 if part == "year" else 2,
            "error": wrong,
        }


class MonthField(DateField):
    """A month in two boxes; gives the first day of the month."""

    part_names: ClassVar[tuple[str, ...]] = ("month", "year")

    def _day(self, typed: DateParts) -> dt.date:
        return super()._day(typed._replace(day="1"))

    def words(self, day: dt.date) -> str:
        """A bound as its month."""
        return formats.month(day)
