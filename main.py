"""Decides nothing: hands the arguments to the command line, and the window to whoever asks for it."""

import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from planner.errors import UserError


def window(path: Path | None) -> int:
    """Open the window and return its exit status."""
    gc.disable()  # hardly anything is garbage while it starts; the window collects later
    try:
        # Qt loads slowly, and no command needs it.
        from ui import app

        return app.run(path)
    finally:
        gc.enable()


def selftest() -> int:
    """Open the window without a screen, plan the sample and return an exit status."""
    # Qt loads slowly, and no command needs it.
    from ui import app

    return app.selftest()


if __name__ == "__main__":
    # Ctrl+C while loading: nothing has begun, and a library that is half loaded may swallow the interrupt.
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    if getattr(sys, "frozen", False):
        import multiprocessing  # takes long enough for an interrupt to fall into it

        multiprocessing.freeze_support()  # a child of a frozen program goes no further
    if not sys.argv[1:]:  # the usual start: the window does not wait for what only commands need
        with suppress(UserError, ImportError):  # told below
            signal.signal(signal.SIGINT, signal.default_int_handler)
            sys.exit(window(None))
    try:
        from planner import commands  # here: every child loads this file and has no need of them
    except ModuleNotFoundError as missing:
        if (missing.name or "planner").partition(".")[0] in ("planner", "ui"):
            raise  # ours is missing: a fault of the program
        cure = "Start with 'python -m uv run main.py' in place of 'python main.py', as the README says."
        print(f"This Python has no {missing.name}, which the program needs. {cure}", file=sys.stderr)
        sys.exit(2)

    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(commands.main(sys.argv[1:], window, selftest))
