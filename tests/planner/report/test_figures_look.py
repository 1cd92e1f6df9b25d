"""Charts can be read: in both themes, printed grey, at half size, with awkward names, and nothing sticks out."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from planner.events import Progress
from planner.insight.at_risk import Hazard
from planner.insight.exposure import exposure
from planner.insight.runway import runways
from planner.insight.stops import Stopped
from planner.months import Month
from planner.report import figures, style
from planner.report.flow import flow
from planner.report.theme import DARK, LIGHT, SUPPLIER_GROUPS, Theme, contrast
from planner.tables.case import Case
from tests.planner.insight.stories import company
from tests.planner.report.charted import changed, heavy, shipment, whole_story
from tests.planner.report.stories import answer_to, decision, embargo, stock
from tests.planner.report.told import ways, weeks, weights

HISTORY = (Progress(1.0, None, 5.0, None), Progress(3.0, 9.0, 5.0, 4 / 9), Progress(9.0, 6.0, 5.5, 0.5 / 6))
LEAST_PIXELS = 6.0
"""Height of the smallest type when a chart of the usual size is drawn at half of it."""


def all_charts() -> list[tuple[str, Callable[[Theme], Any]]]:
    told, plan = whole_story()
    makers = company(stock=[{"item": "Strong", "quantity": 50}, {"item": "Plain", "quantity": 90}])
    return [
        ("mix", lambda theme: figures.sourcing_mix(told, plan, "Stop", theme)),
        ("mean", lambda theme: figures.sourcing_mix(told, plan, None, theme)),
        ("item", lambda theme: figures.stock_cover(told, plan, "Magnet", "Stop", theme)),
        ("fan", lambda theme: figures.stock_cover(told, plan, None, None, theme)),
        ("starts", lambda theme: figures.starts_gantt(told, plan, theme)),
        ("costs", lambda theme: figures.scenario_costs(told, plan, theme)),
        ("shortages", lambda theme: figures.shortages(told, plan, theme)),
        ("gap", lambda theme: figures.gap_over_time(HISTORY, theme)),
        ("tree", lambda theme: figures.scenario_tree(told, plan, theme)),
        ("fans", lambda theme: figures.sourcing_fan(told, plan, theme)),
        ("runway", lambda theme: figures.runway_bars(makers, runways(makers), None, theme)),
        ("elements", lambda theme: figures.element_map(makers, exposure(makers), theme)),
        ("year", lambda theme: figures.element_map(makers, exposure(makers), theme, 2027)),
        ("stops", lambda theme: figures.stop_bars(makers, runways(makers), Stopped.ITEM, theme)),
        ("risk", lambda theme: figures.risk_bars(makers, exposure(makers), Hazard.COUNTRY, theme)),
        ("rules", lambda theme: figures.risk_bars(makers, exposure(makers), Hazard.LICENCE, theme)),
        ("flow", lambda theme: figures.material_flow(flow(makers), theme)),
        ("regret", lambda theme: figures.regret_table(told, ways(), theme)),
        ("frontier", lambda theme: figures.cost_frontier(told, weights(), theme)),
        ("survival", lambda theme: figures.survival_cost(told, weeks(), theme)),
    ]


CHARTS = all_charts()
every_chart = pytest.mark.parametrize("draw", [draw for _, draw in CHARTS], ids=[name for name, _ in CHARTS])


def texts(figure: Any) -> list[Any]:
    """Every text that is seen."""
    found = [*figure.texts]
    for axes in figure.axes:
        found += axes.texts
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            seen = [one for one in [*axis.get_major_ticks(), *axis.get_minor_ticks()] if low <= one.get_loc() <= high]
            found += [label for one in seen for label in (one.label1, one.label2)]
    return [text for text in found if text.get_visible() and text.get_text().strip()]


@every_chart
@pytest.mark.parametrize("theme", (LIGHT, DARK), ids=("light", "dark"))
def test_every_word_can_be_read_in_both_themes(draw: Callable[[Theme], Any], theme: Theme) -> None:
    from matplotlib.colors import to_hex

    figure = draw(theme)
    figure.draw_without_rendering()
    grounds = {to_hex(theme.surface), to_hex(theme.raised)}
    assert to_hex(figure.get_facecolor()) == to_hex(theme.surface)
    for text in texts(figure):
        colour = to_hex(text.get_color())
        if colour not in ("#000000", "#ffffff"):  # ink upon a coloured cell; the cell chose it
            assert min(contrast(colour, ground) for ground in grounds) >= 4.5, text.get_text()


@every_chart
@pytest.mark.parametrize(
    "size", (style.SIZE, (5.6, 4.2), (10.4, 4.4), (16.0, 9.0)), ids=("usual", "slim", "window", "screen")
)
def test_nothing_sticks_out_of_the_figure(draw: Callable[[Theme], Any], size: tuple[float, float]) -> None:
    figure = draw(LIGHT)
    figure.set_size_inches(*size)
    figure.draw_without_rendering()
    for text in texts(figure):
        box = text.get_window_extent()
        assert box.x0 >= -1, text.get_text()
        assert box.y0 >= -1, text.get_text()
        assert box.x1 <= figure.bbox.width + 1, text.get_text()
        assert box.y1 <= figure.bbox.height + 1, text.get_text()


@pytest.mark.parametrize("wide", (6.4, 7.2, 9.6))
def test_names_above_columns_do_not_touch_one_another(wide: float) -> None:
    names = ["Thin months, then cut off (5 %)", "Spring 2025 again (12 %)", "Served last (15 %)"]
    names += ["Managed flow (38 %)", "New plants late (10 %)", "Vietnam under suspicion (5 %)", "Quota (3 %)"]
    figure, (panel,) = style.page(LIGHT, "Who goes short", "Share")
    style.name_columns(panel, LIGHT, names)
    style.name_rows(panel, LIGHT, [0.5], ["Traction motor TM-210"])
    panel.set_xlim(-0.5, len(names) - 0.5)
    figure.set_size_inches(wide, 4.2)
    figure.draw_without_rendering()
    boxes = [label.get_window_extent() for label in panel.get_xticklabels()]
    assert all(left.x1 < right.x0 for left, right in pairwise(boxes))


@every_chart
def test_labels_beside_a_panel_do_not_cover_one_another(draw: Callable[[Theme], Any]) -> None:
    figure = draw(LIGHT)
    figure.draw_without_rendering()
    labels = figure.get_layout_engine().labels
    for panel in figure.axes:
        boxes = [
            (
                min(text.get_window_extent().y0 for text in one.words),
                max(text.get_window_extent().y1 for text in one.words),
            )
            for one in labels
            if one.axes is panel
        ]
        boxes.sort()
        assert all(lower[1] <= upper[0] + 1 for lower, upper in pairwise(boxes))


@every_chart
def test_the_smallest_word_can_be_read_at_half_size(draw: Callable[[Theme], Any]) -> None:
    figure = draw(LIGHT)
    figure.draw_without_rendering()
    assert min(text.get_size() * figure.dpi / 72 / 2 for text in texts(figure)) >= LEAST_PIXELS


@every_chart
def test_series_are_named_where_they_are_and_in_no_legend(draw: Callable[[Theme], Any]) -> None:
    assert all(axes.get_legend() is None for axes in draw(LIGHT).axes)


@every_chart
def test_the_title_is_the_finding_and_the_subtitle_follows(draw: Callable[[Theme], Any]) -> None:
    figure = draw(LIGHT)
    figure.draw_without_rendering()
    title, subtitle = figure.texts[:2]
    assert title.get_size() > subtitle.get_size()
    assert title.get_window_extent().y0 >= subtitle.get_window_extent().y1 - 1


def test_amounts_begin_at_zero() -> None:
    told, plan = whole_story()
    for figure in (figures.sourcing_mix(told, plan, "Stop", LIGHT), figures.stock_cover(told, plan, None, None, LIGHT)):
        for axes in figure.axes:
            assert axes.get_ylim()[0] == 0
            assert any(
                line.get_ydata()[0] == 0 == line.get_ydata()[1] for line in axes.lines if len(line.get_ydata()) == 2
            )
    assert figures.scenario_costs(told, plan, LIGHT).axes[0].get_xlim()[0] == 0


def test_the_colour_of_a_country_is_the_programs() -> None:
    told, plan = whole_story()
    (axes,) = figures.sourcing_mix(told, plan, "Stop", LIGHT).axes
    china, estonia = ([patch.get_facecolor() for patch in container] for container in axes.containers)
    from matplotlib.colors import to_hex

    assert {to_hex(colour).upper() for colour in china} == {LIGHT.country_colour("China")}
    assert {to_hex(colour).upper() for colour in estonia} == {LIGHT.country_colour("Estonia")}


def test_printed_grey_countries_differ_in_hatch() -> None:
    assert len({style.filled(LIGHT, group)["hatch"] for group in SUPPLIER_GROUPS}) == len(SUPPLIER_GROUPS)


def test_two_suppliers_of_one_country_differ_in_colour_and_hatch() -> None:
    first, second = style.filled(LIGHT, "China", 0), style.filled(LIGHT, "China", 1)
    assert first["facecolor"] != second["facecolor"]
    assert first["hatch"] != second["hatch"]


def test_more_suppliers_than_six_are_drawn_by_the_groups_that_have_a_colour() -> None:
    places = ["China", "China", "Vietnam", "Japan", "Estonia", "Germany", "United States"]
    told = changed(
        heavy(embargo()),
        suppliers=[{"supplier": f"Maker {place}", "country": country} for place, country in enumerate(places)],
        offers=[
            {"supplier": f"Maker {place}", "item": "Magnet", "price": 1, "production_months": 0, "transit_months": 0}
            for place, _ in enumerate(places)
        ],
    )
    arrivals = [shipment(0, 0, f"Maker {place}", 10 + place, 0) for place, _ in enumerate(places)]
    figure = figures.sourcing_mix(told, answer_to(told, shipments=arrivals), "Calm", LIGHT)
    labels = figure.get_layout_engine().labels
    assert [one.words[0].get_text() for one in labels] == ["China", "Maker 6", "Maker 2", "Europe", "Maker 3"]
    below = [one.words[1].get_text() for one in labels]
    assert below[0].startswith("Maker 1 and Maker 0")
    assert below[3].startswith("Maker 5 and Maker 4")


def test_the_names_of_a_group_are_not_cut_beside_the_chart() -> None:
    places = ["China", "China", "Vietnam", "Japan", "Estonia", "Germany", "United States"]
    makers = [f"Maker {place} of sintered magnets with a long name" for place, _ in enumerate(places)]
    told = changed(
        heavy(embargo()),
        suppliers=[{"supplier": name, "country": country} for name, country in zip(makers, places, strict=True)],
        offers=[
            {"supplier": name, "item": "Magnet", "price": 1, "production_months": 0, "transit_months": 0}
            for name in makers
        ],
    )
    arrivals = [shipment(0, 0, name, 10, 0) for name in makers]
    figure = figures.sourcing_mix(told, answer_to(told, shipments=arrivals), "Calm", LIGHT)
    below = figure.get_layout_engine().labels[0].words[1].get_text().replace("\n", " ")
    assert makers[0] in below
    assert makers[1] in below


@pytest.mark.parametrize(
    ("months", "names", "years"),
    (
        (4, ["Jan", "Feb", "Mar", "Apr"], ["2027"]),
        (24, ["Jan", "Apr", "Jul", "Oct", "Jan", "Apr", "Jul", "Oct"], ["2027", "2028"]),
        (120, ["Jan"] * 5, ["2027", "2029", "2031", "2033", "2035"]),
    ),
)
def test_months_are_named_and_the_year_only_where_it_changes(months: int, names: list[str], years: list[str]) -> None:
    start = Month.of(2027, 1)
    _, (axes,) = style.page(LIGHT, "t", "s")
    style.months_below(axes, [start + month for month in range(months)], LIGHT)
    assert [label.get_text() for label in axes.get_xticklabels()] == names
    assert [label.get_text() for label in axes.get_xticklabels(minor=True)] == years


def test_a_plan_that_starts_within_a_year_names_the_year_at_its_first_month() -> None:
    start = Month.of(2026, 11)
    _, (axes,) = style.page(LIGHT, "t", "s")
    style.months_below(axes, [start + month for month in range(18)], LIGHT)
    assert [label.get_text() for label in axes.get_xticklabels()] == ["Jan", "Apr", "Jul", "Oct", "Jan", "Apr"]
    assert [label.get_text() for label in axes.get_xticklabels(minor=True)] == ["2027", "2028"]


def test_what_is_missing_is_a_gap_not_zero() -> None:
    """After the second month nothing needs the magnet: its cover is not drawn on as zero."""
    wanted = zip(range(4), (10, 10, 0, 0), strict=True)
    told = changed(
        embargo(), demand=[{"product": "Drive", "month": month, "quantity": quantity} for month, quantity in wanted]
    )
    figure = figures.stock_cover(told, answer_to(told, stock=[stock(0, 0, 10)]), "Magnet", "Calm", LIGHT)
    (line,) = (one for one in figure.axes[1].lines if len(one.get_xdata()) == 4)
    drawn = list(line.get_ydata())
    assert drawn[0] == 0.5
    assert all(math.isnan(value) for value in drawn[1:])


@pytest.mark.parametrize(
    "name", ["$\\frac{1}$", "a_b^c $x", "=1+1", "<b>&", "50 % {x}", "磁石 工場", "x" * 90, "two\nlines"]
)
def test_awkward_names_are_drawn_as_they_are(name: str) -> None:
    told, plan = _renamed(name)
    for figure in (
        figures.sourcing_mix(told, plan, name, LIGHT),
        figures.stock_cover(told, plan, None, name, LIGHT),
        figures.starts_gantt(told, plan, LIGHT),
        figures.scenario_costs(told, plan, LIGHT),
        figures.shortages(told, plan, LIGHT),
        figures.scenario_tree(told, plan, LIGHT),
        figures.sourcing_fan(told, plan, LIGHT),
        figures.runway_bars(told, runways(told), None, LIGHT),
        figures.element_map(told, exposure(told), LIGHT),
        figures.material_flow(flow(told), LIGHT),
    ):
        figure.draw_without_rendering()


def _renamed(name: str) -> tuple[Case, Any]:
    """A story whose supplier, qualification, product and scenario all have one name."""
    from dataclasses import replace

    told = changed(
        heavy(embargo()),
        products=[{"product": name, "shortage_cost": 1}],
        demand=[{"product": name, "month": month, "quantity": 10} for month in range(4)],
        bill_of_materials=[{"parent": name, "component": "Magnet", "quantity": 2}],
        suppliers=[{"supplier": name, "country": name}],
        offers=[
            {
                "supplier": name,
                "item": "Magnet",
                "price": 1,
                "production_months": 0,
                "transit_months": 0,
                "qualification": name,
            }
        ],
        qualifications=[{"qualification": name, "months": 1, "cost": 5}],
        redesigns=[],
        scenarios=[{"scenario": name, "probability": 0.8}, {"scenario": "Stop", "probability": 0.2}],
    )
    plan = answer_to(
        told,
        shipments=[shipment(0, 0, name, 5, 0)],
        decisions=[decision(2, 2, "qualify", name)],
        stock=[stock(0, 0, 3)],
    )
    renamed = {"Calm": name, "Stop": "Stop"}
    nodes = tuple(replace(one, scenarios=tuple(renamed[who] for who in one.scenarios)) for one in plan.nodes)
    costs = tuple(replace(one, scenario=renamed[one.scenario]) for one in plan.scenario_costs)
    return told, replace(plan, nodes=nodes, scenario_costs=costs)


def test_drawing_does_not_wait_for_matplotlib_until_it_must() -> None:
    """Importing the charts, the sheets and the window's advice loads none of the slow libraries."""
    code = (
        "import sys, planner.report.figures, planner.report.workbook, planner.report.recommend;"
        "print([name for name in ('matplotlib', 'pandas', 'openpyxl') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_chart_is_saved_as_the_kind_of_file_its_ending_says(tmp_path: Path) -> None:
    told, plan = whole_story()
    starts = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}
    for ending, first in starts.items():
        figures.save(figures.sourcing_mix(told, plan, "Stop", LIGHT), tmp_path / f"mix{ending}")
        assert (tmp_path / f"mix{ending}").read_bytes().startswith(first)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".pdf", ".png", ".svg"]


def test_the_same_chart_is_the_same_file(tmp_path: Path) -> None:
    told, plan = whole_story()
    for name in ("one", "two"):
        figures.save(figures.scenario_costs(told, plan, LIGHT), tmp_path / f"{name}.png")
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
