"""A system of 40,000 organisations whose 200 donors have 1,000,000 levy transactions; all of it made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.test import Client

from saggar.levy.actions import import_standards, import_transactions
from saggar.levy.actions.totals import refresh
from saggar.levy.events import TransactionsImported
from saggar.levy.models import LevyAccount
from saggar.organisations.models import Membership, Organisation, System
from saggar.people.models import User
from saggar.platform.audit.guard import unguarded
from saggar.platform.imports.reading import File
from saggar.platform.permits import PRODUCT
from saggar.platform.work import unit_of_work
from tests.benchmarks.levy_files import transactions
from tests.benchmarks.made_up_organisations import made_up

ORGANISATIONS, DONORS, TRANSACTIONS, STANDARDS, LARGEST = 40_000, 200, 1_000_000, 700, 60_000
MONTHS = 36
ROWS = """
INSERT INTO levy_transaction (account_id, fingerprint, "on", kind, description, paye_scheme, declared,
    english_percent, top_up, cohort_reference, provider, learner_key, course, level, course_type,
    paid_from_levy, paid_from_transfer, employer_contribution, government_contribution, total, amount)
SELECT account.id, gen_random_uuid(),
    (date '2023-10-23' + make_interval(months => row %% {months}))::date + (row %% 5),
    CASE WHEN row <= {months} THEN 'levy' WHEN row %% 40 = 7 THEN 'completion' ELSE 'monthly' END,
    '', '', CASE WHEN row <= {months} THEN 90000 ELSE 0 END,
    CASE WHEN row <= {months} THEN 98.5 ELSE 0 END, 0, '',
    CASE WHEN row <= {months} THEN '' ELSE 'Invented Training ' || row %% 12 END,
    CASE WHEN row <= {months} THEN '' ELSE md5(account.id || '-' || row / {months}) END,
    CASE WHEN row <= {months} THEN '' ELSE 'Invented course ' || row / {months} %% 25 END,
    CASE WHEN row <= {months} THEN NULL ELSE 3 END, '', 0, 0, 0, 0,
    CASE WHEN row <= {months} THEN 88650 ELSE -222.22222 END,
    CASE WHEN row <= {months} THEN 88650 ELSE -222.22222 END
FROM levy_account account, generate_series(1, %s) row
ORDER BY row %% {months}, account.id
"""
"""Month by month and account by account, as monthly imports of all donors lay them down."""


@dataclass(frozen=True)
class World:
    """The built system: a donor of 5,000 transactions, one of 60,000, and browsers of people at the first."""

    system: System
    donor: LevyAccount
    largest: LevyAccount
    browsers: dict[str, Client] = field(default_factory=dict)

    def browser(self, role: str) -> Client:
        """A signed-in browser of somebody with this role at the donor."""
        if role not in self.browsers:
            self.browsers[role] = Client()
            person = _person(role, self.donor.organisation)
            backend = "allauth.account.auth_backends.AuthenticationBackend"
            self.browsers[role].force_login(person, backend=backend)
        return self.browsers[role]


def in_words() -> str:
    """What the world holds."""
    return (
        f"{ORGANISATIONS:,} organisations, {DONORS} donors with {TRANSACTIONS:,} transactions, "
        f"another with {LARGEST:,}, {STANDARDS} standards"
    )


def build() -> World:
    """Make the whole system, bring its totals up to date, and let the database look at its new tables."""
    with unguarded("benchmark"):
        system = System.objects.create(key="here", name="Here", ods_code="QXX")
        Organisation.objects.bulk_create(made_up(system, ORGANISATIONS), batch_size=2_000)
        donors = list(Organisation.objects.filter(system=system).order_by("pk")[: DONORS + 1])
        LevyAccount.objects.bulk_create(LevyAccount(organisation=donor) for donor in donors[:DONORS])
        with connection.cursor() as cursor:
            cursor.execute(ROWS.format(months=MONTHS), [TRANSACTIONS // DONORS])
            cursor.execute("VACUUM ANALYZE")
    _bring_up_to_date()
    file = File("transactions.csv", transactions(LARGEST))
    import_transactions(PRODUCT, organisation_id=donors[DONORS].pk, file=file)
    import_standards(PRODUCT, file=_standards())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    accounts = LevyAccount.objects.select_related("organisation")
    return World(system, accounts.get(organisation=donors[0]), accounts.get(organisation=donors[DONORS]))


def _bring_up_to_date() -> None:
    """Totals, training and ledger of every account from its transactions, as an import leaves them."""
    for account in LevyAccount.objects.order_by("pk"):
        with unit_of_work(PRODUCT) as work:
            refresh(work, account)
            work.record(
                TransactionsImported(TRANSACTIONS // DONORS, 0, 0, 0),
                subject=account,
                organisation_id=account.organisation_id,
            )


def _standards() -> File:
    heading = "st_reference,lars_code,title,level,typical_duration_months,max_funding_gbp,route\n"
    rows = (
        f"ST{code:04},{code},Invented course {code},{2 + code % 5},{12 + code % 30},{3000 + code},Care\n"
        for code in range(1, STANDARDS + 1)
    )
    return File("standards.csv", (heading + "".join(rows)).encode())


def _person(role: str, organisation: Organisation) -> User:
    with unguarded("benchmark"):
        user = User.objects.create_user(f"{role}@example.org", "Sam Invented", "long enough words")
        Membership.objects.create(user=user, organisation=organisation, role=role, starts_on=date(2020, 1, 1))
    return user
