"""Decides how long work runs: a named function in a child process that can be heard, stopped, limited and killed."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.util import Finalize
from typing import Any, Generic, TypeVar

import psutil

from planner.errors import PlannerBug, UserError
from planner.events import Event, Listener, Stopped, never, silent
from planner.memory import limit_memory, usual_memory
from planner.parcels import Unpacking, packed

R = TypeVar("R")

GRACE = 5.0
"""Seconds between asking work to stop and killing it."""

_TICK = 0.05  # seconds between two looks at the clock and the memory
_END_SECONDS = 2.0  # most that a child may hold up the end of the program
_GB = 1e9


class Death(Enum):
    """Why a child ended without an answer."""

    CRASHED = "crashed"
    MEMORY = "memory"
    TIME = "time"


class ChildDied(UserError):
    """A child ended without an answer; the program that started it goes on.

    Attributes:
        death: why.
        detail: for a report of the fault, such as the exit code.
    """

    def __init__(self, message: str, cure: str = "", death: Death = Death.CRASHED, detail: str = "") -> None:
        super().__init__(message, cure)
        self.death = death
        self.detail = detail


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a child hands back: a value, or the exception to raise."""

    value: Any = None
    error: Exception | None = None


class Job(Generic[R]):
    """A function running in a child process of its own.

    The child is killed when it outlives its time, its memory or the grace after a stop, and ends by itself when this
    process dies. A thread of ours starts it and reads its pipe, so no call but ``result`` and ``wait`` ever waits.
    """

    def __init__(
        self,
        target: Callable[..., R],
        *args: object,
        memory_bytes: int | None = None,
        time_limit: float | None = None,
        grace: float = GRACE,
    ) -> None:
        """Start ``target(*args, listen=..., stopping=...)``.

        Args:
            target: a function at module level; what it takes, tells and returns is pickled. It is packed while the
                child starts: whoever goes on changing an argument hands over a copy.
            memory_bytes: most resident memory; None is three quarters of the machine's.
            time_limit: wall-clock seconds after which it is asked to stop; None is no limit.
            grace: seconds from being asked to stop to being killed.
        """
        self._cap = memory_bytes if memory_bytes is not None else usual_memory()
        self._grace = grace
        self._time_limit = time_limit
        self._deadline = None if time_limit is None else time.monotonic() + time_limit
        self._killing: float | None = None
        self._out_of_time = self._out_of_memory = self._passed_on = False
        self._exit_code = 0
        self._asked = threading.Event()
        self._ended = threading.Event()
        self._events: deque[Event] = deque()
        self._answer: _Answer | None = None
        self._work = (target, args)
        self._unpacking = Unpacking()
        self._at_exit = Finalize(None, self._end, exitpriority=10)  # before multiprocessing waits for its children
        threading.Thread(target=self._live_through, name="work", daemon=True).start()

    @property
    def running(self) -> bool:
        """Whether there is no result yet."""
        return not self._ended.is_set()

    def poll(self) -> list[Event]:
        """The events told since the last call, in order."""
        told = []
        while self._events:
            told.append(self._events.popleft())
        return told

    def stop(self) -> None:
        """Ask the work to stop; after the grace the child is killed."""
        if not self._asked.is_set():
            self._killing = time.monotonic() + self._grace
            self._asked.set()

    def kill(self) -> None:
        """End the child now."""
        self._killing = time.monotonic()
        self._asked.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the work has ended, at most ``seconds``; whether it has."""
        return self._ended.wait(seconds)

    def result(self) -> R:
        """What the function returned, once it has ended; waits for that.

        Raises:
            Stopped: it was stopped or killed on request and had nothing to hand back.
            ChildDied: it crashed, or was ended for its time or memory.
            UserError, PlannerBug: the function raised it; any other exception comes as a PlannerBug.
        """
        self._ended.wait()
        answer = self._answer or self._died()
        if isinstance(answer.error, Stopped) and self._out_of_time:
            raise _no_time(self._time_limit or 0.0)
        if answer.error is not None:
            raise answer.error
        value: R = answer.value
        return value

    def _live_through(self) -> None:
        """Start the child, which takes a while, hear it to its end and tidy up."""
        context = multiprocessing.get_context("spawn")
        heard, telling = context.Pipe(duplex=False)
        obeying, orders = context.Pipe(duplex=False)
        try:
            messages = list(packed(self._work))
            child = context.Process(target=_live, args=(messages, telling, obeying, self._cap), name="work")
            _hold_interrupts()
            child.start()
            del messages  # the child has them
            telling.close()
            obeying.close()
            with suppress(EOFError, OSError):  # the child is gone: its end of the pipe is closed
                while self._answer is None:
                    self._mind_limits(child, orders)
                    if heard.poll(_TICK):
                        self._take(heard.recv_bytes())
            child.join(1.0)
            child.kill()
            child.join()
            self._exit_code = child.exitcode or 0
        except Exception as error:  # the system starts no further process
            self._answer = _Answer(error=_for_the_parent(error))
        finally:
            heard.close()
            orders.close()
            self._at_exit.cancel()
            self._ended.set()

    def _end(self) -> None:
        """The program ends: so does the child."""
        self.kill()
        self.wait(_END_SECONDS)

    def _take(self, message: bytes) -> None:
        try:
            told = self._unpacking.take(message)
        except Exception as error:  # whatever a value's own code may raise
            told = (_Answer(error=_for_the_parent(error)),)
        for said in told:
            if isinstance(said, _Answer):
                self._answer = said
            else:
                self._events.append(said)

    def _mind_limits(self, child: SpawnProcess, orders: Connection) -> None:
        now = time.monotonic()
        if self._deadline is not None and now >= self._deadline and not self._asked.is_set():
            self._out_of_time = True
            self.stop()
        if self._asked.is_set() and not self._passed_on:
            self._passed_on = True
            with suppress(OSError):  # it may just have ended
                orders.send_bytes(b"stop")
        with suppress(psutil.Error):  # it may just have ended
            self._out_of_memory |= psutil.Process(child.pid).memory_info().rss > self._cap
        if self._out_of_memory or (self._killing is not None and now >= self._killing):
            child.kill()

    def _died(self) -> _Answer:
        """Say why there is no answer."""
        if self._out_of_memory:
            return _Answer(error=_no_memory(self._cap))
        if self._out_of_time:
            return _Answer(error=_no_time(self._time_limit or 0.0))
        if self._asked.is_set():
            return _Answer(error=Stopped("The work was stopped."))
        code = self._exit_code
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        if name == "SIGKILL":  # not by us
            return _Answer(error=_no_memory(None))
        message = f"The work broke off before it was finished: its process crashed ({name})."
        cure = "Nothing else was harmed. Try again; if it happens again, report it with the file it happened with."
        return _Answer(error=ChildDied(message, cure, Death.CRASHED, name))


def call(
    target: Callable[..., R],
    *args: object,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
    time_limit: float | None = None,
    memory_bytes: int | None = None,
    grace: float = GRACE,
) -> R:
    """Run a function in a child process and wait for it; arguments and errors are those of ``Job``.

    Args:
        listen: hears every event, in this thread.
        stopping: asked often; once it says yes the work is asked to stop.
    """
    job = Job(target, *args, memory_bytes=memory_bytes, time_limit=time_limit, grace=grace)
    try:
        while job.running:
            job.wait(_TICK)
            for event in job.poll():
                listen(event)
            if stopping():
                job.stop()
        for event in job.poll():
            listen(event)
        return job.result()
    finally:
        job.kill()


def _live(messages: list[bytes], tell: Connection, obey: Connection, cap: int) -> None:
    """The whole life of a child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches every process of a terminal; the parent decides
    _keep_standard_output_clean()
    limit_memory(cap)
    asked = threading.Event()
    threading.Thread(target=_obey, args=(obey, asked), name="orders", daemon=True).start()

    telling = threading.Lock()  # a solver may speak in a thread of its own

    def listen(event: Event) -> None:
        with telling:
            for message in packed(event):
                tell.send_bytes(message)

    try:
        unpacking = Unpacking()
        ((target, args),) = [work for message in messages for work in unpacking.take(message)]
        messages.clear()
        answer = list(packed(_Answer(target(*args, listen=listen, stopping=asked.is_set))))
    except MemoryError:
        answer = list(packed(_Answer(error=_no_memory(cap))))
    except Exception as error:
        answer = list(packed(_Answer(error=_for_the_parent(error))))
    for message in answer:
        tell.send_bytes(message)
    tell.close()
    if sys.stderr is not None:
        sys.stderr.flush()
    os._exit(0)  # the answer is out; threads of libraries must not hold up the end


def _obey(orders: Connection, asked: threading.Event) -> None:
    """Wait for the order to stop; a parent that has died closes the pipe, and nobody waits for the work any more."""
    try:
        while True:
            orders.recv_bytes()
            asked.set()
    except (EOFError, OSError):
        os._exit(1)


def _for_the_parent(error: Exception) -> Exception:
    """The exception as it travels: ours as they are, anything else as a fault of ours with its traceback."""
    details = "".join(traceback.format_exception(error))
    if isinstance(error, PlannerBug):
        return error if error.detail else PlannerBug(error.message, details)
    if isinstance(error, UserError | Stopped):
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:
            return UserError(error.message, error.cure) if isinstance(error, UserError) else Stopped(str(error))
        return error
    return PlannerBug(f"{type(error).__name__}: {error}", details)


def _no_memory(cap: int | None) -> ChildDied:
    message = "The system ended the work, most likely because the machine ran out of memory."
    if cap is not None:
        message = f"The work needed more than {cap / _GB:.2g} GB of memory and was ended."
    cure = "Close other programs, allow it more memory, or make the case smaller."
    return ChildDied(message, cure, Death.MEMORY)


def _no_time(seconds: float) -> ChildDied:
    message = f"The work took longer than {seconds:g} second{'' if seconds == 1 else 's'} and was ended."
    return ChildDied(message, "Give it more time, or less to do.", Death.TIME)


def _keep_standard_output_clean() -> None:
    """Send what libraries print to standard error: standard output belongs to the command line's answer."""
    with suppress(OSError):  # a program without a console has neither
        os.dup2(2, 1)


def _hold_interrupts() -> None:
    """Keep Ctrl+C from this thread and, by inheritance, from the child it starts, from its first instruction."""
    if sys.platform != "win32":
        resource_tracker.ensure_running()  # starting it would let them through again
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
