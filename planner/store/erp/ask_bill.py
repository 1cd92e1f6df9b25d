"""Decides what must be asked of a bill of materials before it is read: traps that only the user can tell apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from planner.store.erp.bill import (
    BY_LEVEL,
    COUNTS,
    LIST_FOR,
    ORDER,
    PARTS,
    ROOT,
    Laid,
    is_top,
    lay_out,
    leaves_of,
    quantities,
)
from planner.store.erp.bill_lines import Line, lines_of
from planner.store.erp.bill_tree import Counting, Trap, counts_of_two, is_alike, trap_in
from planner.store.erp.fold import bracketed, folded
from planner.store.erp.items import GRAMS, MASS_UNIT, grams_in
from planner.store.erp.magnets import is_magnet
from planner.store.erp.mapping import Answer, Option, Question
from planner.store.erp.mapping import Mapping as Mapped
from planner.store.erp.numerals import Mark, number_of
from planner.store.erp.records import Record
from planner.store.erp.roles import Shape
from planner.store.erp.scrap import scrap_questions
from planner.store.erp.source import Source, address, text_of
from planner.store.erp.tree import is_level_by_level

_PRODUCT_LABELS = {
    folded(one)
    for one in ("Material", "Product", "Produkt", "Erzeugnis", "Assembly", "Baugruppe", "Part", "Item", "Model", "物料")
}
_COUNT_LABELS = {
    folded(one)
    for one in (
        *("Required quantity", "Required qty", "Reqd qty", "Req. qty", "Reqmt qty", "Base quantity", "Base qty"),
        *("Einsatzmenge", "Erforderliche Menge", "Erforderl. Menge", "Bedarfsmenge", "Basismenge"),
    )
}
_PARTED = re.compile(r":\s*|\s{2,}")
"""What stands between a label and its text in one cell."""

_NOISE = re.compile(
    r"(?i)\b(?:sap|cs1[1-5]|bom|bill|of|materials?|stueckliste|stückliste|stuecklisten|export|liste?|multi|level|indented|"
    r"aufl[öo]e?sung|\d{6,8}|\d{4}[-_.]\d{2}[-_.]\d{2})\b"
)


def bill_questions(
    source: Source, mapping: Mapped, records: Mapping[Mark, Sequence[Record]], answers: Mapping[str, Answer]
) -> list[Question]:
    """The questions a bill raises.

    Args:
        source: the export.
        mapping: what its columns are.
        records: its rows, read with each decimal mark it may have.
        answers: those there are already; they settle how the list is laid out.
    """
    reading = next(iter(records.values()))
    found = lines_of(reading, mapping, None)
    asked: list[Question] = []
    if mapping.layout.shape is not Shape.PAIRS and found.lines:
        asked += _order(found.lines)
        asked += _root(source, mapping, found.lines, found.top)
        asked += _list_for(source, mapping)
    mapping = replace(mapping, questions=tuple(asked))  # their answers settle how the list is laid out
    laid = lay_out(reading, mapping, answers, None)
    if laid.roots is not None:
        others = [lay_out(one, mapping, answers, None) for one in list(records.values())[1:]]
        asked += _counting(mapping, [laid, *others])
    asked += scrap_questions(laid.lines, mapping)
    asked += _mass(mapping, laid.lines)
    asked += _parts(mapping, laid)
    return asked


def _order(lines: Sequence[Line]) -> list[Question]:
    if not is_level_by_level([one.depth for one in lines]):
        return []
    deeper = next(one for one in lines if one.depth > lines[0].depth)
    above = lines[lines.index(deeper) - 1]
    return [
        Question(
            ORDER,
            f"Levels only rise in this list. Does '{deeper.part}' belong to '{above.part}', the part above it?",
            (
                Option("tree", f"Yes: every part follows the one it belongs to, here '{above.part}'"),
                Option(BY_LEVEL, "No: the list goes level by level and does not say. Read its first level only"),
            ),
            places=(address(above.number, 1), address(deeper.number, 1)),
        )
    ]


def _root(source: Source, mapping: Mapped, lines: Sequence[Line], top: str) -> list[Question]:
    if top or lines[0].depth == 0:
        return []
    first = lines[0].part
    above = " ".join(text_of(value) for _, cells in source.rows[: mapping.header] for value in cells.values())
    itself = is_top(lines, first) and folded(first) in folded(f"{above} {source.name}")
    labelled, place = _labelled(source, mapping.header, _PRODUCT_LABELS)
    guess = first if itself else labelled or _from_name(source.name)
    asked = "Which product is this the bill of?"
    if guess and guess == labelled:
        words = f"{asked} Above the list stands '{labelled}'."
        return [Question(ROOT, words, usual=guess, places=(place,), anew=True)]
    return [Question(ROOT, f"{asked} The list itself does not say.", usual=guess or None, anew=True)]


def _list_for(source: Source, mapping: Mapped) -> list[Question]:
    text, place = _labelled(source, mapping.header, _COUNT_LABELS)
    count = number_of(text.split()[0], None) or number_of(text.split()[0], mapping.mark) if text else None
    if not count or count == 1 or count < 0:
        return []
    return [
        Question(
            LIST_FOR,
            f"Above the list stands a quantity of {count:g}. For how many products are the quantities in it?",
            (Option("1", "For one"), Option(f"{count:g}", f"For {count:g}: they are divided by that")),
            places=(place,),
            anew=True,
        )
    ]


def _counting(mapping: Mapped, readings: Sequence[Laid]) -> list[Question]:
    """Whether quantities are multiplied down from the product, where that makes a difference and is not told."""
    trap: Trap | None = None
    alike = dict.fromkeys(Counting, True)
    for laid in readings:
        first, second = quantities(laid.lines, "quantity"), quantities(laid.lines, "total_quantity")
        roots = laid.roots or ()
        if first and second and any(counts_of_two(roots, first, second)):
            continue
        found = trap_in(roots, laid.lines, first or second)
        alike = {one: so and is_alike(roots, first or second, one) for one, so in alike.items()}
        if found is not None and (trap is None or found.may_be_product):
            trap = found
    if trap is None:
        return []
    role = "quantity" if mapping.column("quantity") is not None else "total_quantity"
    outer, inner = (one.record.amount(role) or 0.0 for one in (trap.outer, trap.inner))
    column = mapping.column(role) or 1
    return [
        Question(
            COUNTS,
            f"'{trap.outer.part}' is there {outer:g} times and holds '{trap.inner.part}' with {inner:g}. Is that for "
            f"one '{trap.outer.part}' or for the whole product?",
            (
                Option(Counting.PARENT.value, f"For one '{trap.outer.part}': {inner:g} in each"),
                Option(Counting.PRODUCT.value, f"For the whole product: {inner / outer:g} in each"),
            ),
            _likelier(trap, alike),
            places=(address(trap.outer.number, column), address(trap.inner.number, column)),
        )
    ]


def _likelier(trap: Trap, alike: Mapping[Counting, bool]) -> str | None:
    """The one reading that gives sense; None where both do, for then only the user knows."""
    if not trap.may_be_product:
        return Counting.PARENT.value
    sound = [one.value for one, so in alike.items() if so]
    return sound[0] if len(sound) == 1 else None


def _mass(mapping: Mapped, lines: Sequence[Line]) -> list[Question]:
    use = next((one for one in mapping.uses if one.role == "mass"), None)
    told = next((one for one in lines if one.record.amount("mass")), None)
    if use is None or told is None:
        return []
    unit = bracketed(use.header)
    usual = next((one for one in GRAMS if grams_in(unit) == GRAMS[one]), None) or (
        "g" if folded(use.header) == "massg" else None
    )
    options = tuple(Option(one, one) for one in GRAMS)
    words = f"The mass of '{told.part}' is {told.record.amount('mass'):g}. In which unit?"
    return [Question(MASS_UNIT, words, options, usual, places=(address(told.number, use.column),))]


def _parts(mapping: Mapped, laid: Laid) -> list[Question]:
    """Which of the parts count: a motor has hundreds, and its plan needs the magnets."""
    leaves = leaves_of(laid)
    if not leaves:
        return []
    options, usual = [], []
    for key, lines in leaves.items():
        records = [one.record for one in lines]
        description = next((text for one in records if (text := one.name("description"))), "")
        material = next((text for one in records if (text := one.name("grade"))), "")
        words = " – ".join(text for text in (lines[0].part, description, material) if text)
        options.append(Option(lines[0].part, words))
        if key in mapping.known.items or is_magnet(f"{lines[0].part} {description}", material):
            usual.append(lines[0].part)
    if len(usual) == len(options):
        return []
    every = tuple(one.value for one in options)
    found = (
        f"{len(usual)} of {len(options)} parts are magnets or items of the case."
        if usual
        else "None is called a magnet."
    )
    words = f"{found} Which of them should be planned? The others, and what leads to them alone, are left out."
    return [Question(PARTS, words, tuple(options), tuple(usual) or every, several=True, anew=True)]


def _labelled(source: Source, header: int, labels: set[str]) -> tuple[str, str]:
    """The text behind a label above the header, and its cell; empty where there is none."""
    for number, cells in source.rows[:header]:
        listed = sorted(cells.items())
        for place, (column, value) in enumerate(listed):
            label, *rest = (part.strip() for part in _PARTED.split(text_of(value).strip()))
            if folded(label) in labels:
                if rest and rest[0]:
                    return rest[0], address(number, column)
                for other, following in listed[place + 1 :]:
                    if text_of(following).strip():
                        return text_of(following).strip(), address(number, other)
    return "", ""


def _from_name(name: str) -> str:
    """The product a file name may be of."""
    stem = PurePath(name).stem.replace("_", " ")
    return re.sub(r"\s+", " ", _NOISE.sub(" ", stem)).strip(" -_.")
