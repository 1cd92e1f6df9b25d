"""Decides what child processes do for an import: sort files, look at an export, tell what taking it would change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import UserError
from planner.events import Listener, Phase
from planner.store.erp import Hidden, Lexicon, Mode, lexicon, look
from planner.store.erp.layouts import layout_of
from planner.store.erp.roles import Shape
from planner.store.erp.session import Memories, Preview, Sight, Wish, preview, see
from planner.store.kind import FileKind, kind_of
from planner.tables.case import Case

_ORDER = (Shape.LEVELS, Shape.PAIRS, Shape.PARTS, Shape.TABLE, Shape.FORECAST, Shape.STOCK, Shape.ORDERS)
"""Bills first: they name the parts of which stock and orders count."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that is to be imported: what kind it is, or why it cannot be read."""

    path: Path
    kind: FileKind
    trouble: str = ""


def sorted_out(paths: Sequence[Path], *, listen: Listener, stopping: Callable[[], bool]) -> tuple[Arrived, ...]:
    """What kind each file is, in the order in which they are best taken."""
    known = lexicon()
    found = []
    for path in paths:
        listen(Phase(f"Looking at {path.name}"))
        found.append(_arrived(path, known, stopping))
    return tuple(one for _, one in sorted(found, key=lambda each: each[0]))


def seen(wish: Wish, case: Case, memories: Memories, *, listen: Listener, stopping: Callable[[], bool]) -> Sight:
    """Look at an export, see ``planner.store.erp.session``."""
    listen(Phase(f"Reading {wish.path.name}"))
    return see(wish, case, memories, stopping=stopping)


def foreseen(
    wish: Wish,
    case: Case,
    modes: Mapping[str, Mode | None],
    hidden: Sequence[Hidden],
    *,
    listen: Listener,
    stopping: Callable[[], bool],
) -> Preview:
    """Tell what taking an export would change, see ``planner.store.erp.session``."""
    listen(Phase(f"Comparing {wish.path.name} with the case"))
    return preview(wish, case, modes, hidden, stopping=stopping)


def _arrived(path: Path, known: Lexicon, stopping: Callable[[], bool]) -> tuple[int, Arrived]:
    last = len(_ORDER)
    try:
        kind = kind_of(path)
        if kind is not FileKind.EXPORT:
            return last, Arrived(path, kind)
        source = look(path, known, stopping=stopping)
    except UserError as error:
        return last, Arrived(path, FileKind.EXPORT, str(error))
    shape = layout_of(known.layouts, source.layout).shape if source.layout else None
    return (_ORDER.index(shape) if shape in _ORDER else last), Arrived(path, kind)
