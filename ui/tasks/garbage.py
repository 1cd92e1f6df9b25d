"""Decides when garbage is collected: now and then, and in the window's thread alone.

Python collects in whichever thread happens to make the object that is one too many. Where that is a thread that draws
or loads, widgets that refer to one another would be destroyed in it, which Qt does not allow: the program can stand
still.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer

_EVERY = 500
"""Milliseconds from one look to the next."""
_MODULES = 100
"""Once so many modules more are loaded they are put aside. They stay anyway, and to look through all that libraries for
frames and charts are made of would hold up the window for a tenth of a second each time."""


class Garbage(QObject):
    """Collects while it lives; Python itself does again once it is closed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._put_aside = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY)

    def look(self) -> None:
        """Collect the generations that Python would."""
        due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[0]:
            gc.collect(2 if due[1] and due[2] else int(due[1]))
        if due[0] and due[1] and due[2] and len(sys.modules) > self._put_aside + _MODULES:
            gc.freeze()  # right after all was collected, so that no garbage is kept
            self._put_aside = len(sys.modules)

    def close(self) -> None:
        """Collect what is left, and let Python go on as before."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()
