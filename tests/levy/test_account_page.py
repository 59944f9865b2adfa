"""The account page and the list of transactions: figures, words, tables, and every way to filter."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from saggar.levy.actions import import_transactions, state_balance
from saggar.levy.kinds import KINDS
from saggar.levy.presenters import account as present
from saggar.levy.queries import Wanted, account_page, transactions_page
from saggar.levy.queries.accounts import Tranche, YearSums
from tests.levy.browsers import browser
from tests.levy.conftest import sample
from tests.levy.files import Line, transactions


@pytest.fixture
def filled(donor):
    """Money of two lifetimes, spent, sent and expired, in two financial years."""
    lines = [
        Line(date(2026, 3, 23), "Levy", Decimal("100.10")),
        Line(date(2026, 7, 23), "Levy", Decimal(200)),
        Line(date(2026, 8, 23), "Levy", Decimal(300)),
        Line(date(2026, 3, 25), "Monthly Payment", Decimal(-40), 1, "Adult care worker"),
        Line(date(2026, 8, 25), "Transfer", Decimal(-20), 0, "Care", "Transfer sent to Example Ash Court"),
        Line(date(2026, 8, 26), "Transfer", Decimal(5), 0, "Care", "Transfer received from Example Trust"),
        Line(date(2026, 8, 27), "Expired Levy 24 month", Decimal(-10)),
    ]
    import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=transactions(lines))
    return donor


def test_what_is_left_of_each_month(filled):
    """65 went of March's 100.10; July's money has 24 months, August's 12."""
    assert list(account_page(filled.finance).tranches) == [
        Tranche(date(2026, 3, 1), 35_10, 24, date(2028, 3, 1)),
        Tranche(date(2026, 7, 1), 200_00, 24, date(2028, 7, 1)),
        Tranche(date(2026, 8, 1), 300_00, 12, date(2027, 8, 1)),
    ]


def test_movements_by_financial_year(filled):
    """The newest year first; March belongs to the year before."""
    assert list(account_page(filled.finance).years) == [
        YearSums("2026/27", funds_in=500_00, sent=20_00, received=5_00, expired=10_00),
        YearSums("2025/26", funds_in=100_10, spent=40_00),
    ]


def test_what_could_expire_within_a_year(filled):
    """In the twelve months after August 2026 only August's 12-month money ends."""
    page = account_page(filled.finance)
    assert (page.balance_pence, page.expiring_within_a_year) == (535_10, 300_00)
    assert (page.expiring_before(date(2028, 3, 1)), page.overdue_pence) == (300_00, 0)


def test_more_spent_than_came_in_is_warned_of(donor):
    """The files begin too late: the page says what is missing."""
    line = Line(date(2026, 8, 25), "Monthly Payment", Decimal(-40), 1, "Care")
    import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=transactions([line]))
    page = browser(donor.organisation, "finance_lead").get(reverse("levy:my-account")).content.decode()
    assert "£40 more has gone out than your files show coming in" in page


@pytest.mark.parametrize(
    ("stated", "words", "attention"),
    [
        (None, "Enter the balance that the service shows", True),
        (535_10, "Your files and the service agree", False),
        (535_20, "The service shows £0.10 more than your files", True),
        (500_00, "The service shows £35.10 less than your files", True),
    ],
)
def test_the_card_says_how_the_reconciliation_stands(filled, stated, words, attention):
    """Not yet, equal, more or less."""
    if stated is not None:
        key = filled.organisation.pk
        state_balance(filled.finance, organisation_id=key, on=date(2026, 8, 27), stated_pence=stated)
    card = present.cards(account_page(filled.finance))[2]
    assert (card["note"], card["attention"]) == (words, attention)


def test_the_latest_reconciliation_counts(filled):
    """A later day, and of one day the later record."""
    key = filled.organisation.pk
    for on, pence in ((date(2026, 8, 27), 1), (date(2026, 8, 27), 2), (date(2026, 8, 1), 3)):
        state_balance(filled.finance, organisation_id=key, on=on, stated_pence=pence)
    assert account_page(filled.finance).stated.stated_pence == 2


def test_imports_are_listed_with_their_outcome(donor):
    """Checked only, imported, and with how many rows refused."""
    faulty = (
        sample("transactions_levy_v2.csv").data.decode().replace("23/07/2026,Levy,", "31/02/2026,Levy,", 1)
    )
    files = [(sample("transactions_levy_v2.csv"), True), (sample("transactions_levy_v2.csv"), False)]
    files.append((type(files[0][0])("faulty.csv", faulty.encode()), False))
    for file, dry_run in files:
        import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=file, dry_run=dry_run)
    table = present.tables(account_page(donor.finance))["runs"]
    outcomes = [line[-1].text for line in table.lines()]
    assert outcomes == ["Imported, 1 row refused", "Imported", "Checked only"]


def found(donor, **wanted) -> list[str]:
    """Kinds of the transactions that a filter leaves."""
    page = transactions_page(donor.finance, Wanted(**wanted))
    return sorted(page.rows.values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ({}, ["expired", "levy", "levy", "levy", "monthly", "received", "sent"]),
        ({"kinds": ["sent", "received"]}, ["received", "sent"]),
        ({"kinds": ["nothing of the kind"]}, []),
        ({"words": "CARE WORK"}, ["monthly"]),
        ({"words": "made up"}, ["expired", "levy", "levy", "levy", "monthly", "received", "sent"]),
        ({"words": "100%_"}, []),
        ({"year": "2025/26"}, ["levy", "monthly"]),
        ({"year": "2026/27", "kinds": ["levy"]}, ["levy", "levy"]),
    ],
)
def test_transactions_are_filtered(filled, wanted, kinds):
    """By kind, words of course or provider, and financial year."""
    assert found(filled, **wanted) == kinds


def test_years_to_choose_from_are_those_of_the_files(filled):
    """The newest first."""
    assert list(transactions_page(filled.finance, Wanted()).years) == ["2026/27", "2025/26"]


ODD = {
    "words=%00": 400,
    "year=%00": 400,
    "year=9999/00": 200,
    "year=20": 200,
    "year=%D9%A2%D9%A0%D9%A2%D9%A6/27": 200,
    "kind=%27": 200,
    "sort=provider": 200,
    "after=x": 200,
    "words=" + "x" * 5000: 200,
}


@pytest.mark.parametrize(("query", "status"), ODD.items(), ids=lambda part: str(part)[:20])
@pytest.mark.parametrize("route", ["my-transactions", "my-transactions-file", "standards"])
def test_odd_addresses_are_answered(filled, route, query, status):
    """Whatever stands in the address, the list answers; a NUL is no request at all."""
    answer = browser(filled.organisation, "finance_lead").get(f"{reverse(f'levy:{route}')}?{query}")
    assert answer.status_code == status


def test_every_kind_has_words_and_an_effect():
    """Each kind of transaction is one the files write, or a direction of a transfer."""
    assert {kind.key for kind in KINDS.values() if not kind.file_words} == {"sent", "received"}
    assert {kind.effect for kind in KINDS.values()} == {"funds in", "spent", "sent", "received", "expired"}


def test_transactions_come_in_pages_without_gaps(donor):
    """120 rows of three days, 50 on a page: forwards and backwards every row once."""
    lines = [
        Line(date(2026, 8, 20 + row % 3), "Monthly Payment", Decimal(-1 - row), 1 + row, "Care")
        for row in range(120)
    ]
    import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=transactions(lines))
    finance = browser(donor.organisation, "finance_lead")
    start, shown = reverse("levy:my-transactions"), []
    address = start
    while address:
        page = finance.get(address).content.decode()
        shown.append([int(pounds) for pounds in re.findall(r"<span>.£(\d+)\.00</span>", page)])
        following = re.search(r'rel="next" href="([^"]*)"', page)
        address = start + following[1].replace("&amp;", "&") if following else ""
    assert [len(part) for part in shown] == [50, 50, 20]
    assert sorted(number for part in shown for number in part) == list(range(1, 121))
