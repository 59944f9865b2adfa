"""The forecast page: whatever is typed or imported gets an answer, and every change shows what it does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from saggar.engines.funding.forecast import ExtraSpend
from saggar.levy.actions import import_transactions, plan_commitment
from saggar.levy.donors import Planned
from saggar.levy.presenters import forecast as present
from saggar.levy.queries import Question, forecast_page
from saggar.levy.queries.forecasts import what_if_of
from saggar.rules.levy import RULE_SETS
from tests.levy.browsers import browser
from tests.levy.conftest import sample
from tests.levy.files import Line, transactions

WITHIN = "Choose a month from September 2026 to August 2031"


@pytest.fixture
def filled(donor):
    """The donor with the sample file."""
    file = sample("transactions_levy_v2.csv")
    import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=file)
    return donor


@pytest.fixture
def finance(filled):
    """The donor's finance lead, signed in."""
    return browser(filled.organisation, "finance_lead")


def ask(finance, query: str) -> str:
    """The forecast page for this what-if."""
    answer = finance.get(f"{reverse('levy:my-forecast')}?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            "extra=100&extra_from-month=1&extra_from-year=2020",
            "Choose a month from September 2026 to August 2031",
        ),
        (
            "extra=100&extra_from-month=9&extra_from-year=2031",
            "Choose a month from September 2026 to August 2031",
        ),
        ("extra=100&extra_from-month=12&extra_from-year=9999", WITHIN),
        ("extra=100", "Enter the month from which to spend more"),
        ("extra=-1", "must be £0 or more"),
        ("extra=lots", "must be an amount of money"),
        ("growth=60", "must be 50"),
        ("growth=-21", "or more"),
        ("growth=fast", "must be a number"),
        ("apprentices=5", "Enter the first month of the new apprentices"),
        ("apprentices=501", "must be 500"),
        (
            "apprentices=5&starts_on-month=1&starts_on-year=9999&months=12&price=3000",
            "2090 or earlier",
        ),
        (
            "apprentices=5&starts_on-month=1&starts_on-year=2011&months=12&price=3000",
            "2017 or later",
        ),
        ("rule_set=of-2040", "There is a problem"),
        ("starts=everybody", "There is a problem"),
    ],
)
def test_a_what_if_that_cannot_be_is_answered_at_its_field(finance, query, words):
    """The page says what to change, keeps the forecast as things stand, and compares nothing."""
    page = ask(finance, query)
    assert (words in page, "With your changes" in page, "Will expire in 5 years" in page) == (
        True,
        False,
        True,
    )


@pytest.mark.parametrize(
    "query",
    [
        "rule_set=before-august-2026",
        "rule_set=programme-25",
        "growth=2.5",
        "growth=-20",
        "starts=carry-on",
        "extra=1000&extra_from-month=9&extra_from-year=2026",
        "extra=1000&extra_from-month=8&extra_from-year=2031",
        "apprentices=500&starts_on-month=9&starts_on-year=2027&months=72&price=30000",
        "apprentices=1&starts_on-month=9&starts_on-year=2020&months=1&price=1",
    ],
)
def test_a_what_if_is_compared(finance, query):
    """Each change alone, at its bounds, stands beside the forecast as things stand."""
    if "programme-25" in query:
        query = f"rule_set={list(RULE_SETS)[-1]}"
    assert "With your changes" in ask(finance, query)


@pytest.mark.parametrize("query", ["", "rule_set=in-force", "starts=none", "growth=&extra=&apprentices="])
def test_an_empty_what_if_changes_nothing(finance, query):
    """What asks for nothing shows the forecast alone."""
    query = query.replace("in-force", next(iter(RULE_SETS)))
    assert "With your changes" not in ask(finance, query)


def test_spending_more_loses_less(filled):
    """The what-if's totals follow from its changes."""
    question = Question(extra_monthly=Decimal(5_000), extra_from=date(2026, 9, 1))
    page = forecast_page(filled.finance, question=question)
    sides = page.comparison.system.totals["expired"]
    assert sides.other < sides.baseline


def test_a_question_becomes_the_engines_what_if():
    """Rules, growth, spending and training each arrive where they belong; nothing asked is no what-if."""
    training = Planned("More", 2, date(2027, 9, 1), 12, Decimal(3_000), is_transfer=False)
    question = Question(
        growth=Decimal("0.02"),
        rule_set="before-august-2026",
        training=training,
        extra_monthly=Decimal(5),
        extra_from=date(2027, 1, 1),
    )
    what_if = what_if_of(question, "trust")
    assert what_if.growth_per_year == Decimal("0.02")
    assert what_if.rules == RULE_SETS["before-august-2026"]
    assert what_if.extra_spend == ExtraSpend(date(2027, 1, 1), Decimal(5), ("trust",))
    assert [(donor, commitment.label) for donor, commitment in what_if.extra_commitments] == [
        ("trust", "More")
    ]
    assert what_if_of(Question(), "trust") is None


def test_money_past_its_last_month_is_left_out_and_said(donor):
    """Levy of January 2024 that no row spends or lets expire: the forecast begins without it, in words."""
    lines = [Line(date(year, 1, 23), "Levy", Decimal(1_000)) for year in (2024, 2026)]
    lines += [Line(date(2026, 8, 23), "Levy", Decimal(500))]
    import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=transactions(lines))
    page = forecast_page(donor.finance)
    assert (page.left_out_pence, page.account.opening) == (1_000_00, 1_500_00000)
    finance = browser(donor.organisation, "finance_lead")
    words = ask(finance, "")
    assert "£1,000 had to be used before September 2026" in words
    account = finance.get(reverse("levy:my-account")).content.decode()
    assert "£1,000 must have expired by the rules" in account


def test_impossible_figures_are_answered_in_words(donor):
    """Files that no forecast can work with get a page that says why, not an error; so does the account."""
    lines = [Line(date(2026, 8, day), "Levy", Decimal(90_000_000)) for day in (1, 2)]
    import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=transactions(lines))
    finance = browser(donor.organisation, "finance_lead")
    page = ask(finance, "growth=2")
    assert ("These files cannot be forecast" in page, "must be from 0 to 100,000,000" in page) == (True, True)
    for route in ("my-account", "my-transactions", "my-forecast-file", "my-forecast-years-file"):
        assert finance.get(reverse(f"levy:{route}")).status_code == 200


@pytest.mark.parametrize("last", [date(2017, 4, 6), date(2019, 3, 23), date(2019, 4, 23), date(2099, 10, 23)])
def test_files_of_any_time_get_a_page(donor, last):
    """From the levy's first day to the last that is read, the pages answer."""
    file = transactions([Line(last, "Levy", Decimal(1_000))])
    import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=file)
    finance = browser(donor.organisation, "finance_lead")
    for route in ("my-account", "my-forecast", "my-transactions"):
        assert finance.get(reverse(f"levy:{route}")).status_code == 200


def test_planned_training_is_part_of_the_forecast(filled):
    """It is paid from the month after its start."""
    before = forecast_page(filled.finance).account.totals["spent_own"]
    plan_commitment(
        filled.finance,
        organisation_id=filled.organisation.pk,
        label="Care",
        apprentices=2,
        starts_on=date(2026, 9, 1),
        months=12,
        price_pence=3_000_00,
    )
    assert forecast_page(filled.finance).account.totals["spent_own"] - before == 6_000


def test_without_a_file_there_is_nothing_to_forecast(donor):
    """No account figures, no plan, no file to download but its heading."""
    page = forecast_page(donor.finance)
    assert (page.plan, page.account, page.monthly_levy) == (None, None, 0)
    finance = browser(donor.organisation, "finance_lead")
    answer = finance.get(reverse("levy:my-forecast-file"))
    assert len(b"".join(answer.streaming_content).splitlines()) == 1


def test_the_files_hold_what_the_page_shows(finance):
    """60 months, and the 6 financial years they touch, each under a heading."""
    lines = {
        route: len(b"".join(finance.get(reverse(f"levy:{route}")).streaming_content).splitlines())
        for route in ("my-forecast-file", "my-forecast-years-file")
    }
    assert lines == {"my-forecast-file": 61, "my-forecast-years-file": 7}


def test_a_sentence_of_advice_is_said_once(filled):
    """Looks ahead of different lengths do not repeat one another."""
    said = [
        words for counsel in present.counsels(forecast_page(filled.finance)) for words in counsel.sentences
    ]
    assert len(said) == len(set(said)) > 0


def test_cards_show_the_forecasts_own_figures(filled):
    """What expires, under today's rules and the old ones, and the levy a month with its English share."""
    values = {
        card["label"]: (card["value"], card.get("note", ""))
        for card in present.cards(forecast_page(filled.finance))
    }
    assert values["Levy a month"] == ("£90,000", "98.5% counts for England")
    assert set(values) == {
        "Will expire in 5 years",
        "Under the rules before August 2026",
        "Transfer allowance left",
        "Levy a month",
    }


def test_charts_are_said_in_words(filled):
    """Both sentences name the months and amounts of the lines."""
    page = forecast_page(filled.finance)
    assert present.balance_sentence(page).startswith("The balance is highest in ")
    assert "expires in all, most of it in 20" in present.expiry_sentence(page)


def test_nothing_to_lose_is_said(donor):
    """An account that spends all it gets loses nothing."""
    lines = [Line(date(2026, 8, 23), "Levy", Decimal(1_000))]
    lines += [Line(date(2026, 8, 25), "Monthly Payment", Decimal(-900), 1, "Invented course")]
    import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=transactions(lines))
    page = forecast_page(
        donor.finance, question=Question(extra_monthly=Decimal(2_000), extra_from=date(2026, 9, 1))
    )
    assert page.other.accounts[0].totals["expired"] == 0
    assert present.balance_sentence(page)
