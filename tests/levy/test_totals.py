"""Whatever files bring the rows, in whatever order and however often: the same sums, training and ledger."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saggar.levy.actions import import_transactions, open_account, state_balance
from saggar.levy.models import LevyAccount, MonthTotal, StatedBalance, Training, Transaction
from saggar.organisations.models import Organisation, System
from saggar.platform.audit.guard import unguarded
from saggar.platform.ledger.models import Account
from saggar.platform.permits import PRODUCT
from saggar.platform.verification import checks
from tests.levy.conftest import sample
from tests.levy.files import Line, transactions

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 1)
DAYS = st.integers(0, 150).map(lambda days: FIRST + timedelta(days=days))
AMOUNTS = st.decimals(Decimal("0.00001"), 50_000, places=5)
OUT = AMOUNTS.map(lambda amount: -amount)
COURSES = st.sampled_from(["Adult care worker", "Invented course"])
LINES = st.one_of(
    st.builds(Line, DAYS, st.just("Levy"), AMOUNTS),
    st.builds(Line, DAYS, st.just("Levy Adjustment"), OUT),
    st.builds(
        Line,
        DAYS,
        st.sampled_from(["Monthly Payment", "Completion Payment", "Balance Payment"]),
        OUT,
        st.integers(1, 3),
        COURSES,
    ),
    st.builds(
        Line,
        DAYS,
        st.just("Transfer"),
        OUT,
        st.just(0),
        COURSES,
        st.sampled_from(["Transfer sent to Example Ash Court", "Transfer sent to Example Birch House"]),
    ),
    st.builds(Line, DAYS, st.sampled_from(["Expired Levy", "Expired Levy 12 month"]), OUT),
)
FILES = st.lists(st.tuples(DAYS, DAYS, st.sampled_from([1, 2])), max_size=3)


def another_account() -> LevyAccount:
    """The account of one more organisation."""
    with unguarded("test world"):
        system, _ = System.objects.get_or_create(key="here", name="Here", ods_code="QXX")
        number = Organisation.objects.count()
        organisation = Organisation.objects.create(
            system=system, key=f"trust-{number}", name=f"Trust {number}", kind="nhs_trust"
        )
    return open_account(PRODUCT, organisation_id=organisation.pk)


def load(account: LevyAccount, lines: list[Line], version: int = 2) -> None:
    """Import a file of these rows."""
    file = transactions(lines, version)
    import_transactions(PRODUCT, organisation_id=account.organisation_id, file=file)


def known(account: LevyAccount) -> tuple[list, list, list]:
    """What is kept beside the rows: sums by month, training, and what the ledger holds by month."""
    account.refresh_from_db()
    months = MonthTotal.objects.filter(account=account).order_by("month", "kind")
    training = ("sent_to", "course", "first_month", "last_month", "months_paid", "monthly")
    ledger = Account.objects.filter(organisation_id=account.organisation_id).order_by("month")
    return (
        list(months.values_list("month", "kind", "amount", "declared", "rows", "posted_pence")),
        sorted(Training.objects.filter(account=account).values_list(*training)),
        list(ledger.values_list("month", "balance_pence")),
    )


def faults() -> list[str]:
    """What `saggar verify` finds."""
    return [fault for check in checks() for fault in check.faults()]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, min_size=1, max_size=14), parts=FILES, chance=st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(lines, parts, chance):
    """Overlapping files of both versions, shuffled, with all rows at some time: one and the same account."""
    plain, mixed = another_account(), another_account()
    load(plain, sorted(lines, key=lambda line: line.on))
    files = [([each for each in lines if start <= each.on <= end], version) for start, end, version in parts]
    files.append((list(lines), chance.choice([1, 2])))
    chance.shuffle(files)
    for rows, version in files:
        load(mixed, chance.sample(rows, len(rows)), version)
    assert known(mixed) == known(plain)
    assert faults() == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, min_size=1, max_size=10))
def test_the_ledger_is_the_sum_of_the_rows_to_the_penny(lines):
    """Each month's balance in the ledger is the sum of its kinds, each rounded half to even."""
    account = another_account()
    load(account, lines)
    sums: dict[tuple[date, str], Decimal] = {}
    for row in Transaction.objects.filter(account=account):
        place = row.on.replace(day=1), row.kind
        sums[place] = sums.get(place, Decimal(0)) + row.amount
    pence: dict[date, int] = {}
    for (month, _), amount in sums.items():
        pence[month] = pence.get(month, 0) + int((amount * 100).quantize(Decimal(1), "ROUND_HALF_EVEN"))
    held = dict(known(account)[2])
    assert {month: held.get(month, 0) for month in pence} == pence


def payment(total: str, contributions: str = "0", paid: str | None = None) -> Line:
    """A payment on one day for one learner, part of which the account may have paid."""
    return Line(
        date(2026, 8, 25),
        "Monthly Payment",
        Decimal(total),
        1,
        "Adult care worker",
        paid_from_levy=None if paid is None else Decimal(paid),
        contributions=Decimal(contributions),
    )


def test_a_corrected_row_moves_the_difference():
    """The service says later that the account paid 80 of 100: sums and ledger follow, by a movement back."""
    account, fresh = another_account(), another_account()
    load(account, [payment("-100.00000")])
    corrected = payment("-100.00000", "-10.00000", "-80.00000")
    load(account, [corrected])
    load(fresh, [corrected])
    assert known(account) == known(fresh)
    assert known(account)[2] == [(date(2026, 8, 1), -8000)]
    assert faults() == []


def test_only_what_the_account_paid_leaves_it():
    """Employer and government paid 5% and 95% of a payment: the balance stays as it was."""
    account = another_account()
    load(account, [payment("-100.00000", "-50.00000", "0")])
    assert [month[2] for month in known(account)[0]] == [Decimal(0)]


def test_a_stated_balance_follows_rows_that_come_later():
    """What the service showed stays; what our rows give on that day changes with them."""
    account = another_account()
    levy = [Line(date(2026, day // 10, 23), "Levy", Decimal(amount)) for day, amount in ((70, 100), (80, 40))]
    load(account, levy)
    organisation = account.organisation_id
    state_balance(PRODUCT, organisation_id=organisation, on=date(2026, 7, 31), stated_pence=9_000)
    load(account, [payment("-10.00000"), Line(date(2026, 7, 23), "Expired Levy", Decimal(-25))])
    stated = StatedBalance.objects.get()
    assert (stated.stated_pence, stated.derived_pence, faults()) == (9_000, 7_500, [])


def test_training_ends_with_its_completion_and_knows_its_payments():
    """Two payments and a completion of one learner are one training that is over."""
    account = another_account()
    course = "Adult care worker"
    load(
        account,
        [
            Line(date(2026, 5, 25), "Monthly Payment", Decimal(-200), 1, course),
            Line(date(2026, 7, 25), "Monthly Payment", Decimal(-150), 1, course),
            Line(date(2026, 7, 26), "Monthly Payment", Decimal(-50), 1, course),
            Line(date(2026, 8, 25), "Completion Payment", Decimal(-600), 1, course),
        ],
    )
    training = Training.objects.get()
    assert (training.first_month, training.last_month) == (date(2026, 5, 1), date(2026, 7, 1))
    assert (training.months_paid, training.monthly, training.is_over) == (2, Decimal(200), True)


def test_a_completion_alone_is_no_training():
    """Training that ended before the files begin has nothing left to forecast."""
    account = another_account()
    load(account, [Line(date(2026, 8, 25), "Completion Payment", Decimal(-600), 1, "Adult care worker")])
    assert Training.objects.count() == 0


def test_transfers_to_two_employers_are_two_streams():
    """Each employer's stream is told by its name."""
    account = another_account()
    names = ("Example Ash Court", "Example Birch House")
    load(
        account,
        [
            Line(date(2026, 8, 25), "Transfer", Decimal(-20), 0, "Care", f"Transfer sent to {name}")
            for name in names
        ],
    )
    assert tuple(Training.objects.order_by("sent_to").values_list("sent_to", flat=True)) == names


def test_the_longest_description_fits():
    """An employer's name as long as the file may have it is cut, not refused."""
    account = another_account()
    name = "N" * 233
    load(account, [Line(date(2026, 8, 25), "Transfer", Decimal(-20), 0, "Care", f"Transfer sent to {name}")])
    assert Training.objects.get().sent_to == name[:200]


def test_a_month_of_the_largest_rows_is_summed():
    """Sums hold more than a row may: twelve rows of 100 million pounds in one month."""
    account = another_account()
    load(account, [Line(date(2026, 8, day), "Levy", Decimal(100_000_000)) for day in range(1, 13)])
    assert MonthTotal.objects.get().amount == 1_200_000_000


def test_a_small_employer_is_no_donor(donor):
    """An account that only received transfers pays no levy; the first levy row makes it a payer."""
    organisation = donor.organisation.pk
    file = sample("transactions_non_levy_v2.csv")
    import_transactions(donor.finance, organisation_id=organisation, file=file)
    received = LevyAccount.objects.get().pays_levy
    import_transactions(donor.finance, organisation_id=organisation, file=sample("transactions_levy_v2.csv"))
    assert (received, LevyAccount.objects.get().pays_levy) == (False, True)


def test_the_account_knows_its_days_and_its_english_share(donor):
    """From the first to the last row, and the share of pay of the latest levy."""
    file = sample("transactions_levy_v1.csv")
    import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=file)
    account = LevyAccount.objects.get()
    assert (account.read_from, account.read_until) == (date(2026, 7, 23), date(2026, 8, 27))
    assert account.english_percent == Decimal("98.5")
