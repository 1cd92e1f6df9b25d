"""Decides how the scenario tree is drawn: a line that parts when something becomes known, and what is started on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from planner.months import Month
from planner.plan.plan import Plan
from planner.report import style
from planner.report.export import framed
from planner.report.path import Nodes
from planner.report.playbook import branches
from planner.report.starts import KINDS
from planner.report.theme import NOTE, Theme
from planner.report.words import counted, share
from planner.tables.case import Case
from planner.tables.results import NodeLine

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_ROW = 0.92  # inches for a scenario
_FRAME = 2.0
_MARKS = {"qualify": "^", "redesign": "s", "contract": "o"}
_SIGNS = {"qualify": "▲", "redesign": "■", "contract": "●"}
_BESIDE, _LINES, _ABOVE = 38, 4, 64
"""Letters and lines of a trigger beside a scenario, and letters of one above a line."""

_ROOM = 18
"""Letters a line of such a trigger has at least where it stands left of its way."""

_CLEAR = 0.8
"""Rows it must lie away from the way before, whose line goes on there."""

_WIDTH = 80
"""Letters that stand across the panel."""

_ASIDE = 0.16
"""Rows between the line and what is written above it."""


def scenario_tree(case: Case, plan: Plan, theme: Theme) -> Figure:
    """The futures of a plan as one line that parts; a mark where the plan starts or signs something."""
    nodes = Nodes(plan)
    scenarios = _order(plan)
    high = {name: place for place, name in enumerate(scenarios)}
    at = {line.node: sum(high[name] for name in line.scenarios) / len(line.scenarios) for line in plan.nodes}
    kinds = dict.fromkeys(line.kind for line in plan.decisions)
    signs = [f"{_SIGNS[kind]} {word.lower()} begins" for kind, word in KINDS.items() if kind in kinds]
    note = f"{',  '.join(signs)}. The wider the line, the likelier." if signs else "The wider the line, the likelier."
    subtitle = "What may become known when; beside each scenario its odds"
    height = tree_height(plan)
    figure, (axes,) = style.page(theme, tree_finding(plan), subtitle, note, height=height)
    months = tuple(sorted({line.month for line in plan.nodes}))
    axes.set_yticks([])
    style.months_below(axes, months, theme)
    axes.grid(axis="x", color=theme.line, linewidth=0.8)
    axes.set_ylim(len(scenarios) - 0.35, -0.75)
    for line in plan.nodes:
        _draw_line(axes, theme, line, nodes, at)
    told = _say_triggers(axes, theme, case, plan, at, months)
    _mark_starts(axes, theme, plan, nodes, at)
    odds = {line.scenario: line.probability for line in plan.scenario_costs}
    for name in scenarios:
        more = f"{share(odds[name])} likely"
        if name in told:
            beside = whole_parts(told[name], _stands_beside)
            more = "\n".join([more, *wrap(beside, _BESIDE)[:_LINES]])
        style.label_beside(axes, theme, high[name], name, more)
    return figure


def whole_parts(trigger: str, fits: Callable[[str], bool]) -> str:
    """As many things that become known as fit, none cut in two, and how many more there are."""
    parts = trigger.split("; ")
    ways = (
        trigger,
        *(f"{'; '.join(parts[:count])}; and {len(parts) - count} more" for count in range(len(parts) - 1, 0, -1)),
    )
    return next((words for words in ways if fits(words)), ways[-1])


def _stands_beside(words: str) -> bool:
    return len(wrap(words, _BESIDE)) <= _LINES


def _within(most: int, words: str) -> bool:
    return len(words) <= most


def tree_height(plan: Plan) -> float:
    """Inches the figure needs for every scenario to be read."""
    return max(style.SIZE[1] * 0.7, _FRAME + _ROW * len(plan.scenario_costs))


def scenario_tree_data(plan: Plan) -> pd.DataFrame:
    """The numbers behind ``scenario_tree``: one row per point of the tree.

    Returns:
        Columns point, follows (missing for the first), month, probability, scenarios, starts (kind and name).
    """
    started = defaultdict(list)
    for one in plan.decisions:
        started[one.node].append(f"{KINDS[one.kind]} {one.name}")
    rows = [
        (line.node, line.parent, line.month, line.probability, "; ".join(line.scenarios), "; ".join(started[line.node]))
        for line in plan.nodes
    ]
    return framed(("point", "follows", "month", "probability", "scenarios", "starts"), rows)


def tree_finding(plan: Plan) -> str:
    """When the first thing becomes known and how many futures there are, as a title."""
    children: dict[int | None, list[NodeLine]] = defaultdict(list)
    for line in plan.nodes:
        children[line.parent].append(line)
    partings = sorted(ways[0].month for ways in children.values() if len(ways) > 1)
    futures = counted(len(plan.scenario_costs), "future")
    if not partings:
        return "One future only: nothing becomes known later"
    points = counted(len(partings), "point")
    start = min(line.month for line in plan.nodes)
    first = "now" if partings[0] == start else f"in {partings[0].words()}"
    return f"{futures} part at {points}, the first {first}" if len(partings) > 1 else f"{futures} part {first}"


def _order(plan: Plan) -> list[str]:
    """Scenarios so that lines do not cross: those that stay together longest side by side, likeliest first."""
    children: dict[int | None, list[NodeLine]] = defaultdict(list)
    for line in plan.nodes:
        children[line.parent].append(line)
    found: list[str] = []
    front = sorted(children[None], key=lambda line: -line.probability)
    while front:
        line = front.pop(0)
        if children[line.node]:
            front = sorted(children[line.node], key=lambda one: -one.probability) + front
        else:
            found += line.scenarios
    return found


def _draw_line(axes: Any, theme: Theme, line: NodeLine, nodes: Nodes, at: dict[int, float]) -> None:
    """The month of a node as a piece of line, joined to the one before."""
    month = nodes.month(line.node)
    width = 1.2 + 5.0 * line.probability
    look = {"color": style.mixed(theme.accent, theme.surface, 0.15), "solid_capstyle": "round", "zorder": 3}
    axes.plot([month - 0.5, month + 0.5], [at[line.node]] * 2, linewidth=width, **look)
    if line.parent is not None and at[line.parent] != at[line.node]:
        axes.plot([month - 0.5] * 2, [at[line.parent], at[line.node]], linewidth=width, **look)


def _say_triggers(
    axes: Any, theme: Theme, case: Case, plan: Plan, at: dict[int, float], months: tuple[Month, ...]
) -> dict[str, str]:
    """What becomes known, above the line that it begins; nothing where things go on as before.

    Returns:
        By scenario what there was no room for: it is told beside the scenario that it alone leads to.
    """
    left = {}
    nodes = Nodes(plan)
    for one in branches(case, plan):
        if one.trigger.startswith("None of this"):
            continue
        words = one.trigger.rstrip(".")
        place = one.number - 1
        room = int((len(months) - place) / len(months) * _WIDTH)
        if len(words) > room and len(one.scenarios) == 1:
            left[one.scenarios[0]] = words
            continue
        back = {"boxstyle": "square,pad=0.1", "facecolor": theme.surface, "edgecolor": "none"}
        above = nodes[one.node].parent
        clear = above is not None and abs(at[one.node] - at[above]) >= _CLEAR
        if clear and (aside := beside_its_way(words, one.node, plan, len(months))):
            look = style.lettering(theme, aside, NOTE, "muted")
            axes.text(place - 0.75, at[one.node], aside, va="center", ha="right", zorder=5, bbox=back, **look)
            continue
        most = max(18, min(_ABOVE, room))
        words = style.shortened(whole_parts(words, partial(_within, most)), most)
        look = style.lettering(theme, words, NOTE, "muted")
        axes.text(place - 0.35, at[one.node] - _ASIDE, words, va="bottom", ha="left", zorder=5, bbox=back, **look)
    return left


def beside_its_way(words: str, node: int, plan: Plan, months: int) -> str:
    """What becomes known in lines that stand left of the way it begins, where that parts again before the words end.

    Empty where the words stand above the way, or where too few months lie between it and the parting before.

    Args:
        words: what becomes known.
        node: the first of the way.
        plan: has the nodes.
        months: as many as the panel shows.
    """
    lines = {line.node: line for line in plan.nodes}
    ways: dict[int | None, list[NodeLine]] = defaultdict(list)
    for line in plan.nodes:
        ways[line.parent].append(line)
    begins = lines[node]
    last = begins
    while len(ways[last.node]) == 1:
        last = ways[last.node][0]
    ahead = (last.month - begins.month + 1) * _WIDTH // months
    if begins.parent is None or not ways[last.node] or len(words) <= ahead:
        return ""
    first = lines[begins.parent]
    while first.parent is not None and len(ways[first.parent]) == 1:
        first = lines[first.parent]
    room = (begins.month - first.month) * _WIDTH // months
    if room < _ROOM:
        return ""
    stands = wrap(whole_parts(words, lambda one: len(wrap(one, room)) < _LINES), room)
    return "\n".join(stands) if len(stands) < _LINES else ""


def _mark_starts(axes: Any, theme: Theme, plan: Plan, nodes: Nodes, at: dict[int, float]) -> None:
    """A mark for each kind of start at a node; kinds stand beside one another."""
    kinds: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in plan.decisions:
        kinds[line.node][line.kind] += 1
    for node, found in kinds.items():
        for place, kind in enumerate(one for one in KINDS if one in found):
            x = nodes.month(node) + 0.55 * place
            axes.plot(
                [x],
                [at[node]],
                marker=_MARKS[kind],
                markersize=10,
                color=theme.text,
                markerfacecolor=theme.amber,
                markeredgecolor=theme.surface,
                zorder=6,
            )
            if found[kind] > 1:
                words = f"{found[kind]}"
                look = style.lettering(theme, words, NOTE)
                axes.text(x, at[node] + 0.2, words, ha="center", va="top", zorder=6, **look)
