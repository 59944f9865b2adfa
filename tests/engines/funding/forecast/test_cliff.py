"""The double cliff: two lifetimes ending in the same months."""

from dataclasses import replace
from datetime import date

from saggar.engines.funding.forecast import double_cliffs, forecast
from saggar.rules.levy import BEFORE_AUGUST_2026
from tests.engines.funding.forecast.problems import steady_trust, training


def test_the_reform_makes_a_double_cliff_from_august_2027_to_july_2028():
    """Both lifetimes end in these twelve months; all that the trust loses in them is 12-month money."""
    cliff, together = double_cliffs(forecast(steady_trust(months=60)))
    assert (cliff.from_month, cliff.until) == (date(2027, 8, 1), date(2028, 7, 1))
    assert cliff.lost == {24: 0, 12: 600_000}
    assert cliff.sentence == (
        "A trust: from August 2027 to July 2028, 24-month and 12-month funds reach their last month "
        "together, and £600,000 is lost: £0 of 24-month funds and £600,000 of 12-month funds."
    )
    assert (together.account_id, together.lost) == ("system", cliff.lost)


def test_a_trust_that_spends_nothing_loses_both_kinds_every_month():
    """Without any spending, each month of the double cliff takes a tranche of each lifetime."""
    problem = steady_trust(months=60)
    idle = replace(problem.donors[0], commitments=())
    plan = forecast(replace(problem, donors=(idle,)))
    in_cliff = plan.accounts[0].months[14:24]
    assert in_cliff[0].month == date(2027, 10, 1)
    assert dict.fromkeys((24, 12), 90000) == in_cliff[1].expired_by_lifetime
    assert double_cliffs(plan)[0].lost == {24: 840_000, 12: 1_080_000}


def test_a_cliff_that_costs_nothing_says_so():
    """Where everything is spent in time the sentence says that nothing is lost."""
    problem = steady_trust(months=60)
    busy = replace(problem.donors[0], commitments=(training("180000"),))
    sentence = double_cliffs(forecast(replace(problem, donors=(busy,))))[0].sentence
    assert sentence == (
        "A trust: from August 2027 to July 2028, 24-month and 12-month funds reach their last month "
        "together, but nothing is lost."
    )


def test_one_lifetime_makes_no_double_cliff():
    """Under the old rules there is none to report."""
    assert double_cliffs(forecast(steady_trust(months=60, rules=BEFORE_AUGUST_2026))) == ()


def test_a_forecast_that_ends_before_the_cliff_reports_none():
    """Twelve months from August 2026 end before August 2027."""
    assert double_cliffs(forecast(steady_trust(months=12))) == ()
