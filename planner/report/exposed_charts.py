"""Decides which charts tell how exposed a case is, in which order, and what each is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.insight.at_risk import Hazard
from planner.insight.exposure import Exposure
from planner.insight.runway import Runways
from planner.insight.stops import Stop, Stopped
from planner.report import figures
from planner.report.figure_at_risk import risk_height, risk_rows
from planner.report.figure_elements import elements_height
from planner.report.figure_runway import runway_height, runway_rows, within
from planner.report.figure_stops import stop_rows
from planner.report.flow import Stream
from planner.report.style import DPI
from planner.report.theme import Theme
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

RUNWAY, ELEMENTS, FLOW, RISK = "Runway", "Rare earths", "From mine to product", "Money at risk"

_WHOLE = (Stopped.EVERYTHING, Stopped.LICENCES, Stopped.COUNTRY, Stopped.SUPPLIER, Stopped.ELEMENT)
"""Kinds of stops of which a chart shows every product."""

_SIDE_BY_SIDE = {
    Stopped.ITEM: "Each magnet and part",
    Stopped.SUPPLIER: "Each supplier",
    Stopped.COUNTRY: "Each country",
    Stopped.ELEMENT: "Each rare earth",
}
_HAZARDS = {
    Hazard.SUPPLIER: "Each supplier",
    Hazard.COUNTRY: "Each country of the magnet",
    Hazard.FEED: "Each country of its rare earth",
    Hazard.ELEMENT: "Each rare earth",
    Hazard.LICENCE: "Each licence rule",
}


_FLOW_HIGH = 560
"""Pixels in which the names of many products still stand apart."""


@dataclass(frozen=True, slots=True)
class ExposedChart:
    """A chart of exposure.

    Attributes:
        title: of its tab; charts of one title are told apart by ``choice``.
        choice: which of them it is.
        high: pixels it needs, at 100 an inch.
        of: what it is drawn for: a stop, things that stop side by side, a hazard, a calendar year, or all.
    """

    title: str
    choice: str = ""
    high: int = 0
    of: Stop | Stopped | Hazard | int | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the charts are drawn from."""

    case: Case
    exposure: Exposure
    runways: Runways
    streams: tuple[Stream, ...]


def charts(told: Drawn) -> tuple[ExposedChart, ...]:
    """Every chart, in the order of the questions: how long, how much, from where, for what."""
    found = [
        _chart(RUNWAY, "Each product, by what hits it hardest", runway_height(len(runway_rows(told.runways, None))))
    ]
    for kind, words in _SIDE_BY_SIDE.items():
        found.append(_chart(RUNWAY, words, runway_height(len(stop_rows(told.runways, kind))), kind))
    order = {kind: place for place, kind in enumerate(_WHOLE)}
    stops = sorted(
        (one for one in told.runways.runways if one.stop.kind in order), key=lambda one: order[one.stop.kind]
    )
    for one in stops:
        words = f"Each product if {within(one.stop)} stops"
        found.append(_chart(RUNWAY, words, runway_height(len(one.lines)), one.stop))
    height = elements_height(len({one.product for one in told.exposure.needs}))
    found.append(_chart(ELEMENTS, "A mean year", height))
    years = dict.fromkeys(year for one in told.exposure.needs for year, _ in one.yearly_kg)
    found += [_chart(ELEMENTS, str(year), height, year) for year in years]
    found.append(ExposedChart(FLOW, high=_FLOW_HIGH))
    for hazard, words in _HAZARDS.items():
        found.append(_chart(RISK, words, risk_height(len(risk_rows(told.exposure, hazard))), hazard))
    return tuple(found)


def _chart(title: str, choice: str, inches: float, of: Stop | Stopped | Hazard | int | None = None) -> ExposedChart:
    return ExposedChart(title, choice, round(inches * DPI), of)


def draw(told: Drawn, chart: ExposedChart, theme: Theme) -> Figure:
    """The figure of a chart."""
    match chart.of:
        case Stopped():
            return figures.stop_bars(told.case, told.runways, chart.of, theme)
        case Hazard():
            return figures.risk_bars(told.case, told.exposure, chart.of, theme)
        case Stop() | None if chart.title == RUNWAY:
            return figures.runway_bars(told.case, told.runways, chart.of, theme)
        case int() | None if chart.title == ELEMENTS:
            return figures.element_map(told.case, told.exposure, theme, chart.of)
    return figures.material_flow(told.streams, theme)


def data(told: Drawn, chart: ExposedChart) -> pd.DataFrame:
    """The numbers behind a chart."""
    match chart.of:
        case Stopped():
            return figures.stop_bars_data(told.runways, chart.of)
        case Hazard():
            return figures.risk_bars_data(told.exposure, chart.of)
        case Stop() | None if chart.title == RUNWAY:
            return figures.runway_bars_data(told.runways, chart.of)
        case int() | None if chart.title == ELEMENTS:
            return figures.element_map_data(told.case, told.exposure, chart.of)
    return figures.material_flow_data(told.streams)
