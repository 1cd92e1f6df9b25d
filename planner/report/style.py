"""Decides how every figure looks: type, colours, hatches, axes and labels, in the light and in the dark theme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planner.months import Month
from planner.report.theme import BODY, NOTE, SECTION, Theme, contrast, hatch_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from planner.report.layout import Stacked

SIZE = (9.6, 5.4)
"""Width and height of a figure in inches; a window may draw it at another size."""

DPI = 100
_LARGER = 1.12  # than the window's type: a figure is often seen smaller than it is drawn
_FAMILIES = ("Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans")
_EAST_ASIAN = (
    "Microsoft YaHei",
    "Yu Gothic",
    "PingFang SC",
    "Hiragino Sans",
    "Noto Sans CJK SC",
    "Droid Sans Fallback",
)
_FIRST_EAST_ASIAN = "\u2e80"
_STEPS = (1, 2, 3, 6, 12, 24)
_MOST_TICKS = 8
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=%|(?:M|k|bn|trn)\b)|(?<=\b[A-Z]{3}) (?=[\d−])|(?<=\b[A-Z][a-z]{2}) (?=\d{4})")


def points(pixels: float) -> float:
    """A size of type in matplotlib's points."""
    return pixels * _LARGER * 72 / DPI


def page(
    theme: Theme, title: str, subtitle: str, note: str = "", ratios: Sequence[float] = (1.0,), height: float = SIZE[1]
) -> tuple[Figure, tuple[Axes, ...]]:
    """An empty figure with its words, and its panels one below the other.

    Args:
        theme: the colours.
        title: the finding.
        subtitle: measure and unit.
        note: what the reader should know besides, below the panels.
        ratios: relative heights of the panels, top first.
        height: of the whole figure, in inches.
    """
    # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
    from matplotlib.figure import Figure

    from planner.report.layout import Stacked  # loads matplotlib

    figure = Figure(figsize=(SIZE[0], height), dpi=DPI, facecolor=theme.surface)
    weight = "normal" if len(families(title)) > 1 else "bold"  # the families for East Asia have no bold
    title, note = unbroken(title), unbroken(note)
    heading = figure.text(0, 1, title, va="top", weight=weight, **lettering(theme, title, SECTION))
    below = figure.text(0, 1, subtitle, va="top", **lettering(theme, subtitle, BODY, "muted"))
    foot = figure.text(0, 0, note, va="bottom", **lettering(theme, note, NOTE, "muted")) if note else None
    panels = tuple(figure.add_axes((0.1, 0.1, 0.8, 0.8), label=str(place)) for place, _ in enumerate(ratios))
    for panel in panels:
        _plain(panel, theme)
    figure.set_layout_engine(Stacked(heading, below, foot, panels, ratios))
    return figure, panels


def families(words: str = "") -> list[str]:
    """The first family that is installed; for words with East Asian letters, those that write them too."""
    # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
    from matplotlib.font_manager import get_font_names

    installed = set(get_font_names())
    first = next((one for one in _FAMILIES if one in installed), "DejaVu Sans")
    if not any(letter >= _FIRST_EAST_ASIAN for letter in words):
        return [first]
    return [first, *(one for one in _EAST_ASIAN if one in installed)]


def lettering(theme: Theme, words: str, pixels: float, tone: str = "text") -> dict[str, Any]:
    """How words are written: colour, size, and nothing in them read as a formula."""
    size = points(pixels)
    return {"color": getattr(theme, tone), "size": size, "parse_math": False, "family": families(words)}


def _plain(axes: Axes, theme: Theme) -> None:
    axes.set_facecolor(theme.surface)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(
        length=0, pad=6, colors=theme.muted, labelsize=points(BODY), labelfontfamily=families(), which="both"
    )
    axes.set_axisbelow(True)


def months_below(axes: Axes, months: Sequence[Month], theme: Theme) -> None:
    """Name the months below an axis that counts them from 0: ``Jan``, and under it the year where it changes."""
    step = next((one for one in _STEPS if len(months) <= one * _MOST_TICKS), _STEPS[-1])
    places = [place for place, month in enumerate(months) if (month.ordinal - months[0].year * 12) % step == 0] or [0]
    years = [
        place
        for before, place in zip([None, *places[:-1]], places, strict=True)
        if _year(months, before) != _year(months, place)
    ]
    words = lettering(theme, "", BODY, "muted")
    axes.xaxis.remove_overlapping_locs = False
    axes.set_xticks(places, [months[place].words().split()[0] for place in places], **words)
    axes.set_xticks(years, [str(months[place].year) for place in years], minor=True, **words)
    axes.tick_params(axis="x", which="minor", pad=6 + 1.5 * points(BODY), length=0)
    axes.set_xlim(-0.6, len(months) - 0.4)


def _year(months: Sequence[Month], place: int | None) -> int | None:
    return None if place is None else months[place].year


def amounts_left(axes: Axes, theme: Theme, high: float, divisor: float = 1.0) -> None:
    """Number the left axis from 0 to above ``high``, with thousands separators and hairlines across.

    Args:
        axes: the panel.
        theme: the colours.
        high: the greatest value drawn.
        divisor: what a value is divided by before it is written.
    """
    # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.set_ylim(0, 1.06 * high if high > 0 else 1)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _number(value / divisor)))
    axes.grid(axis="y", color=theme.line, linewidth=0.8)
    axes.axhline(0, color=theme.muted, linewidth=1.2, zorder=3)


def amounts_below(axes: Axes, theme: Theme, low: float, high: float, divisor: float = 1.0) -> None:
    """Number the axis below, with zero in it."""
    # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.set_xlim(1.06 * low, 1.06 * high if high > 0 else 1)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _number(value / divisor)))
    axes.grid(axis="x", color=theme.line, linewidth=0.8)
    axes.axvline(0, color=theme.muted, linewidth=1.2, zorder=3)


def name_rows(
    axes: Axes, theme: Theme, places: Sequence[float], names: Sequence[str], headings: Sequence[str] = ()
) -> None:
    """Names left of a panel, one at each place; those that are headings in bold."""
    words = lettering(theme, "".join(names), BODY)
    axes.set_yticks(places, names, **words)
    for name, label in zip(names, axes.get_yticklabels(), strict=True):
        if name in headings:
            label.set_fontweight("bold")


def name_columns(axes: Axes, theme: Theme, names: Sequence[str]) -> None:
    """Names above a panel, broken into lines as wide as a column when the figure is drawn."""
    words = lettering(theme, "".join(names), NOTE)
    told = tuple(unbroken(name) for name in names)
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(told)), told, linespacing=1.2, **words)
    if told:
        _placing(axes).columns.append((axes, told))


def unbroken(words: str) -> str:
    """Words in which no line break parts a figure from its unit or a month from its year."""
    return _BEFORE_UNIT.sub("\u00a0", words)


def _number(value: float) -> str:
    return f"{value:,.10g}".replace("-", "−")


def scale_of(high: float, currency: str) -> tuple[float, str]:
    """What money on an axis is divided by, and the unit in words: ``(1e6, "USD million")``."""
    for step, word in ((1e9, " billion"), (1e6, " million"), (1e3, " thousand")):
        if high >= 2 * step:
            return step, f"{currency}{word}"
    return 1.0, currency


def filled(theme: Theme, country: str | None, place: int = 0) -> dict[str, Any]:
    """Fill of a supplier's bars: the colour and hatch of its country; further suppliers of it are paler and denser.

    Args:
        theme: the colours.
        country: the supplier's.
        place: 0 for the first supplier of the country, 1 for the second, and so on.
    """
    colour = mixed(theme.country_colour(country), theme.surface, min(0.65, 0.35 * place))
    hatch = hatch_of(country)
    return {
        "facecolor": colour,
        "edgecolor": theme.surface,
        "hatchcolor": mixed(ink_on(colour), colour, 0.4),
        "hatch": hatch * 2 if place % 2 == 0 else (hatch or ".") + "--",
        "linewidth": 0.7,
        "hatch_linewidth": 0.35,
    }


def mixed(colour: str, other: str, part: float) -> str:
    """A colour with ``part`` of another in it."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round((1 - part) * one + part * two):02X}" for one, two in pairs)


def ink_on(colour: str) -> str:
    """Black or white, whichever can be read better upon a colour."""
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, colour))


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def label_beside(
    axes: Axes,
    theme: Theme,
    height: float,
    words: str,
    more: str = "",
    fill: dict[str, Any] | None = None,
) -> None:
    """Name something right of a panel, at its height; neighbours are kept apart when the figure is drawn.

    Args:
        axes: the panel.
        theme: the colours.
        height: where what is named lies, in the panel's data.
        words: its name.
        more: a second line; one of several lines is not cut.
        fill: how it is filled, for a swatch beside the name.
    """
    # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
    from matplotlib.patches import Rectangle

    from planner.report.layout import SideLabel  # loads matplotlib

    place: dict[str, Any] = {"transform": axes.transAxes, "va": "top"}
    texts = [axes.text(1, 0, shortened(words), **place, **lettering(theme, words, BODY))]
    if more:
        texts.append(
            axes.text(
                1, 0, more if "\n" in more else shortened(more, 34), **place, **lettering(theme, more, NOTE, "muted")
            )
        )
    swatch = None
    if fill is not None:
        swatch = Rectangle((1, 0), 0.01, 0.01, transform=axes.transAxes, clip_on=False, **fill)
        axes.add_patch(swatch)
    _placing(axes).labels.append(SideLabel(axes, height, tuple(texts), swatch))


def _placing(axes: Axes) -> Stacked:
    """What places the parts of the figure a panel is in."""
    # Matplotlib takes a second to load; whoever has a panel has loaded it.
    from planner.report.layout import Stacked

    engine = axes.get_figure(root=True).get_layout_engine()  # type: ignore[union-attr]  # panels are in a figure
    assert isinstance(engine, Stacked)
    return engine


def say(axes: Axes, theme: Theme, x: float, y: float, words: str, **more: Any) -> None:
    """Write something inside a panel, in its data."""
    axes.text(x, y, words, **{**lettering(theme, words, BODY), **more})


def mark_month(axes: Axes, theme: Theme, month: int, words: str) -> None:
    """A broken line where a month begins, named at its upper end; call it when the panel's limits are set."""
    axes.axvline(month - 0.5, color=theme.text, linewidth=1.2, linestyle=(0, (4, 3)), zorder=4)
    right = month < 0.7 * axes.get_xlim()[1]
    look = {**lettering(theme, words, NOTE, "muted"), "ha": "left" if right else "right", "va": "bottom"}
    axes.text(month - 0.5, axes.get_ylim()[1], words, **look)


def shortened(words: str, most: int = 28) -> str:
    """A name cut to what stands beside a panel."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
