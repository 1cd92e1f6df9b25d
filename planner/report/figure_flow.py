"""Decides how the way from mine to product is drawn: bands as wide as the kilograms of magnets that go there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planner.report import flow as told_flow
from planner.report import style
from planner.report.export import framed
from planner.report.flow import IN_STOCK, NOT_COVERED, NOT_KNOWN, Link, Place, Stream
from planner.report.theme import BODY, NOTE, Theme
from planner.report.words import quantity, share

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_HEIGHT = 6.6  # inches
_BAR = 0.028
_LEFT = (0.0, 0.43, 0.86)
_GAP = 0.35
"""Share of the height left blank between the places of a stage, at most."""

_HEADS = ("Rare earth from", "Magnets made by", "Go into")
_LITTLE = 0.012
"""Share of the height a place takes at least, so that its name has room and is seen."""


def material_flow(streams: tuple[Stream, ...], theme: Theme) -> Figure:
    """The way of the magnets over the horizon, from the country of their rare earth over the maker to the product."""
    subtitle = "kg of magnets for all demand planned, if nothing new is started; share of the whole"
    note = "Small places are drawn a little larger than they are, so that they are seen." if streams else ""
    figure, (axes,) = style.page(theme, told_flow.finding(streams), subtitle, note, height=_HEIGHT)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(-0.005, 1.19)
    axes.set_ylim(1.0, -0.075)
    places, links = told_flow.drawn(streams)
    total = sum(one.kg for one in places if one.stage == 0)
    tops: dict[tuple[int, str], tuple[float, float]] = {}
    for stage, head in enumerate(_HEADS):
        mine = [one for one in places if one.stage == stage]
        if mine:
            style.say(axes, theme, _LEFT[stage], -0.045, head, weight="bold", va="center")
        for place, (top, height) in zip(mine, _stacked(mine, total), strict=True):
            tops[stage, place.name] = (top, height)
            _bar(axes, theme, place, top, height, total)
    _bands(axes, theme, links, places, tops)
    if not places:
        style.say(axes, theme, 0.5, 0.5, "Nothing is needed, or no mass is known.", ha="center")
    return figure


def material_flow_data(streams: tuple[Stream, ...]) -> pd.DataFrame:
    """The numbers behind ``material_flow``: one row per way, the largest first.

    Returns:
        Columns rare_earth_from, maker, maker_country (missing where not known), product, kg, share (of all).
    """
    total = sum(one.kg for one in streams)
    rows = [(one.mine, one.maker, one.country, one.product, one.kg, one.kg / total) for one in streams]
    return framed(("rare_earth_from", "maker", "maker_country", "product", "kg", "share"), rows)


def _stacked(places: Sequence[Place], total: float) -> list[tuple[float, float]]:
    """Top and height of each place of a stage, from above; small ones are given a least height, large ones pay."""
    gap = min(_GAP / max(1, len(places) - 1), 0.045) if len(places) > 1 else 0.0
    room = 1.0 - gap * (len(places) - 1)
    heights = [max(_LITTLE, one.kg / total * room) for one in places]
    over = sum(heights) - room
    large = [height for height in heights if height > 2 * _LITTLE]
    if large and over > 0:
        heights = [height - over * height / sum(large) if height > 2 * _LITTLE else height for height in heights]
    found, top = [], 0.0
    for height in heights:
        found.append((top, height))
        top += height + gap
    return found


def _bar(axes: Any, theme: Theme, place: Place, top: float, height: float, total: float) -> None:
    """A place: a bar in the colour of its country, its name beside it."""
    # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
    from matplotlib.patches import Rectangle

    fill = style.filled(theme, place.country)
    if place.stage == 2 or place.name in (NOT_COVERED, NOT_KNOWN):
        fill = {"facecolor": theme.red if place.name == NOT_COVERED else theme.muted, "linewidth": 0}
    left = _LEFT[place.stage]
    axes.add_patch(Rectangle((left, top), _BAR, height, zorder=4, **fill))
    more = place.country if place.stage == 1 and place.country and place.country != place.name else ""
    figure = f"{quantity(place.kg)}, {share(place.kg / total)}"
    middle = top + height / 2
    one_line = height < 0.06
    name = style.shortened(place.name, 30 if one_line and place.stage == 1 else 24)
    words = (
        f"{name}  {figure}" if one_line else f"{name}{f', {more}' if more and place.name == IN_STOCK else ''}\n{figure}"
    )
    look = style.lettering(theme, words, NOTE if one_line else BODY)
    back = {"boxstyle": "square,pad=0.12", "facecolor": theme.surface, "edgecolor": "none", "alpha": 0.82}
    axes.text(left + _BAR + 0.008, middle, words, va="center", ha="left", zorder=6, bbox=back, **look)


def _bands(
    axes: Any,
    theme: Theme,
    links: Sequence[Link],
    places: Sequence[Place],
    tops: dict[tuple[int, str], tuple[float, float]],
) -> None:
    """Every link as a band that leaves and arrives in order, so that bands cross as little as they can."""
    kg = {(one.stage, one.name): one.kg for one in places}
    order = {key: place for place, key in enumerate(tops)}
    left: dict[tuple[int, str], float] = dict.fromkeys(tops, 0.0)
    right: dict[tuple[int, str], float] = dict.fromkeys(tops, 0.0)
    for link in sorted(links, key=lambda one: (one.stage, order[one.stage, one.start], order[one.stage + 1, one.end])):
        start, end = (link.stage, link.start), (link.stage + 1, link.end)
        ends = []
        for key, used in ((start, left), (end, right)):
            top, height = tops[key]
            part = height * link.kg / kg[key]
            ends.append((top + used[key], top + used[key] + part))
            used[key] += part
        _band(axes, theme, link, *ends)


def _band(axes: Any, theme: Theme, link: Link, start: tuple[float, float], end: tuple[float, float]) -> None:
    # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    x0, x1 = _LEFT[link.stage] + _BAR, _LEFT[link.stage + 1]
    middle = (x0 + x1) / 2
    points = [
        (x0, start[0]),
        (middle, start[0]),
        (middle, end[0]),
        (x1, end[0]),
        (x1, end[1]),
        (middle, end[1]),
        (middle, start[1]),
        (x0, start[1]),
        (x0, start[0]),
    ]
    curve = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    known = link.start not in (NOT_COVERED, NOT_KNOWN)
    colour = theme.country_colour(link.country) if known else theme.muted
    axes.add_patch(
        PathPatch(
            Path(points, curve),
            facecolor=style.mixed(colour, theme.surface, 0.55),
            edgecolor=style.mixed(colour, theme.surface, 0.2),
            linewidth=0.4,
            zorder=2,
        )
    )
