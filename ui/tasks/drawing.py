"""Decides how charts are drawn without holding up the window: in one thread of their own, the newest wish first.

A child process would load matplotlib for every picture, and in the window's thread a figure takes longer than a tenth
of a second; matplotlib may be used in any one thread.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from planner.report.style import SIZE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

USUAL = 420
"""Pixels of the window a figure of the usual height is high at least."""
_DPI = 100
_LEAST = 560
"""Pixels of width below which a figure is drawn smaller as a whole, as it would be on paper, not narrower."""
_TURN = 0.0005
"""Seconds after which Python lets the window's thread go on while another is busy; usually ten times as long, which
adds up, for the window asks anew after each call of Qt."""


class Drawing(QObject):
    """Draws figures into images."""

    drawn = Signal(int, QImage, int)
    """Number of the wish, the image, and the height in pixels of the window that the figure needs at least."""
    failed = Signal(object)
    """The exception a wish ended with."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")
        self._wish = 0
        pool = self._pool
        self.destroyed.connect(lambda: pool.shutdown(wait=False, cancel_futures=True))

    def warm(self) -> None:
        """Load matplotlib, which takes a second, before it is needed."""
        self._pool.submit(_load)

    def draw(self, make: Callable[[], Figure], width: int, height: int, ratio: float) -> int:
        """Draw what ``make`` makes, of this size in pixels of the window; returns the number of the wish.

        A figure that is higher than usual becomes a picture at least higher by as much.
        """
        self._wish += 1
        self._pool.submit(self._draw, self._wish, make, (width, height), ratio)
        return self._wish

    def write(self, work: Callable[[], None]) -> None:
        """Do something else with matplotlib, such as writing a file, in the same thread."""
        self._pool.submit(self._guarded, work)

    def _draw(self, wish: int, make: Callable[[], Figure], size: tuple[int, int], ratio: float) -> None:
        if wish == self._wish:
            self._guarded(lambda: self.drawn.emit(wish, *_image(make(), size, ratio)))

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:  # told in the window's thread, where faults are shown
            with suppress(RuntimeError):  # the window is gone
                self.failed.emit(error)


def _load() -> None:
    # Matplotlib takes a second to load; here nobody waits for it.
    from matplotlib.figure import Figure

    # The figures load it too.
    from planner.report import figures

    first = Figure()
    first.add_subplot().set_title("0")
    _image(first, (64, 64), 1.0)  # the first picture finds the fonts, and holds Python's lock meanwhile
    del figures


def _image(figure: Figure, size: tuple[int, int], ratio: float) -> tuple[QImage, int]:
    """The picture, and the height in pixels of the window that it needs at least."""
    # Matplotlib takes a second to load; here nobody waits for it.
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    dpi = _DPI * min(1.0, size[0] / _LEAST)
    figure.set_dpi(dpi * ratio)
    more = max(0.0, figure.get_figheight() - SIZE[1])  # rows that there is usually no room for
    needed = round(USUAL + more * _DPI)
    figure.set_size_inches(size[0] / dpi, max(size[1], needed) / dpi)
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    pixels = canvas.buffer_rgba()
    high, wide = pixels.shape[:2]
    image = QImage(bytes(pixels), wide, high, 4 * wide, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(ratio)
    return image, needed
