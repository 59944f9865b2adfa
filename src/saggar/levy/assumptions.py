"""What a forecast assumes where the files are silent; each is said on the page that uses it."""

from __future__ import annotations

LEVY_MONTHS = 3
"""The levy of the months to come is the mean of the latest months declared: this many."""

UNKNOWN_COURSE_MONTHS = 18
"""Length of a course that no imported list of standards names: the median of the 97 health and care
standards of July 2021 (levy/data/standards_health_care_2021.csv)."""

QUIET_MONTHS = 2
"""Training without a payment for longer than this many months counts as ended: a learner may miss one."""

FORECAST_MONTHS = 60
"""How far pages look ahead."""


IN_WORDS = (
    f"Each month's levy is the mean of the latest {LEVY_MONTHS} months declared.",
    "Nobody new starts, unless you plan training or choose another answer under “Try a change”.",
    "Training seen in your files goes on to its typical length, then 20% is paid on completion.",
    f"A course that no list of standards names is taken to last {UNKNOWN_COURSE_MONTHS} months.",
    f"Training without a payment for more than {QUIET_MONTHS} months is taken to have ended.",
)
