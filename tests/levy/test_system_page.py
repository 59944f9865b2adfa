"""All donors together: in order of what each loses, up to date after every change, one bad file aside."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saggar.levy.actions import import_standards, import_transactions, plan_commitment, state_balance
from saggar.levy.presenters.system import MOST_IN_CHART, SIZE, loss_sentence, part_of
from saggar.levy.queries import forecast_page, system_page
from saggar.levy.queries.system import DonorLine, SystemPage
from saggar.organisations.models import Organisation, System
from saggar.platform.audit.guard import unguarded
from saggar.platform.decisions import NotAllowedError
from saggar.platform.permits import PRODUCT, Actor
from saggar.rules.levy import add_months
from tests.levy.browsers import browser
from tests.levy.conftest import text_file
from tests.levy.files import Line, transactions

STANDARDS = "st_reference,lars_code,title,level,typical_duration_months,max_funding_gbp\n"


def levy_payer(system: System, name: str, monthly: int, last: date = date(2026, 8, 23)) -> Organisation:
    """An organisation with six months of this levy and one learner's payments, up to the month of `last`."""
    with unguarded("test world"):
        payer = Organisation.objects.create(
            system=system, key=name.lower().replace(" ", "-"), name=name, kind="nhs_trust"
        )
    months = [add_months(last, -place).replace(day=23) for place in range(6)]
    lines = [Line(month, "Levy", Decimal(monthly)) for month in months]
    lines += [Line(months[0], "Monthly Payment", Decimal(-200), 1, "Invented course")]
    import_transactions(PRODUCT, organisation_id=payer.pk, file=transactions(lines))
    return payer


@pytest.fixture
def system(db) -> System:
    """A system without organisations."""
    with unguarded("test world"):
        return System.objects.create(key="here", name="Here", ods_code="QXX")


@pytest.fixture
def programme(system) -> Actor:
    """The programme officer of the system."""
    return Actor(None, None, system.pk, frozenset({"programme_officer"}))


def names(page: SystemPage) -> list[str]:
    """The donors in the order of the page."""
    return [donor.name for donor in page.donors]


def queries(act) -> int:
    """How many queries `act` asks."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        act()
    return len(asked)


def test_donors_come_in_order_of_what_they_lose(system, programme):
    """The one that loses most first; those alike by name."""
    for name, monthly in (("Beta", 10_000), ("Gamma", 50_000), ("Alpha", 10_000)):
        levy_payer(system, name, monthly)
    assert names(system_page(programme)) == ["Gamma", "Alpha", "Beta"]


def test_each_line_is_the_donors_own_forecast(system, programme):
    """The figures of the list are those of the donor's page."""
    payer = levy_payer(system, "Alpha", 10_000)
    (line,) = system_page(programme).donors
    own = forecast_page(programme, organisation_key=payer.key)
    assert own.account is not None
    first = own.account.months[0].amounts
    assert line.lost == own.account.totals["expired"]
    assert (line.at_risk, line.allowance_left) == (first["at_risk"], first["allowance_left"])
    assert line.lost_in_a_year == sum(month.amounts["expired"] for month in own.account.months[:12])
    assert line.advice == own.advice[-1]


def test_sums_are_those_of_the_donors_from_the_latest_month(system, programme):
    """One donor's files end a month earlier: its first month is left out, after its last it counts nought."""
    ends = {"Alpha": date(2026, 7, 23), "Beta": date(2026, 8, 23)}
    payers = [levy_payer(system, name, 10_000, last) for name, last in ends.items()]
    page = system_page(programme)
    assert page.calendar[0] == date(2026, 9, 1)
    pages = [forecast_page(programme, organisation_key=payer.key) for payer in payers]
    lines = [{month.month: month.amounts for month in each.account.months} for each in pages]
    for name in ("balance", "at_risk", "expired"):
        together = [sum(line[month][name] for line in lines if month in line) for month in page.calendar]
        assert list(page.sums[name]) == together


def test_cliff_and_totals_are_those_of_the_donors(system, programme):
    """The double cliff of all is the sum of each donor's."""
    payers = [levy_payer(system, name, 10_000 + 7 * place) for place, name in enumerate(("Alpha", "Beta"))]
    page = system_page(programme)
    cliffs = [forecast_page(programme, organisation_key=payer.key).cliff for payer in payers]
    assert page.cliff_lost == sum(sum(cliff.lost.values()) for cliff in cliffs) > 0
    assert page.lost == sum(donor.lost for donor in page.donors)


def test_nothing_is_forecast_again_until_something_changes(system, programme):
    """The second look asks for the donors and the standards' key only."""
    levy_payer(system, "Alpha", 10_000)
    first = queries(lambda: system_page(programme))
    assert (first, queries(lambda: system_page(programme))) == (7, 2)


@pytest.mark.parametrize("donors", [1, 3])
def test_queries_do_not_grow_with_the_donors(system, programme, donors):
    """Seven when nothing is kept, two when all is, for one donor and for three."""
    for number in range(donors):
        levy_payer(system, f"Trust {number}", 10_000)
    assert [queries(lambda: system_page(programme)) for _ in range(2)] == [7, 2]


def test_another_file_changes_the_line(system, programme):
    """An import is seen at the next look."""
    payer = levy_payer(system, "Alpha", 10_000)
    before = system_page(programme).donors[0].balance
    file = transactions([Line(date(2026, 8, 24), "Levy", Decimal(5_000))])
    import_transactions(PRODUCT, organisation_id=payer.pk, file=file)
    assert system_page(programme).donors[0].balance - before == 5_000


def test_a_reconciliation_changes_the_line(system, programme):
    """The service's balance counts at the next look."""
    payer = levy_payer(system, "Alpha", 10_000)
    before = system_page(programme).donors[0].balance
    state_balance(
        PRODUCT, organisation_id=payer.pk, on=date(2026, 8, 23), stated_pence=int(before * 100) - 1_000_00
    )
    assert system_page(programme).donors[0].balance == before - 1_000


def test_planned_training_changes_the_line(system, programme):
    """Training planned counts at the next look."""
    payer = levy_payer(system, "Alpha", 10_000)
    before = system_page(programme).donors[0].lost
    plan_commitment(
        PRODUCT,
        organisation_id=payer.pk,
        label="Care",
        apprentices=20,
        starts_on=date(2026, 9, 1),
        months=12,
        price_pence=5_000_00,
    )
    assert system_page(programme).donors[0].lost < before


def test_a_list_of_standards_changes_the_line(system, programme):
    """The course turns out to last longer: more is spent, less is lost."""
    levy_payer(system, "Alpha", 100)
    before = system_page(programme).donors[0].lost
    import_standards(PRODUCT, file=text_file(f"{STANDARDS}ST1,1,Invented course,3,48,9000\n"))
    assert system_page(programme).donors[0].lost < before


def test_one_impossible_file_does_not_hide_the_others(system, programme):
    """A donor whose figures no forecast can work with is named with the reason; the rest is shown."""
    levy_payer(system, "Alpha", 10_000)
    odd = levy_payer(system, "Odd", 10)
    lines = [Line(date(2026, 8, day), "Levy", Decimal(90_000_000)) for day in range(1, 4)]
    import_transactions(PRODUCT, organisation_id=odd.pk, file=transactions(lines))
    page = system_page(programme)
    assert (names(page), [each.name for each in page.troubled]) == (["Alpha"], ["Odd"])
    shown = browser(odd, "programme_officer").get(reverse("levy:system")).content.decode()
    assert ("Some donors are left out" in shown, "it must be from 0 to 100,000,000" in shown) == (True, True)


def test_files_that_end_before_the_rules_begin_are_named(system, programme):
    """A forecast starts in May 2019 at the earliest."""
    levy_payer(system, "Old", 10_000, date(2018, 3, 23))
    page = system_page(programme)
    assert (names(page), page.troubled[0].trouble) == (
        [],
        "first_month: must be a month from May 2019 to December 2099",
    )


def test_donors_of_another_system_are_not_seen(system, programme):
    """The programme sees its own system only."""
    with unguarded("test world"):
        elsewhere = System.objects.create(key="there", name="There", ods_code="QYY")
    levy_payer(elsewhere, "Stranger", 10_000)
    levy_payer(system, "Alpha", 10_000)
    assert names(system_page(programme)) == ["Alpha"]


def test_payers_without_files_are_counted(donor):
    """An open account without rows is no line."""
    here = Actor(None, None, donor.organisation.system_id, frozenset({"programme_board"}))
    page = system_page(here)
    assert (names(page), page.without_account) == ([], 1)


def test_a_finance_lead_is_refused(system):
    """Only programme and board see all donors."""
    with pytest.raises(NotAllowedError, match="Only the programme team and board"):
        system_page(Actor(None, None, system.pk, frozenset({"finance_lead"})))


def line(number: int) -> DonorLine:
    """A donor that loses this much."""
    lost = Decimal(number)
    return DonorLine(f"d{number}", f"Donor {number}", date(2026, 8, 23), lost, lost, lost, lost, lost, None)


MANY = SystemPage([line(number) for number in range(60, 0, -1)])


@pytest.mark.parametrize(
    ("query", "first", "before", "after"),
    [
        ("", 60, "", "25"),
        ("after=25", 35, "25", "50"),
        ("after=50", 10, "50", ""),
        ("before=50", 35, "25", "50"),
        ("before=25", 60, "", "25"),
        ("before=10", 60, "", "25"),
        ("after=60", 60, "", "25"),
        ("after=-3", 60, "", "25"),
        ("after=٣", 60, "", "25"),
        ("after=99999999999", 60, "", "25"),
        ("before=999999", 25, "35", ""),
    ],
)
def test_donors_come_in_parts(query, first, before, after):
    """25 on a page, with the places where the parts around it begin; an odd address is the first part."""
    part = part_of(MANY, QueryDict(query))
    assert (int(part.rows[0].lost), part.before, part.after) == (first, before, after)
    assert len(part.rows) <= SIZE


def test_the_chart_says_when_it_shows_a_part():
    """More than 20 bars nobody can compare: the sentence says how many donors there are."""
    assert loss_sentence(MANY).endswith(f"These are the {MOST_IN_CHART} that lose most of 60 donors.")
    few = SystemPage(MANY.donors[:3])
    assert loss_sentence(few) == "Donor 60 loses most: £60 in five years."
