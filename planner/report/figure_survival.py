"""Decides how the price of safety is drawn: what each week of extra survival costs, bar by bar as weeks are added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.insight.survival import Survival
from planner.report import style
from planner.report.export import framed
from planner.report.theme import NOTE, Theme
from planner.report.words import counted, money, share
from planner.solve.chosen import Freedom
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LITTLE = 0.5
"""Money below which a week costs next to nothing."""

_ALIKE = 1.2
"""Weeks that cost at most so many times what others do are told as costing much the same."""

_SLIM = 0.25
"""Part of all weeks below which a bar is too slim for its words side by side."""

_THERE = 0.995
"""Share of items and months from which the weeks count as being there throughout."""


@dataclass(frozen=True, slots=True)
class Step:
    """From so many weeks in the store to more; ``a_week`` and ``more`` (in all) in case currency, None without a plan;
    ``held`` is the share of items and months with that much in the store."""

    first: float
    last: float
    a_week: float | None
    more: float | None
    held: float | None


def survival_cost(case: Case, told: Sequence[Survival], theme: Theme) -> Figure:
    """What a week of extra survival costs: a bar for each step, as wide as its weeks, so that its area is its cost."""
    currency = case.settings.currency
    found = steps(told)
    known = [one for one in found if one.a_week is not None]
    high = max((one.a_week or 0.0 for one in known), default=0.0)
    divisor, unit = style.scale_of(high, currency)
    subtitle = f"Cost of one more week, {unit}, as more weeks of every item are kept in store; in all, above each bar"
    figure, (axes,) = style.page(theme, survival_finding(case, told), subtitle, _note(told, known))
    style.amounts_left(axes, theme, 1.12 * high, divisor)
    if not found:
        axes.set_xticks([])
        style.say(axes, theme, 0.5, 0.5, "Nothing was planned with more weeks in store.", ha="center")
        return figure
    _weeks_below(axes, theme, found)
    for one in found:
        middle, width = (one.first + one.last) / 2, one.last - one.first
        if one.a_week is None:
            style.say(axes, theme, middle, 0.04 * (axes.get_ylim()[1]), "no plan", ha="center", color=theme.muted)
            continue
        fill = style.mixed(theme.accent, theme.surface, 0.2)
        axes.bar(middle, one.a_week, width, color=fill, edgecolor=theme.surface, linewidth=1.5, zorder=2)
        between = "\n" if width < _SLIM * (found[-1].last - found[0].first) else " "
        words = f"{money(one.a_week, currency)}{between}a week\n{money(one.more or 0.0, currency)}{between}in all"
        look = style.lettering(theme, words, NOTE)
        axes.annotate(
            words,
            (middle, one.a_week),
            xytext=(0, 4),
            textcoords="offset points",
            ha="center",
            va="bottom",
            bbox={"facecolor": theme.surface, "edgecolor": "none", "pad": 1},
            **look,
        )
    return figure


def survival_cost_data(case: Case, told: Sequence[Survival]) -> pd.DataFrame:
    """The numbers behind ``survival_cost``: one row per number of weeks kept in store.

    Returns:
        Columns weeks, cost (weighted objective), more (cost beyond the plan as it is), a_week (of the weeks since the
        row before; all in currency), held (share of items and months with that much in store), currency; missing where
        there is no plan.
    """
    currency = case.settings.currency
    rows = [(one.weeks, one.cost, one.more, one.a_week, one.held, currency) for one in told]
    return framed(("weeks", "cost", "more", "a_week", "held", "currency"), rows)


def steps(told: Sequence[Survival]) -> list[Step]:
    """From each number of weeks with a plan to the next; those without one begin where the last plan ends."""
    found: list[Step] = []
    last = 0.0
    for one in sorted(told, key=lambda each: each.weeks):
        if one.weeks > last:
            found.append(Step(last, one.weeks, one.a_week, one.more, one.held))
        if one.a_week is not None:
            last = one.weeks
    return [one for one in found if one.a_week is not None or one.first >= last]


def survival_finding(case: Case, told: Sequence[Survival]) -> str:
    """What the first week costs, and how much dearer the last ones are, as a title."""
    known = [one for one in steps(told) if one.a_week is not None]
    currency = case.settings.currency
    if not known:
        return "What a week of extra survival costs was not found"
    first, last = known[0], known[-1]
    cheap, dear = first.a_week or 0.0, last.a_week or 0.0
    if max(cheap, dear) < _LITTLE:
        return f"The first {_weeks(last.last)} of extra survival cost next to nothing"
    if len(known) == 1 or max(cheap, dear) <= _ALIKE * min(cheap, dear):
        mean = (last.more or 0.0) / last.last
        return f"A week of extra survival costs about {money(mean, currency)}, up to {_weeks(last.last)}"
    start = f"The first {_weeks(first.last)} of extra survival cost"
    each = "next to nothing" if cheap < _LITTLE else f"{money(cheap, currency)} each"
    return f"{start} {each}, the last {_weeks(last.last - last.first)} {money(dear, currency)} each"


def _weeks(number: float) -> str:
    return counted(int(number), "week") if number == int(number) else f"{number:g} weeks"


def _note(told: Sequence[Survival], known: Sequence[Step]) -> str:
    """How often the weeks are there where supply does not allow them always, and what was held."""
    found = []
    last = known[-1] if known else None
    if last is not None and last.held is not None and last.held < _THERE:
        found.append(
            f"Not all of it can be had at all times: {_weeks(last.last)} are in store in {share(last.held)} of items "
            "and months; the price is that of getting so far."
        )
    if any(one.freedom is Freedom.ORDERS for one in told):
        found.append("Qualifications, redesigns and contracts are those of the plan.")
    return " ".join(found)


def _weeks_below(axes: Axes, theme: Theme, found: Sequence[Step]) -> None:
    ends = sorted({found[0].first, *(one.last for one in found)})
    words = style.lettering(theme, "", NOTE, "muted")
    axes.set_xticks(ends, [f"{end:g} weeks" if end == ends[-1] else f"{end:g}" for end in ends], **words)
    axes.set_xlim(ends[0] - 0.02 * ends[-1], 1.02 * ends[-1])
