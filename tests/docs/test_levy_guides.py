"""The guides to the levy account and its forecast name what the pages show, and their figures are right."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.http import HttpResponse
from django.urls import reverse

from saggar.engines.funding.forecast import double_cliffs, forecast
from saggar.levy.actions import import_levy_file, plan_commitment, state_balance
from saggar.levy.assumptions import FORECAST_MONTHS, IN_WORDS
from saggar.levy.models import LevyAccount
from saggar.rules.levy import BEFORE_AUGUST_2026, EXPIRY_MONTHS
from tests.docs import pages
from tests.engines.funding.forecast.problems import steady_trust
from tests.levy.browsers import browser
from tests.levy.conftest import donor, sample
from tests.levy.files import Line, transactions

__all__ = ["donor"]

ACCOUNT = pages.text_of(pages.DOCS / "how-to" / "levy-account.md")
FORECAST = pages.text_of(pages.DOCS / "how-to" / "levy-forecast.md")
CARE = {
    "label": "Care",
    "apprentices": 1,
    "starts_on": date(2026, 9, 1),
    "months": 12,
    "price_pence": 1_000_00,
}
NAMED = re.compile(r"\*\*([^*]+)\*\*")
LATE = Line(date(2029, 9, 23), "Levy", Decimal(100))
SPENT = Line(date(2026, 8, 25), "Monthly Payment", Decimal(-40), 1, "Care")


@pytest.fixture
def shown(donor) -> str:
    """The words of all levy pages of a donor and of the programme, in every state the guides speak of."""
    finance = browser(donor.organisation, "finance_lead")
    words = [finance.get(reverse("workspace:home"))]
    import_levy_file(donor.finance, file=sample("transactions_levy_v2.csv"))
    import_levy_file(donor.finance, file=sample("hmrc_declarations_sample.json"))
    own = {"organisation_id": donor.organisation.pk}
    plan_commitment(donor.finance, **CARE, **own)
    derived = 182_310_78
    for stated in (derived, 1_00):
        state_balance(donor.finance, on=date(2026, 8, 27), stated_pence=stated, **own)
        words.append(finance.get(reverse("levy:my-account")))
    run = import_levy_file(donor.finance, file=sample("transactions_levy_v2.csv"))
    words.append(finance.get(reverse("levy:import-report", args=[run.pk])))
    import_levy_file(donor.finance, file=transactions([LATE]))
    import_levy_file(donor.stranger, file=transactions([SPENT]))
    words.append(browser(donor.other, "finance_lead").get(reverse("levy:my-account")))
    routes = ["my-account", "my-forecast", "import", "my-transactions"]
    words += [finance.get(reverse(f"levy:{route}")) for route in routes]
    words.append(finance.get(reverse("levy:my-forecast") + "?growth=2"))
    words.append(browser(donor.other, "programme_officer").get(reverse("workspace:home")))
    return " ".join(map(words_of, words))


def words_of(page: HttpResponse) -> str:
    """What somebody reads on the page."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.content.decode())))


@pytest.mark.parametrize("guide", [ACCOUNT, FORECAST], ids=["account", "forecast"])
@pytest.mark.django_db
def test_what_the_guides_name_stands_on_a_page(shown, guide):
    """Somebody who looks for a word of the guide finds it."""
    assert [name for name in NAMED.findall(guide) if name not in shown] == []


def test_the_assumptions_are_the_products() -> None:
    """One bullet for each sentence the page says, in its words."""
    assert re.findall(r"^- (.+)$", FORECAST, re.MULTILINE) == list(IN_WORDS)
    assert f"{FORECAST_MONTHS} months ahead" in FORECAST


def test_the_lifetimes_are_those_of_the_rules() -> None:
    """24 months up to July 2026, 12 from August on, in both guides."""
    assert (EXPIRY_MONTHS.on(date(2026, 7, 31)), EXPIRY_MONTHS.on(date(2026, 8, 1))) == (24, 12)
    assert "before August 2026 can be used for 24 months, later money for 12" in ACCOUNT
    assert "before August 2026 lasts 24 months, later money 12" in FORECAST


def test_the_example_of_the_double_cliff_is_right() -> None:
    """£90,000 in and £55,000 out a month lose £600,000 by July 2028, and nothing under the rules before."""
    (cliff, _) = double_cliffs(forecast(steady_trust(months=60)))
    assert (cliff.from_month, cliff.until, sum(cliff.lost.values())) == (
        date(2027, 8, 1),
        date(2028, 7, 1),
        600_000,
    )
    before = forecast(steady_trust(months=60, rules=BEFORE_AUGUST_2026)).accounts[0].months
    assert sum(month.amounts["expired"] for month in before if month.month <= date(2028, 7, 1)) == 0
    assert "gets £90,000 and spends £55,000 a month loses £600,000" in FORECAST
    month = forecast(steady_trust(months=60)).accounts[0].months[0].amounts
    assert (month["levy_in"], month["spent_own"]) == (90_000, 55_000)


@pytest.mark.django_db
def test_files_in_any_order_are_one_account(donor) -> None:
    """As the guide promises: version 2 before version 1, and both again."""
    for name in ("v2", "v1", "v2", "v1"):
        import_levy_file(donor.finance, file=sample(f"transactions_levy_{name}.csv"))
    account = LevyAccount.objects.get()
    references = account.transactions.exclude(cohort_reference="").count()
    assert (account.transactions.count(), references) == (9, 3)
