"""What people type on levy pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from saggar.levy.donors import Planned
from saggar.levy.queries.forecasts import Question
from saggar.platform.imports.reading import LARGEST_BYTES
from saggar.rules.levy import IN_FORCE, RULE_SETS
from saggar.web.forms import (
    DateField,
    FileField,
    MoneyField,
    MonthField,
    NhsForm,
    NumberField,
    RadiosField,
    SelectField,
    TextField,
)

CHECK, IMPORT = "check", "import"
RULE_SET_CHOICES = [(each.key, each.title) for each in RULE_SETS.values()]
NOBODY, CARRY_ON = "none", "carry-on"
STARTS_CHOICES = [(NOBODY, "Nobody new starts"), (CARRY_ON, "As many as in the last 12 months")]
FIRST_START, LAST_START = date(2017, 5, 1), date(2090, 1, 1)
"""Training has been paid from the levy since May 2017; the end only keeps typing errors out."""
MOST_BALANCE_PENCE = 100_000_000_00
MOST_PRICE_PENCE = 3_000_000
"""£30,000: above the highest funding band, £27,000."""


class UploadForm(NhsForm):
    """A file to read in, or to check first."""

    file = FileField(
        "Choose a file",
        hint="A transactions download (CSV) of the apprenticeship service, or HMRC levy declarations (JSON)",
        endings=(".csv", ".json", ".txt"),
        most_bytes=LARGEST_BYTES,
    )
    act = RadiosField(
        "What should we do with it?",
        missing="Select whether to import the file or to check it",
        choices=[
            (IMPORT, "Import it", "Rows that are already there are left as they are"),
            (CHECK, "Check it only", "Shows what would change and changes nothing"),
        ],
        initial=IMPORT,
    )


class StandardsForm(UploadForm):
    """A list of standards to read in, or to check first."""

    file = FileField(
        "Choose a file",
        hint="A list of standards or the LARS tables of standards and apprenticeship funding (CSV)",
        endings=(".csv",),
        most_bytes=LARGEST_BYTES,
    )


class StatedBalanceForm(NhsForm):
    """The balance the apprenticeship service shows on a day."""

    on = DateField("Date of the balance", hint="For example, 31 10 2026")
    stated = MoneyField(
        "Balance shown by the apprenticeship service",
        hint="In pounds, for example 182,310.77",
        most_pence=MOST_BALANCE_PENCE,
    )
    note = TextField("Note", required=False, max_length=300)


class PlannedForm(NhsForm):
    """Training an organisation means to start."""

    label = TextField("Name of the training", max_length=120, hint="For example, Adult care worker level 2")
    apprentices = NumberField("Number of apprentices", least=1, most=500, width=3)
    starts_on = MonthField(
        "First month of training", hint="For example, 9 2027", earliest=FIRST_START, latest=LAST_START
    )
    months = NumberField("Length in months", least=1, most=72, width=2)
    price = MoneyField("Price for each apprentice", least_pence=100, most_pence=MOST_PRICE_PENCE)
    payer = RadiosField(
        "Who is the training for?",
        choices=[("own", "Our own apprentices"), ("transfer", "Another employer's, as a transfer")],
        initial="own",
    )

    def facts(self) -> dict[str, Any]:
        """What `actions.plan_commitment` asks for, from a valid form."""
        given = self.cleaned_data
        return {
            "label": given["label"],
            "apprentices": given["apprentices"],
            "starts_on": given["starts_on"],
            "months": given["months"],
            "price_pence": given["price"],
            "is_transfer": given["payer"] == "transfer",
        }


class WhatIfForm(NhsForm):
    """Changes to try on a forecast; an empty form is the forecast as things stand."""

    rule_set = SelectField("Rules", choices=RULE_SET_CHOICES, required=False, initial=IN_FORCE.key)
    starts = SelectField("New apprentices", choices=STARTS_CHOICES, required=False, initial=NOBODY)
    growth = NumberField(
        "Growth of the pay bill a year", required=False, least=-20, most=50, places=1, suffix="%", width=4
    )
    extra = MoneyField("Spend or transfer more each month", required=False, most_pence=1_000_000_000)
    extra_from = MonthField("From month", required=False, hint="For example, 1 2027")
    apprentices = NumberField("More apprentices to start", required=False, least=1, most=500, width=3)
    starts_on = MonthField(
        "Their first month",
        required=False,
        hint="For example, 9 2027",
        earliest=FIRST_START,
        latest=LAST_START,
    )
    months = NumberField("Length of their training in months", required=False, least=1, most=72, width=2)
    price = MoneyField("Price for each of them", required=False, least_pence=100, most_pence=MOST_PRICE_PENCE)

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing of a group of answers that only make sense together."""
        given = super().clean() or self.cleaned_data
        if given.get("extra") and not given.get("extra_from") and "extra_from" not in self.errors:
            self.add_error("extra_from", ValidationError("Enter the month from which to spend more"))
        if given.get("apprentices"):
            for name, words in _OF_APPRENTICES.items():
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(words))
        return given

    @classmethod
    def of(cls, query: QueryDict) -> WhatIfForm:
        """The form as the address has it; with nothing in the address, an empty one."""
        if not query:
            return cls()
        given = query.copy()
        for name in ("rule_set", "starts"):
            given.setdefault(name, str(cls.base_fields[name].initial))
        return cls(given)

    def question(self) -> Question:
        """The what-if asked for; the one that changes nothing for an invalid form."""
        if not self.is_valid():
            return Question()
        given = self.cleaned_data
        growth = given["growth"]
        return Question(
            carry_on=given["starts"] == CARRY_ON,
            growth=None if growth is None else Decimal(growth) / 100,
            rule_set=given["rule_set"] or IN_FORCE.key,
            training=self._training(given) if given["apprentices"] else None,
            extra_monthly=Decimal(given["extra"] or 0) / 100,
            extra_from=given["extra_from"] if given["extra"] else None,
        )

    def _training(self, given: dict[str, Any]) -> Planned:
        price = Decimal(given["price"]) / 100
        label = "More apprentices"
        return Planned(label, given["apprentices"], given["starts_on"], given["months"], price, False)


_OF_APPRENTICES = {
    "starts_on": "Enter the first month of the new apprentices",
    "months": "Enter the length of their training",
    "price": "Enter the price for each new apprentice",
}
