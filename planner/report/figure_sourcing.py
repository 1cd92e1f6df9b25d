"""Decides how the sourcing mix is drawn: goods arriving each month, stacked by supplier in the colours of countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from planner.plan.plan import Plan
from planner.report import arrivals, style
from planner.report.arrivals import Mix, Source
from planner.report.export import framed
from planner.report.theme import SUPPLIER_GROUPS, Theme, group_of
from planner.report.words import listed, share
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_MOST_SUPPLIERS = 6
_BAR = 0.84
_LETTERS = 34  # in a line of small print beside a chart


def sourcing_mix(case: Case, plan: Plan, scenario: str | None, theme: Theme) -> Figure:
    """What arrives from whom, month by month, along a scenario; None draws the average of all."""
    mix = arrivals.arriving(case, plan, scenario)
    series = drawn_apart(mix)
    high = max((mix.month_total(month) for month, _ in enumerate(mix.months)), default=0.0)
    divisor, unit = (1.0, "kg") if mix.unit == "kg" else style.scale_of(high, mix.unit)
    note = "Materials arrive too; they are not counted beside the magnets made of them." if mix.materials else ""
    figure, (axes,) = style.page(theme, arrivals.finding(case, plan, mix), _measure(mix, unit), note)
    style.months_below(axes, mix.months, theme)
    style.amounts_left(axes, theme, high, divisor)
    if not series:
        axes.set_yticks([])
    if turn := arrivals.turn_of(case, mix):
        style.mark_month(axes, theme, turn, arrivals.turn_in_words(case, mix, turn))
    base = [0.0] * len(mix.months)
    total = sum(one.total for one in mix.sources)
    for one, more, fill in _looks(series, theme):
        axes.bar(range(len(mix.months)), one.amounts, _BAR, bottom=base, zorder=2, **fill)
        middle = sum(below + amount / 2 for below, amount in zip(base, one.amounts, strict=True)) / len(base)
        style.label_beside(axes, theme, middle, *named(one.supplier, more, one.total / total), fill)
        base = [below + amount for below, amount in zip(base, one.amounts, strict=True)]
    return figure


def sourcing_mix_data(case: Case, plan: Plan, scenario: str | None) -> pd.DataFrame:
    """The numbers behind ``sourcing_mix``: one row per supplier and month of the plan, nothing arriving included.

    Returns:
        Columns month, supplier, country, amount, unit, and share of the month's arrivals (missing where nothing comes).
    """
    mix = arrivals.arriving(case, plan, scenario)
    rows = []
    for one in mix.sources:
        for place, month in enumerate(mix.months):
            whole = mix.month_total(place)
            part = one.amounts[place] / whole if whole else None
            rows.append((month, one.supplier, one.country, one.amounts[place], mix.unit, part))
    return framed(("month", "supplier", "country", "amount", "unit", "share"), rows)


def drawn_apart(mix: Mix) -> tuple[Source, ...]:
    """The series of the chart: the suppliers, or where they are many, the groups that have a colour of their own."""
    if len(mix.sources) <= _MOST_SUPPLIERS:
        return mix.sources
    groups: dict[str, list[Source]] = {}
    for one in mix.sources:
        groups.setdefault(group_of(one.country), []).append(one)
    return tuple(
        Source(_joint(group, members), group, tuple(map(sum, zip(*(one.amounts for one in members), strict=True))))
        for group, members in sorted(groups.items(), key=lambda pair: SUPPLIER_GROUPS.index(pair[0]))
    )


def named(supplier: str, country: str, part: float) -> tuple[str, str]:
    """What stands beside a series and under it: a supplier and its country, a group and its suppliers, with its share.

    Args:
        supplier: what the series is called.
        country: of the supplier, or the group; empty where it is named so already.
        part: its share of the whole.
    """
    group, _, names = supplier.partition(": ")
    words, more = (group, names) if names and group in SUPPLIER_GROUPS else (supplier, country)
    return words, "\n".join(wrap(f"{more} {share(part)}", _LETTERS))


def _joint(group: str, members: Sequence[Source]) -> str:
    """A single supplier's own name, else its group's."""
    return members[0].supplier if len(members) == 1 else f"{group}: {listed([one.supplier for one in members])}"


def _measure(mix: Mix, unit: str) -> str:
    what = "Magnets" if mix.magnets else "Materials"
    measure = "kg" if mix.unit == "kg" else f"{unit} at standard cost"
    return f"{what} arriving each month, {measure}; beside each name its share of the whole"


def _looks(series: Sequence[Source], theme: Theme) -> list[tuple[Source, str, dict[str, Any]]]:
    """Each series with its second line and its fill; suppliers of one group are told apart."""
    seen: Counter[str] = Counter()
    found = []
    for one in series:
        group = group_of(one.country)
        more = one.country if one.country != one.supplier else ""
        found.append((one, more, style.filled(theme, one.country, seen[group])))
        seen[group] += 1
    return found
