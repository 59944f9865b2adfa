"""What the gallery shows: an invented system with every kind of fact, including the awkward ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict

from saggar.web import charts, formats, forms
from saggar.web.filters import Filter, Filters
from saggar.web.paging import Page
from saggar.web.tables import Column, Table


@dataclass(frozen=True)
class Vacancy:
    """An invented job."""

    role: str
    organisation: str
    place: str
    pay_pence: int
    closes_on: dt.date
    state: str


ROLES = ("Healthcare assistant", "Receptionist", "Nursing associate apprentice", "Care worker")
EMPLOYERS = ("Leek Medical Practice", "University Hospitals of the Potteries", "Meadow View Care Home")
VACANCIES = [
    Vacancy(
        f"{ROLES[at % 4]}, post {at + 1}",
        EMPLOYERS[at % 3],
        ("Stoke-on-Trent", "Stafford", "Lichfield")[at % 3],
        2_300_000 + 12_345 * at,
        dt.date(2026, 12, 3 + at),
        ("Open", "Closing soon", "On hold")[at % 3],
    )
    for at in range(10)
]
TAGS = {"Open": "green", "Closing soon": "yellow", "On hold": "grey"}
COLUMNS = [
    Column[Vacancy]("role", "Role", lambda row: row.role, href=lambda row: f"/jobs/{row.closes_on.day}/"),
    Column[Vacancy]("organisation", "Organisation", lambda row: row.organisation, sortable=True),
    Column[Vacancy]("place", "Place", lambda row: row.place),
    Column[Vacancy]("pay", "Pay", lambda row: row.pay_pence, kind="money", sortable=True),
    Column[Vacancy]("closes", "Closes", lambda row: row.closes_on, kind="date", sortable=True),
    Column[Vacancy]("state", "State", lambda row: row.state, tag=lambda row: TAGS[row.state]),
]
VACANCY_TABLE = Table(COLUMNS, VACANCIES, "Vacancies", sort="closes")
QUERY = QueryDict("type=apprenticeship&place=stafford&q=nurse&sort=closes")
FILTERS = Filters(
    QUERY,
    [
        Filter("q", "Keyword", kind="words"),
        Filter("type", "Type", (("apprenticeship", "Apprenticeship"), ("job", "Job"), ("scheme", "Scheme"))),
        Filter("place", "Place", (("stoke", "Stoke-on-Trent"), ("stafford", "Stafford"), ("leek", "Leek"))),
        Filter("sector", "Sector", (("nhs", "NHS"), ("care", "Social care")), kind="one"),
    ],
)
PAGE: Page[object] = Page([], after="next-cursor", before="previous-cursor")


class InterestForm(forms.NhsForm):
    """One field of each kind."""

    full_name = forms.TextField("Full name", max_length=80, autocomplete="name")
    email = forms.EmailField("Email address")
    area = forms.RadiosField(
        "Which area interests you most?",
        choices=[
            ("nursing", "Nursing and midwifery"),
            ("therapies", "Therapies and diagnostics", "Physiotherapy, imaging, laboratories"),
            forms.Option("other", "Something else", conditional="other_area"),
        ],
    )
    other_area = forms.TextField("Which other area", required=False, width=20)
    channels = forms.CheckboxesField(
        "How can we contact you?",
        choices=[
            ("email", "Email"),
            ("phone", "Phone"),
            forms.Option("none", "None of these", exclusive=True),
        ],
    )
    start_on = forms.DateField("Earliest start date", hint="For example, 27 3 2026")
    month = forms.MonthField("First month of training", hint="For example, 9 2026")
    hours = forms.NumberField("Hours a week", least=1, most=48, suffix="hours")
    pledge = forms.MoneyField("Amount to pledge", most_pence=100_000_000)
    place = forms.SelectField("Nearest town", choices=[("stafford", "Stafford"), ("leek", "Leek")])
    about = forms.TextareaField("Tell us about yourself", required=False, max_length=300)
    papers = forms.FileField("Transactions file", endings=(".csv", ".xlsx"))
    agreed = forms.ConsentField("I have read the privacy notice")
    key = forms.HiddenField("Submission", initial="one-key")


def failed_form() -> InterestForm:
    """The form after a submission in which every kind of mistake was made."""
    data = {
        "email": "name at example",
        "area": "other",
        "other_area": "Estates",
        "start_on-day": "31",
        "start_on-month": "feb",
        "start_on-year": "2026",
        "month-month": "9",
        "hours": "4.5",
        "pledge": "£2,000,000",
        "about": "First line\nSecond <b>line</b>\n" + "x" * 400,
        "key": "one-key",
    }
    return InterestForm(data, {})


MONTHS = [dt.date(2024 + at // 12, at % 12 + 1, 1) for at in range(36)]
MONTH_LABELS = [formats.month_short(month) for month in MONTHS]


def _pounds(pounds: float) -> str:
    return formats.pounds_short(round(pounds * 100))


def _percent(share: float) -> str:
    return formats.percent(share, 0)


def balance_chart() -> str:
    """A levy balance with its forecast, the span of forecasts and what happens on the way."""
    balance = [400_000 + 9_000 * at + (at % 4) * 14_000 for at in range(36)]
    return charts.line_chart(
        "balance",
        "Levy balance by month",
        "The balance rises from £400k in January 2024 to £757k in December 2026.",
        MONTH_LABELS,
        [
            charts.Series("Balance", [*balance[:24], *([None] * 12)], area=True),
            charts.Series("Forecast", [*([None] * 23), *balance[23:]]),
            charts.Series("With new pledges", [*([None] * 23), *(value * 0.97 for value in balance[23:])]),
        ],
        write=_pounds,
        band=charts.Band(
            "Likely span",
            [value - 900 * at for at, value in enumerate(balance)],
            [value + 900 * at for at, value in enumerate(balance)],
        ),
        events=[
            charts.Event(23, "Today"),
            charts.Event(27, "£60k expires"),
            charts.Event(6, "First pledge"),
        ],
    )


def few_points_chart() -> str:
    """Two lines that end together, below nought as well."""
    return charts.line_chart(
        "few",
        "Starters and leavers",
        "Starters less leavers by quarter.",
        ["Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026"],
        [charts.Series("Planned", [-20, 10, 35, 40]), charts.Series("Actual", [-25, 5, 36, 41])],
        write=formats.number,
    )


def funding_chart() -> str:
    """Stacked columns, some below nought."""
    return charts.bar_chart(
        "funding",
        "Where the funds went",
        "Funds used, transferred and expired in each quarter.",
        ["April to June", "July to September", "October to December", "January to March"],
        [
            charts.Series("Used by our apprentices", [120_000, 140_000, 110_000, 160_000]),
            charts.Series("Transferred to small employers", [40_000, 60_000, 80_000, 90_000]),
            charts.Series("Expired", [30_000, 0, 12_000, 5_000]),
        ],
        write=_pounds,
    )


def ranking_chart() -> str:
    """Long names in order."""
    return charts.ranked_chart(
        "ranking",
        "Pledges by employer",
        "University Hospitals of the Potteries pledges most, £310k.",
        [
            ("University Hospitals of the Potteries NHS Foundation Trust", 310_000),
            ("Moorlands Community Partnership", 120_000),
            ("Meadow View Care Home", 4_000),
        ],
        write=_pounds,
    )


def value_chart() -> str:
    """Savings, a cost and the net."""
    return charts.waterfall_chart(
        "value",
        "Value for money",
        "Savings of £6.1m less a programme cost of £0.8m leave £5.3m.",
        [
            charts.Step("Redeployment savings", 4_000_000),
            charts.Step("Agency avoided", 1_200_000),
            charts.Step("Levy utilised", 900_000),
            charts.Step("Programme cost", -800_000),
            charts.Step("Net benefit", is_total=True),
        ],
        write=_pounds,
    )


TURNOVER = [14.2, 14.4, 14.0, 14.4, 14.7, 14.4, 15.0, 13.8, 14.2, 13.8, 13.8, 14.1, 14.3, 14.4]
LATER = [13.1, 13.7, 13.2, 12.3, 13.0, 12.7, 12.7, 13.4, 12.8, 12.2]
FLAGS = ["concern"] * 14 + ["common"] * 2 + ["improvement"] * 8


def turnover_chart() -> str:
    """A measure that changed, rebased once."""
    points = [
        charts.SpcPoint(label, value / 100, flag)
        for label, value, flag in zip(MONTH_LABELS, TURNOVER + LATER, FLAGS, strict=False)
    ]
    return charts.spc_chart(
        "turnover",
        "Staff turnover",
        "Monthly turnover from 14.2% to 12.2% against a target of 12%.",
        points,
        [
            charts.SpcPhase(0, 14, 0.1425, 0.1345, 0.1505),
            charts.SpcPhase(14, 24, 0.1291, 0.1182, 0.14),
        ],
        write=formats.percent,
        target=0.12,
    )


SQUARE = [(380_000.0, 320_000.0), (400_000.0, 325_000.0), (410_000.0, 350_000.0), (375_000.0, 345_000.0)]
NEXT = [(400_000.0, 325_000.0), (425_000.0, 315_000.0), (430_000.0, 340_000.0), (410_000.0, 350_000.0)]


def places_map() -> str:
    """Two districts and places close together."""
    return charts.area_map(
        "map",
        "Employers near Stafford",
        "Five employers, three of them in the same street.",
        [charts.Outline("Stafford", [SQUARE]), charts.Outline("Staffordshire Moorlands", [NEXT])],
        [
            charts.MapPoint(1, "Meadow View", 390_000, 333_000),
            charts.MapPoint(2, "Leek Medical Practice", 390_100, 333_050),
            charts.MapPoint(3, "Trent Hospice", 390_100, 333_050),
            charts.MapPoint(4, "Potteries Trust", 415_000, 330_000),
            charts.MapPoint(12, "Moorlands Partnership", 405_000, 345_000),
        ],
    )


@dataclass(frozen=True)
class Month:
    """A month of the turnover chart."""

    month: dt.date
    turnover: float
    flag: str


TURNOVER_TABLE = Table(
    [
        Column[Month]("month", "Month", lambda row: row.month, kind="month"),
        Column[Month]("turnover", "Turnover", lambda row: row.turnover, kind="percent"),
        Column[Month]("variation", "Variation", lambda row: row.flag.capitalize()),
    ],
    [Month(*row) for row in zip(MONTHS, [v / 100 for v in TURNOVER + LATER], FLAGS, strict=False)],
    "Staff turnover by month",
)
NAVIGATION = [
    {"href": "/academy/", "text": "Talent academy", "current": False},
    {"href": "/dashboard/", "text": "Programme dashboard", "current": True},
    {"href": "/vacancies/", "text": "Vacancies", "current": False},
    {"href": "/interest/", "text": "Register interest", "current": False},
]
ACCOUNT = [
    {"text": "Potteries Trust"},
    {"text": "Your account", "href": "/account/"},
    {"text": "Sign out", "action": "/account/logout/"},
]
HISTORY = [
    {
        "when": dt.datetime(2026, 8, 6, 13, 30, tzinfo=dt.UTC),
        "text": "Application awarded",
        "by": "Asha Whitlock",
        "note": "Second approver: Tom Bednarz.",
    },
    {"when": dt.datetime(2026, 7, 1, 8, 0, tzinfo=dt.UTC), "text": "Application received"},
]


@dataclass(frozen=True)
class SimpleMessage:
    """A flash message as Django hands it to a page."""

    words: str
    level_tag: str

    def __str__(self) -> str:
        return self.words
