"""Garbage is collected in the window's thread, whoever makes it."""

from __future__ import annotations

import gc
import threading
import weakref

from ui.tasks.garbage import Garbage


class Knot:
    """Refers to itself, and notes the thread it ends in."""

    ended_in: list[int]

    def __init__(self, ended_in: list[int]) -> None:
        self.itself, self.ended_in = self, ended_in

    def __del__(self) -> None:
        self.ended_in.append(threading.get_ident())


def test_a_thread_that_makes_garbage_collects_none(garbage: Garbage) -> None:
    ended: list[int] = []
    left = weakref.ref(Knot(ended))

    def litter() -> None:
        for _ in range(20 * gc.get_threshold()[0]):
            made: list[object] = []
            made.append(made)

    thread = threading.Thread(target=litter)
    thread.start()
    thread.join()
    assert left() is not None
    garbage.look()
    assert left() is None
    assert ended == [threading.get_ident()]
