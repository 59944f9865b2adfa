"""Charts as accessible SVG, drawn on the server: pure functions of their arguments, no style attributes.

Each returns markup with role "img", a title and a description. Meaning is never in colour alone: lines have
dashes and names at their ends, bars have patterns, flagged points have shapes. Text is 16 units high and the
drawing is 800 wide, so at its natural size it reads like the page; small screens scroll it sideways.
"""

from __future__ import annotations

from saggar.web.charts.bars import bar_chart, ranked_chart
from saggar.web.charts.lines import Band, Event, Series, line_chart
from saggar.web.charts.maps import MapPoint, Outline, area_map
from saggar.web.charts.spc import SPC_KEY, SpcPhase, SpcPoint, spc_chart
from saggar.web.charts.waterfall import Step, waterfall_chart

__all__ = [
    "SPC_KEY",
    "Band",
    "Event",
    "MapPoint",
    "Outline",
    "Series",
    "SpcPhase",
    "SpcPoint",
    "Step",
    "area_map",
    "bar_chart",
    "line_chart",
    "ranked_chart",
    "spc_chart",
    "waterfall_chart",
]
