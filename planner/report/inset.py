"""Decides how a chart is set on a page of paper: as a part of it, in vectors, with type as small as the page wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.report.style import points
from planner.report.theme import BODY

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TYPE = 0.74
"""Type in a chart, as a part of what it is on the screen."""


def smaller(figure: Figure) -> None:
    """Make the type of a chart as small as the page wants it."""
    # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
    from matplotlib.text import Text

    for text in figure.findobj(Text):
        text.set_fontsize(float(text.get_fontsize()) * _TYPE)
    for axes in figure.axes:
        axes.tick_params(which="major", labelsize=points(BODY) * _TYPE)


def inset(page: Figure, figure: Figure, place: tuple[float, float, float, float]) -> Any:
    """A chart as a part of a page, at (left, lower, wide, high) in points."""
    # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
    from matplotlib.artist import Artist

    x, y, wide, high = (length / 72 for length in place)

    class Inset(Artist):
        """Draws another figure where it stands on this one, with as many dots an inch."""

        def draw(self, renderer: Any) -> None:
            figure.set_dpi(page.dpi)
            figure.draw(renderer)

    figure.set_dpi(72)
    figure.bbox_inches.p0 = (x, y)
    figure.bbox_inches.p1 = (x + wide, y + high)
    return Inset()
