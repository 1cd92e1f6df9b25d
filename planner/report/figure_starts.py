"""Decides how starts are drawn: a bar from start to first use for each qualification, redesign and contract."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from planner.months import Month
from planner.plan.plan import Plan
from planner.report import starts as told_starts
from planner.report import style
from planner.report.export import framed
from planner.report.starts import KINDS, Start
from planner.report.theme import NOTE, Theme
from planner.report.words import money, share
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_MOST = 24
_ROW = 0.3  # inches
_ROOM = 6.0  # rows there is room for at least, so that few are not drawn high
_HEADING = 1.2  # rows
_LINES = {1: 1.0, 2: 1.75, 3: 2.5}
"""Height in rows of a name of one line, of two and of three."""

_LETTERS = 36
"""Of a line of a name."""

_THICK = 0.55
_HATCHES = {"qualify": "//", "redesign": "", "contract": ".."}


def starts_gantt(case: Case, plan: Plan, theme: Theme) -> Figure:
    """What starts when and when it bears fruit: one bar per start, and one for each branch where the months differ."""
    told = told_starts.starts(case, plan)
    shown = told[:_MOST]
    idle = told_starts.never_started(case, plan)
    notes = [f"{len(told) - _MOST} more starts are in the table."] if len(told) > _MOST else []
    notes += [f"Started in no scenario: {'; '.join(idle)}."] if idle else []  # names may hold commas
    title = told_starts.finding(case, plan)
    subtitle = "From the start to the first use; a contract runs on, paler, to its end"
    scenarios = len(plan.scenario_costs)
    lines = {id(one): [*_named(one.name), *_when(one, scenarios)] for one in shown}
    rows = _HEADING * len({one.kind for one in shown}) + sum(_LINES[len(each)] for each in lines.values())
    height = max(style.SIZE[1], 1.6 + _ROW * rows)
    figure, (axes,) = style.page(theme, title, subtitle, " ".join(notes), height=height)
    months = tuple(sorted({line.month for line in plan.nodes}))
    style.months_below(axes, months, theme)
    axes.grid(axis="x", color=theme.line, linewidth=0.8)
    names, places, row = [], [], 0.0
    for kind in KINDS:
        mine = [one for one in shown if one.kind == kind]
        for one in mine[:1]:
            names.append(f"{KINDS[one.kind]}s")
            places.append(row + 0.6 * _HEADING)  # nearer to its own rows than to those before
            row += _HEADING
        for one in mine:
            middle = row + _LINES[len(lines[id(one)])] / 2
            _draw(axes, theme, one, middle, months, case.settings.currency)
            names.append("\n".join(lines[id(one)]))
            places.append(middle)
            row += _LINES[len(lines[id(one)])]
    axes.set_ylim(max(row, _ROOM), 0)
    style.name_rows(axes, theme, places, names, [f"{word}s" for word in KINDS.values()])
    if not shown:
        style.say(axes, theme, len(months) / 2, 0.5, "Nothing is started or signed.", ha="center")
    return figure


def starts_gantt_data(case: Case, plan: Plan) -> pd.DataFrame:
    """The numbers behind ``starts_gantt``: one row per start, those before the plan too.

    Returns:
        Columns kind, name, when (the condition; blank where it holds whatever happens), probability, start, ready
        (month of first use), until (of a contract), cost (0 where it is spent already), currency.
    """
    currency = case.settings.currency
    rows = [
        (
            KINDS[one.kind],
            one.name,
            one.condition,
            one.probability,
            one.begins,
            one.ready,
            one.until,
            one.cost,
            currency,
        )
        for one in told_starts.starts(case, plan)
    ]
    return framed(("kind", "name", "when", "probability", "start", "ready", "until", "cost", "currency"), rows)


def _draw(axes: Any, theme: Theme, one: Start, row: float, months: Sequence[Month], currency: str) -> None:
    """The bar and its words, which stand where there is more room: right or left of it."""
    fill = _filled(theme, one)
    start, ready = one.begins - months[0], one.ready - months[0]
    left, right = max(-0.6, start - 0.5), min(len(months) - 0.4, ready - 0.5)
    axes.barh(row, max(0.15, right - left), _THICK, left=left, zorder=2, **fill)
    end = right
    if one.until is not None:
        end = min(len(months) - 0.4, one.until - months[0] + 0.5)
        paler = {**fill, "facecolor": style.mixed(fill["facecolor"], theme.surface, 0.65)}
        axes.barh(row, max(0.0, end - right), _THICK, left=right, zorder=2, **paler)
    words = style.unbroken(_words(one, currency))
    look = style.lettering(theme, words, NOTE, "muted")
    if len(months) - end >= left:
        axes.text(end + 0.25, row, words, ha="left", va="center", zorder=5, **look)
    else:
        axes.text(left - 0.25, row, words, ha="right", va="center", zorder=5, **look)


def _words(one: Start, currency: str) -> str:
    """``ready Aug 2027, USD 110 k``."""
    end = f"ready {one.ready.words()}" if one.until is None else f"until {one.until.words()}"
    if one.before:
        return f"{end}, {'under way' if one.until is None else 'in force'}"
    return f"{end}, {money(one.cost, currency)}" if one.cost else end


def _named(name: str) -> list[str]:
    """A name in one line or two."""
    lines = wrap(style.unbroken(name), _LETTERS, break_long_words=False)
    return [style.shortened(line, _LETTERS) for line in ([*lines[:1], " ".join(lines[1:])] if lines[1:] else lines)]


def _when(one: Start, all_scenarios: int) -> list[str]:
    """In which futures it starts; nothing where in all."""
    if not one.condition:
        return []
    if len(one.scenarios) == 1:
        return [f"if “{style.shortened(one.scenarios[0], 26)}” ({share(one.probability)})"]
    return [f"in {len(one.scenarios)} of {all_scenarios} scenarios ({share(one.probability)})"]


def _filled(theme: Theme, one: Start) -> dict[str, Any]:
    """The colour of the supplier's country, the accent for a redesign; muted for what began before the plan."""
    colour = theme.accent if one.kind == "redesign" else theme.country_colour(one.country)
    if one.before:
        colour = style.mixed(theme.muted, theme.surface, 0.4)
    return {**style.filled(theme, one.country), "facecolor": colour, "hatch": _HATCHES[one.kind]}
