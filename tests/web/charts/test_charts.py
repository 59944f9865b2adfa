"""Charts: described in words, told apart without colour, correct in their geometry, safe in their markup."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.web import charts, formats
from saggar.web.charts.axes import WIDTH
from saggar.web.charts.maps import apart, centre
from saggar.web.charts.spc import SHAPES
from saggar.web.charts.svg import element, short
from saggar.web.charts.waterfall import running
from tests.web.gallery import samples

SVG = "{http://www.w3.org/2000/svg}"
DRAWN: dict[str, Callable[[], str]] = {
    "balance": samples.balance_chart,
    "few": samples.few_points_chart,
    "funding": samples.funding_chart,
    "ranking": samples.ranking_chart,
    "value": samples.value_chart,
    "turnover": samples.turnover_chart,
    "map": samples.places_map,
}
every_chart = pytest.mark.parametrize("name", DRAWN)


def tree(markup: str) -> ElementTree.Element:
    """The drawing as a tree; fails on markup that is not well formed."""
    return ElementTree.fromstring(markup)


def words_of(markup: str) -> list[str]:
    """The words drawn, in order."""
    return ["".join(text.itertext()) for text in tree(markup).iter(f"{SVG}text")]


def attributes(markup: str, tag: str, *names: str) -> list[tuple[float, ...]]:
    """Numbers of each element with that tag."""
    return [
        tuple(float(part.get(name, "nan")) for name in names) for part in tree(markup).iter(f"{SVG}{tag}")
    ]


@every_chart
def test_a_chart_is_named_and_described(name: str) -> None:
    """Who does not see the drawing hears its title and what it says."""
    root = tree(DRAWN[name]())
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert (root.get("role"), root.get("aria-labelledby"), root.get("aria-describedby")) == (
        "img",
        title.get("id"),
        description.get("id"),
    )


@every_chart
def test_a_chart_has_no_style_the_policy_would_refuse(name: str) -> None:
    """No style attribute, style element or script: the page's policy forbids them."""
    refused = [
        part.tag for part in tree(DRAWN[name]()).iter() if part.get("style") or part.tag[-5:] == "style"
    ]
    assert refused == []


@every_chart
def test_words_are_as_large_as_the_page_and_inside_the_drawing(name: str) -> None:
    """Sixteen units high everywhere; no label starts outside the picture."""
    root = tree(DRAWN[name]())
    width, height = (float(part) for part in root.get("viewBox", "").split()[2:])
    places = [(float(text.get("x", 0)), float(text.get("y", 0))) for text in root.iter(f"{SVG}text")]
    outside = [(x, y) for x, y in places if not (-1 <= x <= width + 1 and 0 <= y <= height)]
    assert (root.get("font-size"), outside) == ("16", [])


@every_chart
def test_a_chart_is_the_same_each_time(name: str) -> None:
    """The same figures give the same bytes."""
    assert DRAWN[name]() == DRAWN[name]()


def test_what_people_entered_stays_text() -> None:
    """A name with markup in it is shown, not obeyed."""
    drawn = charts.ranked_chart("r", "<script>", 'a "b"', [("<b>Care & co</b>", 3)], write=str)
    assert (drawn.count("<script>"), drawn.count("&lt;b&gt;Care &amp;")) == (0, 1)


def line(values: list[float | None], **options: object) -> str:
    """A line chart of one series."""
    labels = [str(at) for at in range(len(values))]
    return charts.line_chart("l", "t", "d", labels, [charts.Series("One", values)], write=str, **options)  # type: ignore[arg-type]


def test_a_missing_month_breaks_the_line() -> None:
    """No value is invented between two known ones."""
    assert [
        len(points.split()) for points in re.findall(r'polyline points="([^"]+)"', line([1, 2, None, 4, 5]))
    ] == [
        2,
        2,
    ]


def test_a_lone_value_is_still_seen() -> None:
    """A month between two gaps has a marker though it has no line."""
    assert len(attributes(line([None, 3, None]), "circle", "cx")) == 2  # the value and the sample by its name


def test_series_differ_in_dashes_and_shape_too() -> None:
    """Printed in grey, the lines can still be told apart."""
    drawn = samples.few_points_chart()
    dashes = [part.get("stroke-dasharray") for part in tree(drawn).iter(f"{SVG}polyline")]
    shapes = [len(attributes(drawn, tag, "x")) for tag in ("circle", "rect")]
    assert (dashes, shapes) == ([None, "8 4"], [5, 5])


def test_a_higher_value_is_drawn_higher() -> None:
    """The vertical axis runs upwards."""
    points = re.findall(r'polyline points="([^"]+)"', line([1, 2, 3]))[0].split()
    heights = [float(point.split(",")[1]) for point in points]
    assert heights == sorted(heights, reverse=True)


def test_events_that_would_touch_stand_in_rows() -> None:
    """Two events in neighbouring months keep their words apart."""
    values: list[float | None] = [1.0] * 12
    drawn = line(values, events=[charts.Event(4, "Round opens"), charts.Event(5, "Funds expire")])
    heights = {
        float(text.get("y", 0)) for text in tree(drawn).iter(f"{SVG}text") if (text.text or "")[0] in "RF"
    }
    assert len(heights) == 2


def test_columns_carry_their_totals() -> None:
    """The sum of the stack is written above it; a column with nothing in it has its nought."""
    drawn = charts.bar_chart(
        "b",
        "t",
        "d",
        ["A", "B"],
        [charts.Series("X", [3, 0]), charts.Series("Y", [4, None])],
        write=formats.number,
    )
    assert words_of(drawn)[-4:] == ["7", "0", "A", "B"]


def test_stacks_reach_the_height_of_their_sum() -> None:
    """Each part starts where the last one ended."""
    drawn = charts.bar_chart(
        "b", "t", "d", ["A"], [charts.Series("X", [3]), charts.Series("Y", [1])], write=str
    )
    bars = [bar for bar in attributes(drawn, "rect", "x", "y", "height") if bar[2] > 20]
    (_, lower_top, lower_height), (_, upper_top, upper_height) = bars
    found = (upper_top + upper_height - lower_top, lower_height / upper_height)
    assert found == pytest.approx((0, 3), abs=0.05)


def test_what_is_taken_away_hangs_below_nought() -> None:
    """Losses are not hidden in the stack of gains."""
    drawn = charts.bar_chart(
        "b", "t", "d", ["A"], [charts.Series("X", [3]), charts.Series("Y", [-3])], write=str
    )
    bars = [bar for bar in attributes(drawn, "rect", "y", "height") if bar[1] > 20]
    assert bars[0][0] + bars[0][1] == pytest.approx(bars[1][0], abs=0.05)


@given(st.lists(st.floats(-1e6, 1e6), max_size=10))
def test_a_waterfall_ends_at_the_sum_of_its_steps(values: list[float]) -> None:
    """The total column is what the steps add up to, and each step begins where the last ended."""
    steps = [charts.Step(str(at), value) for at, value in enumerate(values)]
    columns = running([*steps, charts.Step("Total", is_total=True)])
    assert math.isclose(columns[-1].end, sum(values), abs_tol=1e-6)
    assert [one.end for one in columns[:-2]] == [one.start for one in columns[1:-1]]


def test_steps_say_whether_they_add_or_take_away() -> None:
    """Signs in words, so that colour is not needed."""
    assert [word for word in words_of(samples.value_chart()) if word[0] in "+−" or word == "£5.3m"] == [
        "+£4.0m",
        "+£1.2m",
        "+£900k",
        "−£800k",
        "£5.3m",
    ]


def test_flagged_points_have_shapes() -> None:
    """Common cause round, improvement diamond, concern square: as the NHS draws them."""
    drawn = tree(samples.turnover_chart())
    counts = {tag: len(list(drawn.iter(f"{SVG}{tag}"))) for tag in ("circle", "polygon", "rect")}
    assert counts == {"circle": 2, "polygon": 8, "rect": 14}


def test_every_flag_is_explained_in_words() -> None:
    """The key names each shape with its colour and meaning."""
    named = [f"{shape}s" in charts.SPC_KEY.lower() for shape, _ in SHAPES.values()]
    assert named == [True, True, True]


def test_lines_of_the_last_phase_are_named_with_their_value() -> None:
    """Nobody has to measure the chart to learn a limit."""
    names = [word for word in words_of(samples.turnover_chart()) if word[0] in "UMLT"]
    assert names == ["Upper limit 14.0%", "Mean 12.9%", "Lower limit 11.8%", "Target 12.0%"]


def test_a_phase_with_too_few_points_has_no_limits() -> None:
    """Limits that cannot be known are not drawn."""
    points = [charts.SpcPoint(str(at), at) for at in range(4)]
    drawn = charts.spc_chart("s", "t", "d", points, [charts.SpcPhase(0, 4, 1.5)], write=str)
    assert [word for word in words_of(drawn) if "limit" in word] == []


@given(st.lists(st.tuples(st.floats(20, 460), st.floats(20, 460)), max_size=12))
def test_discs_on_the_map_do_not_cover_one_another(places: list[tuple[float, float]]) -> None:
    """Each number can be read, also where several places share one street, and none leaves the drawing."""
    moved = apart(places, 30, 480, 480)
    near = [
        (one, other)
        for at, one in enumerate(moved)
        for other in moved[at + 1 :]
        if math.dist(one, other) < 20
    ]
    outside = [place for place in moved if not all(13.9 <= part <= 466.1 for part in place)]
    assert (near, outside) == ([], [])


def test_places_already_apart_stay_where_they_are() -> None:
    """The map moves nothing without need."""
    places = [(50.0, 50.0), (200.0, 200.0)]
    assert apart(places, 30, 480, 480) == places


def test_north_is_up() -> None:
    """A place further north has the smaller height on the drawing."""
    outline = charts.Outline("District", [[(0, 0), (1000, 0), (1000, 1000), (0, 1000)]])
    points = [charts.MapPoint(1, "South", 500, 100), charts.MapPoint(2, "North", 500, 900)]
    heights = [
        y for _, y in attributes(charts.area_map("m", "t", "d", [outline], points), "circle", "cx", "cy")
    ]
    assert heights[0] > heights[1]


def test_a_districts_name_stands_at_its_centre() -> None:
    """The centre of area, not of the corners, so that a jagged coast does not pull the name away."""
    square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (5.0, 10.0), (4.0, 10.0), (0.0, 10.0)]
    assert centre(square) == pytest.approx((5, 5))


@pytest.mark.parametrize(("value", "written"), [(12.0, "12"), (-0.04, "0"), (3.14159, "3.1"), (-20.0, "-20")])
def test_coordinates_are_short(value: float, written: str) -> None:
    """A chart does not weigh more than it must."""
    assert short(value) == written


def test_attributes_are_escaped_and_empty_ones_left_out() -> None:
    """No value can end its attribute."""
    assert (
        element("rect", fill='"><script>', stroke=None, x=1.0)
        == '<rect fill="&#34;&gt;&lt;script&gt;" x="1"/>'
    )


def test_charts_fit_the_page() -> None:
    """At 800 units the words are as large as the page's own on a desktop, and scroll sideways on a phone."""
    assert WIDTH == 800
