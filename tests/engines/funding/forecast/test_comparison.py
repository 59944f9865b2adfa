"""Two runs side by side."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from saggar.engines.faults import BadProblem
from saggar.engines.funding.forecast import ExtraSpend, WhatIf, compare, forecast
from tests.engines.funding.forecast.problems import steady_trust


def spending_more():
    """The known trust spending 35,000 more from September 2026."""
    spend = ExtraSpend(date(2026, 9, 1), Decimal(35_000))
    return replace(steady_trust(), what_if=WhatIf("spend 35,000 more", extra_spend=spend))


def test_a_what_if_is_laid_beside_doing_nothing_year_by_year():
    """Each year and the total show both runs and the change."""
    comparison = compare(forecast(steady_trust()), forecast(spending_more()))
    assert (comparison.baseline, comparison.other) == ("do nothing", "spend 35,000 more")
    lost = {year: figures["expired"] for year, figures in comparison.system.years.items()}
    assert [(s.baseline, s.other, s.change) for s in lost.values()] == [
        (0, 0, 0), (460_000, 0, -460_000), (140_000, 0, -140_000)
    ]  # fmt: skip
    balance = comparison.accounts[0].totals["balance"]
    assert (balance.baseline, balance.other) == (1_080_000, 840_000 + 24 * 35_000 - 23 * 35_000)


def test_the_differences_that_matter_are_said_in_words():
    """The sentences give both sums and the difference, in pounds."""
    comparison = compare(forecast(steady_trust()), forecast(spending_more()))
    assert comparison.sentences == (
        "Own training paid from the accounts: £2,125,000 with “spend 35,000 more”, £1,320,000 with “do "
        "nothing”, £805,000 more.",
        "Funds lost to expiry: £0 with “spend 35,000 more”, £600,000 with “do nothing”, £600,000 less.",
        "Funds left at the end: £875,000 with “spend 35,000 more”, £1,080,000 with “do nothing”, £205,000 "
        "less.",
    )


def test_two_equal_runs_are_said_to_be_equal():
    """Nothing changes against itself."""
    comparison = compare(forecast(steady_trust()), forecast(steady_trust()))
    assert comparison.sentences == ("“do nothing” changes nothing against “do nothing”.",)


def test_runs_over_other_months_or_donors_cannot_be_compared():
    """Only like can be laid beside like."""
    other = replace(steady_trust(), donors=(replace(steady_trust().donors[0], donor_id="another"),))
    with pytest.raises(BadProblem, match="months: the two forecasts do not cover the same months"):
        compare(forecast(steady_trust()), forecast(steady_trust(months=12)))
    with pytest.raises(BadProblem, match="donors: the two forecasts do not cover the same donors"):
        compare(forecast(steady_trust()), forecast(other))
