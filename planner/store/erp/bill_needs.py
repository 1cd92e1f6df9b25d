"""Decides what one of each assembly takes: places of a part added up within one assembly, never across its places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.store.erp.bill_lines import Line
from planner.store.erp.draft import Making
from planner.store.erp.tree import Node
from planner.store.texts import rows_in_words
from planner.tables.table import folded

_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Need:
    """What one of a parent takes of a part.

    Attributes:
        parent, part: as first written.
        quantity: in one parent, before scrap.
        scrap: share lost while building; None where the export does not say.
        lines: the lines it comes from.
    """

    parent: str
    part: str
    quantity: float
    scrap: float | None
    lines: tuple[Line, ...]

    @property
    def gross(self) -> float:
        """Need of the part in one parent: quantity / (1 - scrap)."""
        return self.quantity / (1.0 - (self.scrap or 0.0))


Needs = dict[str, dict[str, Need]]
"""By parent and part, both folded."""


def needs_of_tree(
    roots: Sequence[Node],
    lines: Sequence[Line],
    counts: Mapping[int, float],
    scraps: Mapping[int, float],
    making: Making,
) -> Needs:
    """What each assembly takes, from a tree in which an assembly may stand, with all its parts, in several places.

    The parts of an assembly are added up within each place; its places must agree.

    Args:
        roots: the tree.
        lines: its lines.
        counts: quantity of each line in one of its parent; lines left out have none.
        scraps: scrap of the lines that say it.
        making: takes what is said.
    """
    found: Needs = {}
    first: dict[str, int] = {}
    waiting = list(reversed(roots))
    while waiting:
        node = waiting.pop()
        waiting.extend(reversed(node.children))
        inside = [child for child in node.children if child.line in counts]
        if not inside:
            continue
        made = _added(node.part, [(lines[one.line], counts[one.line], scraps.get(one.line)) for one in inside], making)
        key = _key(node.part)
        if key not in found:
            found[key], first[key] = made, node.line
        elif not _same(found[key], made):
            before = f"in row {lines[first[key]].number}" if first[key] >= 0 else "as the product itself"
            words = (
                f"'{node.part}' holds other parts here than {before}. Correct the export, or give one of the two "
                "another number."
            )
            number = lines[inside[0].line].number
            making.error("places_differ", words, number=number, table="bill_of_materials")
    return found


def needs_of_pairs(
    lines: Sequence[Line], counts: Mapping[int, float], scraps: Mapping[int, float], making: Making
) -> Needs:
    """What each parent takes, from a list that names the parent in every row; arguments as of ``needs_of_tree``."""
    by_parent: dict[str, list[tuple[Line, float, float | None]]] = {}
    for index, line in enumerate(lines):
        if index in counts:
            by_parent.setdefault(_key(line.parent), []).append((line, counts[index], scraps.get(index)))
    return {key: _added(parts[0][0].parent, parts, making) for key, parts in by_parent.items()}


def _added(parent: str, parts: Sequence[tuple[Line, float, float | None]], making: Making) -> dict[str, Need]:
    """The parts of one assembly, those that stand several times added up by their gross need."""
    by_part: dict[str, list[tuple[Line, float, float | None]]] = {}
    for one in parts:
        by_part.setdefault(_key(one[0].part), []).append(one)
    made = {}
    for key, several in by_part.items():
        lines = tuple(line for line, _, _ in several)
        scraps = {scrap or 0.0 for _, _, scrap in several}
        told = any(scrap is not None for _, _, scrap in several)
        scrap = (scraps.pop() if len(scraps) == 1 else 0.0) if told else None
        if len(scraps) > 1:
            quantity = sum(count / (1.0 - (one or 0.0)) for _, count, one in several)
        else:
            quantity = sum(count for _, count, _ in several)
        made[key] = Need(parent, lines[0].part, quantity, scrap, lines)
        if len(several) > 1:
            _say_added(made[key], len(scraps) > 1, making)
    return made


def _say_added(need: Need, mixed: bool, making: Making) -> None:
    rows = rows_in_words([one.number for one in need.lines])
    how = "their needs with scrap" if mixed else "their quantities"
    words = f"'{need.part}' stands in rows {rows} of '{need.parent}'; {how} were added up to {need.quantity:g}."
    making.warn("rows_added_up", words, number=need.lines[0].number, table="bill_of_materials", field="quantity")


def _same(one: Mapping[str, Need], other: Mapping[str, Need]) -> bool:
    return one.keys() == other.keys() and all(
        abs(one[key].gross - other[key].gross) <= _NEAR * max(1.0, abs(one[key].gross)) for key in one
    )


def _key(part: str) -> str:
    return str(folded(part))
