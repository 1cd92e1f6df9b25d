"""Decides which rows of a long list count: by their part (those of the case, magnets, or all) and by their plant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from planner.store.erp.draft import Making
from planner.store.erp.magnets import is_magnet
from planner.store.erp.mapping import Answer, Option, Question
from planner.store.erp.mapping import Mapping as Mapped
from planner.store.erp.records import Record
from planner.tables.table import folded

SCOPE = "scope"
"""Id of the question which parts count."""

PLANTS = "plants"
"""Id of the question which plants count."""

_KNOWN, _MAGNETS, _ALL = "known", "magnets", "all"

Row = TypeVar("Row")


def is_wanted(item: str, record: Record, mapping: Mapped, answers: Mapping[str, Answer]) -> bool:
    """Whether a part counts."""
    match mapping.choice(answers, SCOPE):
        case "known":
            return _is_known(item, mapping)
        case "magnets":
            return _is_known(item, mapping) or is_magnet(f"{item} {record.name('description')}")
        case _:
            return True


def those_that_count(
    listed: Sequence[Row],
    parted: Callable[[Row], tuple[str, Record]],
    mapping: Mapped,
    answers: Mapping[str, Answer],
    making: Making,
) -> list[Row]:
    """The rows of plants and parts that were chosen; a warning says which others were left out, and why.

    What is wrong in the others no longer matters.

    Args:
        listed: the rows.
        parted: a row's part, and what it says.
        mapping: what the columns are.
        answers: to its questions.
        making: takes the warnings.
    """
    here = [one for one in listed if is_here(parted(one)[1], mapping, answers)]
    wanted = [one for one in here if is_wanted(*parted(one), mapping, answers)]

    def without(more: Sequence[Row], fewer: Sequence[Row]) -> set[int]:
        return {parted(one)[1].number for one in more} - {parted(one)[1].number for one in fewer}

    making.pass_over(without(listed, wanted))
    making.warn_of_rows("plants_left_out", "Left out, of plants that were not chosen: {rows}.", without(listed, here))
    making.warn_of_rows("parts_left_out", "Left out, of parts that were not chosen: {rows}.", without(here, wanted))
    return wanted


def scope_question(parts: Iterable[tuple[str, Record]], mapping: Mapped) -> list[Question]:
    """Which parts count; nothing is asked where every answer is the same."""
    every: set[str] = set()
    known: set[str] = set()
    magnets: set[str] = set()
    for item, record in parts:
        key = str(folded(item))
        if key in magnets:
            continue
        every.add(key)
        if _is_known(item, mapping):
            known.add(key)
        elif is_magnet(f"{item} {record.name('description')}"):
            magnets.add(key)
    magnets |= known
    if not magnets or len(magnets) == len(every):
        return []
    options = [Option(_ALL, f"All {len(every)}")]
    if len(magnets) > len(known):
        options.insert(0, Option(_MAGNETS, f"The {len(magnets)} the case has or that are called magnets"))
    if known:
        options.insert(0, Option(_KNOWN, f"The {len(known)} the case has"))
    return [Question(SCOPE, f"The list has {len(every)} parts. Which of them count?", tuple(options), options[0].value)]


def is_here(record: Record, mapping: Mapped, answers: Mapping[str, Answer]) -> bool:
    """Whether a row is of a plant that counts; one that names none is."""
    chosen = mapping.answer(answers, PLANTS)
    plant = record.name("plant").strip()
    return not isinstance(chosen, tuple) or not plant or plant in chosen


def plants_question(records: Iterable[Record]) -> list[Question]:
    """Which plants count; nothing is asked where there is but one."""
    counts: dict[str, int] = {}
    for one in records:
        if plant := one.name("plant").strip():
            counts[plant] = counts.get(plant, 0) + 1
    if len(counts) < 2:
        return []
    options = tuple(
        Option(plant, f"{plant}: {count} row{'' if count == 1 else 's'}") for plant, count in sorted(counts.items())
    )
    words = f"The list is of {len(counts)} plants. Which of them count?"
    return [Question(PLANTS, words, options, tuple(one.value for one in options), several=True)]


def _is_known(item: str, mapping: Mapped) -> bool:
    return str(folded(item)) in mapping.known.items
