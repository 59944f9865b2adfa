"""Process control by hand: limits, the four rules, the two icons, phases."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.rules.spc import chart

STEADY = [10, 12] * 6


def rules(series, **more):
    """The deciding rule and side of each point, as "rule:side"."""
    points = chart(series, "increase", **more).points
    return [f"{point.causes[0].rule}:{point.causes[0].side}" if point.causes else "" for point in points]


def test_limits_worked_by_hand():
    """Mean 11 and moving ranges of 2 give limits 11 -+ 2.66 x 2, near limits two thirds of the way."""
    phase = chart(STEADY, "neutral").phases[0]
    assert (phase.mean, phase.mean_range) == (11, 2)
    assert (phase.lower_limit, phase.upper_limit) == (Fraction("5.68"), Fraction("16.32"))
    assert phase.near_upper_limit - 11 == Fraction("5.32") * 2 / 3


def test_ranges_of_outliers_are_screened_out():
    """One spike makes two ranges of 39 and 41; beyond 3.267 times the mean they are left out."""
    series = [10, 12] * 10 + [51] + [10, 12] * 10
    phase = chart(series, "neutral").phases[0]
    assert phase.mean_range == 2
    assert phase.upper_limit == phase.mean + Fraction("5.32")


def test_a_range_at_the_screen_is_left_out():
    """Equal to 3.267 times the mean counts as an outlier; a constant series still has limits."""
    phase = chart([5] * 12, "increase").phases[0]
    assert (phase.mean, phase.lower_limit, phase.upper_limit) == (5, 5, 5)
    assert chart([0.1] * 12, "increase").variation == "common_cause"


def test_a_point_outside_the_limits():
    """25 after a steady series is outside; a point on the limit is not."""
    assert rules([*STEADY, 25])[-1] == "outside_limits:high"
    assert rules([*STEADY, *STEADY, -9])[-1] == "outside_limits:low"


def test_seven_rising_points_are_a_trend_and_six_are_not():
    """All seven are flagged, strictly rising; an equal neighbour breaks it."""
    wide = [0, 30] * 10
    assert rules([*wide, 9, 10, 11, 12, 13, 14, 15])[-7:] == ["trend:high"] * 7
    assert rules([*wide, 10, 11, 12, 13, 14, 15, 9])[-7:] == [""] * 7
    assert rules([*wide, 10, 11, 12, 12, 13, 14, 15])[-7:] == [""] * 7
    assert rules([*wide, 15, 14, 13, 12, 11, 10, 9])[-7:] == ["trend:low"] * 7


def test_two_of_three_near_a_limit():
    """Only the near points are flagged, when all three are on one side."""
    wide = [8, 12] * 12
    assert rules([*wide, 19, 11, 19])[-3:] == ["two_of_three:high", "", "two_of_three:high"]
    assert rules([*wide, 19, 8, 19])[-3:] == ["", "", ""]
    assert rules([*wide, 19, 8, 2])[-3:] == ["", "", ""]


def test_seven_points_on_one_side_of_the_mean():
    """A point on the mean is on neither side."""
    series = [0, 20] * 8
    assert rules([*series, 11, 13, 12, 14, 11, 13, 12])[-7:] == ["one_side:high"] * 7
    assert rules([*series, 11, 13, 10, 10, 11, 13, 12])[-7:] == [""] * 7


def test_precedence_of_the_rules():
    """A point outside the limits at the end of a rise and a run is flagged as outside first."""
    series = [10, 12] * 10 + [12.5, 13, 13.5, 14, 14.5, 15, 30]
    last = chart(series, "increase").points[-1]
    assert [cause.rule for cause in last.causes] == ["outside_limits", "trend", "one_side"]


@pytest.mark.parametrize(
    ("direction", "last", "variation"),
    [
        ("increase", 25, "improvement_high"),
        ("increase", -9, "concern_low"),
        ("decrease", 25, "concern_high"),
        ("decrease", -9, "improvement_low"),
        ("neutral", 25, "neutral_high"),
        ("neutral", -9, "neutral_low"),
        ("increase", 11, "common_cause"),
    ],
)
def test_the_variation_icon_is_the_last_points(direction, last, variation):
    """Good or bad depends on where improvement lies."""
    assert chart([*STEADY, last], direction).variation == variation


@pytest.mark.parametrize(
    ("direction", "target", "assurance"),
    [
        ("increase", 5, "passing"),
        ("increase", 17, "failing"),
        ("decrease", 5, "failing"),
        ("decrease", 17, "passing"),
        ("increase", Decimal("16.32"), "hit_or_miss"),
        ("increase", Decimal("5.68"), "hit_or_miss"),
        ("neutral", 5, None),
        ("increase", None, None),
    ],
)
def test_assurance_compares_the_target_with_the_limits(direction, target, assurance):
    """A target on a limit may be hit or missed; without a target or a direction nothing is said."""
    assert chart(STEADY, direction, target).assurance == assurance


def test_each_phase_has_its_own_limits_and_rules():
    """After rebasing at 12 the higher level is ordinary, and rules do not reach across."""
    series = STEADY + [value + 20 for value in STEADY]
    made = chart(series, "increase", target=20, phase_starts=[12])
    assert [(phase.first, phase.mean) for phase in made.phases] == [(0, 11), (12, 31)]
    assert {point.variation for point in made.points} == {"common_cause"}
    assert made.assurance == "passing"
    assert "" not in rules(series)


@pytest.mark.parametrize(("count", "trial"), [(11, True), (12, False)])
def test_fewer_than_twelve_points_give_trial_limits(count, trial):
    """Eleven points are a trial, twelve are not."""
    assert chart(STEADY[:count], "neutral").phases[0].trial == trial


def test_one_point_has_a_mean_and_no_limits():
    """Nothing is flagged and no assurance given."""
    made = chart([3], "increase", target=1)
    assert (made.phases[0].mean, made.phases[0].upper_limit, made.assurance) == (3, None, None)


@pytest.mark.parametrize(("series", "starts"), [([], []), ([1, 2], [2]), ([1, 2], [0])])
def test_charts_that_cannot_be_are_refused(series, starts):
    """No points, or a phase outside the series."""
    with pytest.raises(ValueError, match=r"a (chart|phase)"):
        chart(series, "increase", phase_starts=starts)


series_of_any = st.lists(st.decimals(-1_000, 1_000, places=2), min_size=2, max_size=40)


@given(series_of_any)
def test_turning_a_chart_upside_down_swaps_good_and_bad(series):
    """Negated values with the other direction give the same judgement of every point."""
    upright = chart(series, "increase").points
    turned = chart([-value for value in series], "decrease").points
    judged = [point.variation.split("_")[0] for point in upright]
    assert [point.variation.split("_")[0] for point in turned] == judged


@given(series_of_any, st.decimals(-500, 500, places=2))
def test_shifting_a_series_shifts_its_limits_and_nothing_else(series, shift):
    """Flags do not depend on the level."""
    here, there = chart(series, "increase"), chart([value + shift for value in series], "increase")
    assert there.phases[0].mean == here.phases[0].mean + Fraction(shift)
    assert [point.causes for point in there.points] == [point.causes for point in here.points]
