"""Decides what the children of the work tests do: named functions a child can import."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from planner.errors import PlannerBug, UserError
from planner.events import Event, Phase, Share, Stopped
from planner.work import call

Listen = Callable[[Event], None]
Stopping = Callable[[], bool]


def add(left: int, right: int, *, listen: Listen, stopping: Stopping) -> int:
    return left + right


def count(pieces: int, *, listen: Listen, stopping: Stopping) -> str:
    listen(Phase("Counting"))
    for done in range(1, pieces + 1):
        listen(Share(done, pieces, "pieces"))
    return "counted"


def crash(*, listen: Listen, stopping: Stopping) -> None:
    listen(Phase("About to crash"))
    os.abort()


def killed_by_the_system(*, listen: Listen, stopping: Stopping) -> None:
    os.kill(os.getpid(), 9)


def hang(*, listen: Listen, stopping: Stopping) -> None:
    listen(Phase("Hanging"))
    while True:
        time.sleep(0.01)


def work_until_stopped(*, listen: Listen, stopping: Stopping) -> str:
    listen(Phase("Working"))
    while not stopping():
        time.sleep(0.01)
    return "the best so far"


def give_up_when_stopped(*, listen: Listen, stopping: Stopping) -> None:
    listen(Phase("Working"))
    while not stopping():
        time.sleep(0.01)
    raise Stopped


def eat_slowly(*, listen: Listen, stopping: Stopping) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(b"x" * 20_000_000))
        time.sleep(0.005)


def eat_at_once(*, listen: Listen, stopping: Stopping) -> int:
    return len(bytearray(1 << 40))


def complain(*, listen: Listen, stopping: Stopping) -> None:
    raise UserError("The sheet Items has no column 'price'.", "Add it.")


def blunder(*, listen: Listen, stopping: Stopping) -> None:
    raise PlannerBug("two and two are five")


def divide_by_zero(*, listen: Listen, stopping: Stopping) -> float:
    return 1 / 0


def hand_back_what_cannot_travel(*, listen: Listen, stopping: Stopping) -> object:
    return lambda: None


def chatter(*, listen: Listen, stopping: Stopping) -> str:
    print("a library talks to the terminal")
    sys.stdout.flush()
    os.write(1, b"and another one behind Python's back\n")
    return "done"


def leave_a_trace(path: Path, *, listen: Listen, stopping: Stopping) -> None:
    """Write the time to ``path`` until stopped."""
    path.write_text("begun")
    listen(Phase("Working"))
    while True:
        path.write_text(str(time.time()))
        time.sleep(0.02)


def hand_on(*, listen: Listen, stopping: Stopping) -> int:
    """A child with a child of its own."""
    return call(add, 20, 22)


def identity(*, listen: Listen, stopping: Stopping) -> int:
    return os.getpid()
