"""Decides where the parts of a figure stand: title, subtitle, panels, labels beside them; anew at every size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import LayoutEngine
from matplotlib.text import Text
from matplotlib.ticker import FixedFormatter

_MARGIN = 12.0  # pixels at 100 dpi, like all lengths here
_BETWEEN = 6.0
_LABEL_GAP = 3.0
_LEAST_PANEL = 40.0
_ROUNDS = 2  # the axes' labels change a little when the axes move


@dataclass(slots=True)
class SideLabel:
    """A label right of a panel, at the height of what it names as far as its neighbours leave room.

    Attributes:
        axes: the panel.
        height: in the panel's data.
        words: the texts of the label, one below the other.
        swatch: a patch left of them, of the colour and hatch of what is named; None for none.
    """

    axes: Axes
    height: float
    words: tuple[Text, ...]
    swatch: Any


class Stacked(LayoutEngine):
    """Title, subtitle, panels one below the other, and a note, all measured before each drawing."""

    _adjust_compatible = False
    _colorbar_gridspec = False

    def __init__(
        self, title: Text, subtitle: Text, note: Text | None, panels: Sequence[Axes], ratios: Sequence[float]
    ) -> None:
        super().__init__()
        self._headings = [(text, text.get_text()) for text in (title, subtitle, *([note] if note else []))]
        self._note = note
        self._panels = tuple(panels)
        self._ratios = tuple(ratios)
        self.labels: list[SideLabel] = []
        self.columns: list[tuple[Axes, tuple[str, ...]]] = []

    def set(self, **kwargs: object) -> None:
        """Nothing can be set: the figure decides."""

    def execute(self, fig: Figure) -> None:
        """Place everything for the figure's present size."""
        wide, high = fig.bbox.width, fig.bbox.height
        unit = fig.dpi / 100
        margin = _MARGIN * unit
        top = high - margin
        bottom = margin
        for text, words in self._headings:
            _wrap(text, words, wide - 2 * margin)
            height = text.get_window_extent().height
            if text is self._note:
                text.set_position((margin / wide, margin / high))
                bottom += height + _BETWEEN * unit
            else:
                text.set_position((margin / wide, top / high))
                top -= height + _BETWEEN * unit
        for _ in range(_ROUNDS):
            for panel, names in self.columns:
                _break_names(panel, names, unit)
            self._place_panels(fig, margin, wide - margin, bottom, top)
            self._spread_labels(unit)

    def _place_panels(self, fig: Figure, left: float, right: float, bottom: float, top: float) -> None:
        """Panels share the width that is left by the widest labels, and the height by their ratios."""
        wide, high, unit = fig.bbox.width, fig.bbox.height, fig.dpi / 100
        outsides = [_outside(panel) for panel in self._panels]
        x0 = left + max(one[0] for one in outsides)
        x1 = right - max(one[1] for one in outsides)
        room = top - bottom - sum(one[2] + one[3] for one in outsides) - _BETWEEN * unit * (len(outsides) - 1)
        upper = top
        for panel, outside, ratio in zip(self._panels, outsides, self._ratios, strict=True):
            height = max(_LEAST_PANEL * unit, room * ratio / sum(self._ratios))
            lower = upper - outside[3] - height
            width = max(_LEAST_PANEL * unit, x1 - x0)
            panel.set_position((x0 / wide, lower / high, width / wide, height / high))
            upper = lower - outside[2] - _BETWEEN * unit

    def _spread_labels(self, unit: float) -> None:
        """Labels keep their order and their distance, and stay as near as they can to what they name."""
        for panel in self._panels:
            at = [(panel.transData.transform((0, one.height))[1], one) for one in self.labels if one.axes is panel]
            at.sort(key=lambda pair: pair[0])
            wanted, mine = [place for place, _ in at], [one for _, one in at]
            sizes = [sum(text.get_window_extent().height for text in one.words) + _LABEL_GAP * unit for one in mine]
            box = panel.get_window_extent()
            for one, centre, size in zip(mine, _apart(wanted, sizes, box.y0, box.y1), sizes, strict=True):
                _put(one, centre, size, unit)


def _break_names(panel: Axes, names: Sequence[str], unit: float) -> None:
    """Break the names above a panel into lines no wider than one of its columns."""
    width = panel.get_window_extent().width / len(names) - _BETWEEN * unit
    labels = panel.get_xticklabels()
    for label, name in zip(labels, names, strict=True):
        _wrap(label, name, width)
    panel.xaxis.set_major_formatter(FixedFormatter([label.get_text() for label in labels]))


def _put(label: SideLabel, centre: float, size: float, unit: float) -> None:
    box = label.axes.get_window_extent()
    left, y = box.x1 + 8 * unit, centre + (size - _LABEL_GAP * unit) / 2
    if label.swatch is not None:
        across = 13 * unit
        label.swatch.set_bounds(
            (left - box.x0) / box.width,
            (centre - across / 2 - box.y0) / box.height,
            across / box.width,
            across / box.height,
        )
        left += across + 6 * unit
    for text in label.words:
        text.set_position(((left - box.x0) / box.width, (y - box.y0) / box.height))
        y -= text.get_window_extent().height


def _apart(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Centres as near as can be to the wanted, none upon another: from below upwards, then back down from the top."""
    centres = []
    floor = low
    for centre, size in zip(wanted, sizes, strict=True):
        centres.append(max(centre, floor + size / 2))
        floor = centres[-1] + size / 2
    ceiling = max(high, low + sum(sizes))
    for place in reversed(range(len(centres))):
        centres[place] = min(centres[place], ceiling - sizes[place] / 2)
        ceiling = centres[place] - sizes[place] / 2
    return centres


def _outside(panel: Axes) -> tuple[float, float, float, float]:
    """Pixels that labels take left, right, below and above a panel."""
    inside = panel.get_window_extent()
    whole = panel.get_tightbbox()
    if whole is None:
        return 0.0, 0.0, 0.0, 0.0
    return (
        max(0.0, inside.x0 - whole.x0),
        max(0.0, whole.x1 - inside.x1),
        max(0.0, inside.y0 - whole.y0),
        max(0.0, whole.y1 - inside.y1),
    )


def _wrap(text: Text, words: str, width: float) -> None:
    """Break a text into lines no wider than ``width`` pixels, at its spaces."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        text.set_text(longer)
        if lines and text.get_window_extent().width <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    text.set_text("\n".join(lines))
