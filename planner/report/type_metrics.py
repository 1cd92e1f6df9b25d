"""Decides how wide words are when they are set, and where a text is broken into lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from planner.report.style import families, unbroken

FIRST_EAST_ASIAN = "\u2e80"


@dataclass(slots=True)
class Metrics:
    """Widths of words in points, at a size of 1; measured once."""

    _fonts: dict[bool, Any] = field(default_factory=dict)
    _known: dict[tuple[str, bool], float] = field(default_factory=dict)

    def width(self, words: str, size: float, bold: bool = False) -> float:
        """The width of words in one line, in points."""
        key = (words, bold)
        if key not in self._known:
            self._known[key] = self._measured(words, bold)
        return self._known[key] * size

    def lines(self, text: str, size: float, width: float, bold: bool = False) -> list[str]:
        """A text in lines no wider than ``width`` points; broken at spaces, and inside a word that is too long."""
        found: list[str] = []
        for paragraph in text.split("\n"):
            line = ""
            for word in unbroken(paragraph).split(" "):
                longer = f"{line} {word}" if line else word
                if self.width(longer, size, bold) <= width:
                    line = longer
                    continue
                if line:
                    found.append(line)
                line = word
                while self.width(line, size, bold) > width and len(line) > 1:
                    cut = self._fitting(line, size, width, bold)
                    found.append(line[:cut])
                    line = line[cut:]
            found.append(line)
        return found

    def shortened(self, words: str, size: float, width: float, bold: bool = False) -> str:
        """Words cut to a width, with a mark where they are."""
        if self.width(words, size, bold) <= width:
            return words
        return f"{words[: self._fitting(words, size, width - self.width('…', size, bold), bold)].rstrip()}…"

    def _fitting(self, words: str, size: float, width: float, bold: bool) -> int:
        """How many letters of a word fit, at least one."""
        low, high = 1, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(words[:middle], size, bold) <= width:
                low = middle
            else:
                high = middle - 1
        return low

    def _measured(self, words: str, bold: bool) -> float:
        """Letters of East Asia are as wide as they are high, and come from another font."""
        # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
        from matplotlib.ft2font import LoadFlags

        if bold not in self._fonts:
            self._fonts[bold] = _font(bold)
        font = self._fonts[bold]
        plain = "".join(letter for letter in words if letter < FIRST_EAST_ASIAN)
        font.set_text(plain, 0.0, flags=LoadFlags.NO_HINTING)  # as a PDF sets them
        return float(font.get_width_height()[0]) / 64 / _BIG + len(words) - len(plain)


_BIG = 100.0
"""The size at which letters are measured."""


def _font(bold: bool) -> Any:
    # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    font = FT2Font(findfont(FontProperties(family=families(), weight="bold" if bold else "normal")))
    font.set_size(_BIG, 72)
    return font
