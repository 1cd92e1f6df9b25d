"""Decides when garbage is collected: now and then, and in the window's thread alone.

Python collects in whichever thread happens to make the object that is one too many. Where that is a thread that draws
or loads, widgets that refer to one another would be destroyed in it, which Qt does not allow: the program can stand
still.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 500
"""Milliseconds from one look to the next."""


class Garbage(QObject):
    """Collects while it lives; Python itself does again once it is closed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY)

    def look(self) -> None:
        """Collect the generations that Python would."""
        due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[0]:
            gc.collect(2 if due[1] and due[2] else int(due[1]))

    def close(self) -> None:
        """Collect what is left, and let Python go on as before."""
        self._timer.stop()
        gc.collect()
        gc.enable()
