"""Decides how many of each part one of its parent takes, whichever way an export counts and repeats."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from planner.store.erp.bill_lines import Line
from planner.store.erp.tree import Node

_NEAR = 1e-6
_ROUNDED = 5e-4  # lists print three digits behind the mark


class Counting(Enum):
    """What a quantity counts; the value is what is answered."""

    PARENT = "parent"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Trap:
    """A part within an assembly that stands more than once: its quantity may be of one of them, or of all.

    Attributes:
        outer, inner: the lines of the assembly and of the part.
        may_be_product: whether the quantities could be those of the whole product, everywhere in the bill.
    """

    outer: Line
    inner: Line
    may_be_product: bool


def trap_in(roots: Sequence[Node], lines: Sequence[Line], counts: Mapping[int, float]) -> Trap | None:
    """The first place where it makes a difference what quantities count; None where there is none.

    Args:
        roots: the tree.
        lines: its lines.
        counts: the quantity of each line, by index.
    """
    found: tuple[int, int] | None = None
    possible = True
    for parent, child in _pairs(roots):
        outer, inner = counts.get(parent, 0.0), counts.get(child, 0.0)
        if outer > 0 and abs(outer - 1) > _NEAR:
            found = found or (parent, child)
            share = inner / outer
            possible = possible and (not inner.is_integer() or (abs(share - round(share)) < _NEAR and share > 0.5))
    return None if found is None else Trap(lines[found[0]], lines[found[1]], possible)


def is_alike(roots: Sequence[Node], counts: Mapping[int, float], counting: Counting) -> bool:
    """Whether an assembly that stands in several places holds the same parts in each, if quantities count so."""
    made = per_parent(roots, counts, counting, 1.0)
    seen: dict[str, dict[str, float]] = {}
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        waiting.extend(node.children)
        held: dict[str, float] = {}
        for child in node.children:
            held[child.part] = held.get(child.part, 0.0) + made.get(child.line, 0.0)
        before = seen.setdefault(node.part, held) if held else held
        if before.keys() != held.keys() or any(abs(before[one] - held[one]) > _ROUNDED for one in held):
            return False
    return True


def counts_of_two(roots: Sequence[Node], first: Mapping[int, float], second: Mapping[int, float]) -> tuple[bool, bool]:
    """Of two columns of quantities: whether the first can be that of one parent and the second that of the whole
    product, and whether it can be the other way round."""
    return _agree(roots, first, second), _agree(roots, second, first)


def per_parent(
    roots: Sequence[Node], counts: Mapping[int, float], counting: Counting, products: float
) -> dict[int, float]:
    """The quantity of each line in one of its parent.

    Args:
        roots: the tree.
        counts: the quantity of each line as the export has it.
        counting: what it counts.
        products: for how many products the list was made.

    Returns:
        By line; lines whose quantity, or whose parent's, is blank or 0 are missing.
    """
    made: dict[int, float] = {}
    for parent, child in _pairs(roots, with_roots=True):
        count = counts.get(child)
        if count is None:
            continue
        if counting is Counting.PARENT:
            whole = products if parent < 0 else 1.0
        else:
            whole = products if parent < 0 else counts.get(parent, 0.0)
        if whole > 0:
            made[child] = count / whole
    return made


def _pairs(roots: Sequence[Node], *, with_roots: bool = False) -> Iterator[tuple[int, int]]:
    """The lines of every parent and child. A product above all lines is -1, and so is a line of depth 0."""
    waiting = deque((root, True) for root in roots)
    while waiting:
        node, is_root = waiting.popleft()
        for child in node.children:
            if with_roots or not is_root:
                yield (-1 if is_root else node.line), child.line
        waiting.extend((child, False) for child in node.children)


def _agree(roots: Sequence[Node], parent: Mapping[int, float], product: Mapping[int, float]) -> bool:
    """Whether quantities in the whole product are those in one parent, multiplied down the tree."""
    cumulated: dict[int, float] = {}
    for outer, inner in _pairs(roots, with_roots=True):
        own = parent.get(inner)
        if own is None:
            continue
        cumulated[inner] = own * (1.0 if outer < 0 else cumulated.get(outer, 1.0))
        told = product.get(inner)
        if told is not None and abs(told - cumulated[inner]) > _ROUNDED + _NEAR * abs(told):
            return False
    return True
