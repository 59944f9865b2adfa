"""Leaver rate, stability and retention by hand, as the employer and as the system sees them."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.rules.workforce_metrics import Headcount, Move, StarterCohort, retention_report

JUNE = date(2026, 6, 1)


def move(person, left=None, joined=None, day=0, reason=""):
    """A move `day` days after 1 June 2026."""
    return Move(person, JUNE + timedelta(days=day), left, joined, reason)


def report(*moves, headcounts=(("Trust", 100), ("Home", 50)), cohorts=()):
    """The report of two partners."""
    return retention_report([Headcount(*each) for each in headcounts], moves, cohorts)


def test_a_move_between_partners_is_no_loss_to_the_system():
    """The trust loses one of 100 and the home gains one; the system loses nobody."""
    found = report(move("ana", "Trust", "Home"))
    home, trust = found.employers
    assert (trust.leavers, trust.leaver_rate, trust.stability_index) == (1, Fraction(200, 199), Fraction(99))
    assert (home.leavers, home.joiners, home.at_end) == (0, 1, 51)
    assert (found.system.leavers, found.system.kept_by_system) == (0, 1)
    assert (found.system.leaver_rate, found.system.stability_index) == (0, 100)


def test_a_leaver_to_outside_is_lost_to_both():
    """An employer that is no partner counts as outside."""
    found = report(move("ben", "Trust", "Elsewhere Ltd"), move("cat", "Home"))
    assert [view.leavers for view in found.employers] == [1, 1]
    assert (found.system.leavers, found.system.stability_index) == (2, Fraction(148 * 100, 150))


def test_leaver_rate_is_over_the_mean_of_start_and_end():
    """10 leavers of 100 at the start and 120 at the end are 9.09%."""
    leavers = [move(f"p{number}", "Trust") for number in range(10)]
    found = report(*leavers, headcounts=[("Trust", 100, 120)])
    assert found.employers[0].leaver_rate == Fraction(1000, 110)
    assert found.employers[0].unexplained == 30


def test_those_who_joined_in_the_period_are_not_of_the_start_cohort():
    """A joiner who leaves again is a leaver, and stability is untouched."""
    found = report(move("dee", joined="Trust"), move("dee", "Trust", day=30))
    trust = found.employers[1]
    assert (trust.leavers, trust.joiners, trust.stability_index) == (1, 1, 100)
    assert found.system.leavers == 1


def test_those_who_come_back_are_still_here():
    """Leaving and returning within the period is a leaver and no loss of stability."""
    found = report(move("eve", "Trust", day=1), move("eve", joined="Trust", day=60))
    assert (found.employers[1].leavers, found.employers[1].stability_index) == (1, 100)


def test_moves_are_read_in_order_of_time():
    """Two moves of one person, given backwards: from the trust to the home, then out."""
    found = report(move("fay", "Home", day=9), move("fay", "Trust", "Home", day=2))
    home, trust = found.employers
    assert (home.leavers, home.joiners, home.stability_index) == (1, 1, 100)
    assert (trust.leavers, trust.kept_by_system, found.system.leavers) == (1, 1, 1)


@pytest.mark.parametrize("reason", ["", "Unknown", "Voluntary Resignation - Other/Not Known", " unknown "])
def test_reasons_that_say_nothing_are_not_known(reason):
    """Completeness counts reasons that tell something: one of two here."""
    found = report(move("gil", "Trust", reason=reason), move("hal", "Trust", reason="Retirement Age"))
    assert found.employers[1].reason_completeness == 50


def test_starters_are_followed_for_twelve_months():
    """7 of 10 stayed with the employer and 9 with the system; nobody started gives no rate."""
    month = date(2025, 6, 1)
    found = report(cohorts=[StarterCohort("Trust", month, 10, 7, 9), StarterCohort("Home", month, 0, 0, 0)])
    rates = [(each.employer_rate, each.system_rate) for each in found.starters]
    assert rates == [(70, 90), (None, None)]


def test_an_empty_employer_has_no_rate():
    """Nobody at either end gives None, not zero."""
    view = report(headcounts=[("Trust", 0)]).employers[0]
    assert (view.leaver_rate, view.stability_index, view.reason_completeness) == (None, None, None)


@pytest.mark.parametrize(
    ("headcounts", "moves", "words"),
    [
        ([("Trust", 1), ("Trust", 2)], [], "given twice"),
        ([("Trust", 1)], [move("ivy", "Trust"), move("jan", "Trust")], "more people left Trust"),
    ],
)
def test_figures_that_cannot_be_are_refused(headcounts, moves, words):
    """An employer named twice, or more leavers than people."""
    with pytest.raises(ValueError, match=words):
        report(*moves, headcounts=headcounts)


def test_more_stayers_than_starters_are_refused():
    """The system keeps at least those the employer keeps, and at most all."""
    with pytest.raises(ValueError, match="stayed than started"):
        report(cohorts=[StarterCohort("Trust", JUNE, 10, 8, 7)])


PLACES = st.sampled_from(["Trust", "Home", None])


@given(st.lists(st.tuples(PLACES, PLACES, st.integers(0, 300)), max_size=20))
def test_the_system_never_loses_more_than_its_employers(rows):
    """System leavers are at most employers' leavers, and heads add up."""
    moves = [
        move(f"p{number}", left, joined, day)
        for number, (left, joined, day) in enumerate(rows)
        if left != joined
    ]
    found = report(*moves)
    leavers = sum(view.leavers for view in found.employers)
    assert found.system.leavers == leavers - found.system.kept_by_system
    assert found.system.at_end == 150 - found.system.leavers + found.system.joiners
    assert found.system.stability_index >= min(view.stability_index for view in found.employers)
