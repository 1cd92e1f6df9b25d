"""Decides which charts of a plan are handed on as a set, and writes them: numbered files of one kind in a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import UserError
from planner.events import Listener, Share, Stopped, never, silent
from planner.insight.at_risk import Hazard
from planner.report import figures
from planner.report.brief import Brief
from planner.report.theme import LIGHT

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_WORDS = "charts written"


class Form(Enum):
    """What kind of files, by their ending."""

    PNG = ".png"
    SVG = ".svg"
    PDF = ".pdf"
    NUMBERS = ".xlsx"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of the set: what its file is called, and what makes the figure and the numbers behind it."""

    name: str
    draw: Callable[[], Figure]
    numbers: Callable[[], pd.DataFrame]


def chart_set(told: Brief) -> tuple[Chart, ...]:
    """The charts of a plan, in the order in which a plan is told; regret only where the ways to carry on are known."""
    return (*_of_plan(told), *_of_case(told), *_of_comparison(told))


def _of_plan(told: Brief) -> list[Chart]:
    case, plan, answer = told.case, told.plan, told.answer
    worst = max(plan.scenario_costs, key=lambda line: line.cost).scenario
    return [
        Chart(
            "Sourcing, all scenarios",
            partial(figures.sourcing_fan, case, plan, LIGHT),
            partial(figures.sourcing_fan_data, case, plan),
        ),
        Chart(
            f"Sourcing if {worst}",
            partial(figures.sourcing_mix, case, plan, worst, LIGHT),
            partial(figures.sourcing_mix_data, case, plan, worst),
        ),
        Chart(
            "Stock and cover",
            partial(figures.stock_cover, case, plan, None, None, LIGHT),
            partial(figures.stock_cover_data, case, plan, None, None),
        ),
        Chart(
            "What starts when",
            partial(figures.starts_gantt, case, plan, LIGHT),
            partial(figures.starts_gantt_data, case, plan),
        ),
        Chart(
            "Cost by scenario",
            partial(figures.scenario_costs, case, plan, LIGHT),
            partial(figures.scenario_costs_data, case, plan),
        ),
        Chart(
            "Who goes short",
            partial(figures.shortages, case, plan, LIGHT),
            partial(figures.shortages_data, case, plan),
        ),
        Chart(
            "Scenario tree",
            partial(figures.scenario_tree, case, plan, LIGHT),
            partial(figures.scenario_tree_data, plan),
        ),
        Chart(
            "How it was proven",
            partial(figures.gap_over_time, answer.history, LIGHT),
            partial(figures.gap_over_time_data, answer.history),
        ),
    ]


def _of_case(told: Brief) -> list[Chart]:
    case = told.case
    made = [
        Chart(
            "Rare earths by product",
            partial(figures.element_map, case, told.exposure, LIGHT),
            partial(figures.element_map_data, case, told.exposure),
        ),
        Chart(
            "Runways",
            partial(figures.runway_bars, case, told.runways, None, LIGHT),
            partial(figures.runway_bars_data, told.runways, None),
        ),
    ]
    if any(one.hazard is Hazard.SUPPLIER for one in told.exposure.at_risk):
        hanging = partial(figures.risk_bars, case, told.exposure, Hazard.SUPPLIER, LIGHT)
        numbers = partial(figures.risk_bars_data, told.exposure, Hazard.SUPPLIER)
        made.append(Chart("Money at risk by supplier", hanging, numbers))
    if told.streams:
        flowing = partial(figures.material_flow, told.streams, LIGHT)
        made.append(Chart("From mine to product", flowing, partial(figures.material_flow_data, told.streams)))
    return made


def _of_comparison(told: Brief) -> list[Chart]:
    if not told.ways:
        return []
    regret = partial(figures.regret_table, told.case, told.ways, LIGHT)
    return [Chart("Regret", regret, partial(figures.regret_table_data, told.case, told.ways))]


def write_charts(
    folder: Path,
    told: Brief,
    form: Form,
    *,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
) -> tuple[Path, ...]:
    """Write every chart of a plan, or the numbers behind each, as files of a folder; tells which.

    Args:
        folder: is made where it is not there; files of the same names are replaced, each whole or not at all.
        told: what a brief of the plan is made of.
        form: the kind of file.
        listen: told how many are written.
        stopping: asked before each.

    Raises:
        Stopped: the user asked for it; what was written stays.
        UserError: a file cannot be written; the old one stays, and so do those written before.
    """
    charts, written = chart_set(told), list[Path]()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        cure = "Choose another folder, or another name."
        raise UserError(f"The folder '{folder.name}' cannot be made ({error.strerror}).", cure) from error
    for done, one in enumerate(charts):
        listen(Share(done, len(charts), _WORDS))
        if stopping():
            raise Stopped
        path = folder / f"{done + 1:02d} {_as_file_name(one.name)}{form.value}"
        if form is Form.NUMBERS:
            figures.save_data(one.numbers(), path)
        else:
            figures.save(one.draw(), path)
        written.append(path)
    listen(Share(len(charts), len(charts), _WORDS))
    return tuple(written)


def _as_file_name(name: str) -> str:
    """A name without what a file system may refuse, and not too long for one."""
    plain = "".join(" " if mark in '<>:"/\\|?*' or not mark.isprintable() else mark for mark in name)
    return plain.strip()[:60].rstrip(" .")
