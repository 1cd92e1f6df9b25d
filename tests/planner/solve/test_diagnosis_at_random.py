"""Limits that clash in random cases: without any one the rest holds, and each told value is enough, says the oracle."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

from planner.events import never
from planner.facts.gather import gather
from planner.scenarios.grow import grow
from planner.solve.diagnosis import explain
from planner.tables.case import Case
from planner.tables.inputs import table
from tests.budget import examples
from tests.generate.tiny import tiny_case
from tests.oracle.extensive import solve

TOLD = re.compile(r"^(.*): it must (?:rise|fall) to ([\d,.]+)( %)?")


def columns(name: str, **cells: Any) -> tuple[Any, ...]:
    return tuple(cells.get(column.id, column.default) for column in table(name).columns)


def clashing_case(seed: int) -> Case:
    """A random case in which all must be delivered and kept in cover, for little money and into small stores."""
    dice = random.Random(seed)
    made = tiny_case(seed)
    limits = [
        columns("limits", limit="min_fill", value=1.0),
        columns("limits", limit="min_cover", value=dice.choice((0.5, 1.0, 2.25))),
        columns("limits", limit="budget", value=float(dice.choice((10, 100, 1000)))),
        columns("limits", limit="max_stock_value", value=float(dice.choice((0, 50, 500)))),
        columns("limits", limit="max_share", value=dice.choice((0.25, 0.6)), country=("China",)),
    ]
    dice.shuffle(limits)
    made._replace("limits", limits[: dice.randint(2, 5)])
    return made


def named(case: Case) -> dict[str, tuple[str, int]]:
    """The hard limits and stores by how a sentence says them: the table and row of each."""
    facts = gather(case)
    said = {limit.words.casefold(): ("limits", limit.row) for limit in facts.limits if limit.penalty is None}
    rows = case.rows("items")
    for item in facts.items:
        if item.max_stock is not None:
            (row,) = [at for at, one in enumerate(rows) if str(one[0]).strip().casefold() == item.name.casefold()]
            words = f"at most {item.max_stock:,.10g} {item.unit} of {item.name} in store"
            said[words.casefold()] = ("items", row)
    return said


def only(case: Case, kept: dict[tuple[str, int], float | None]) -> Case:
    """The case with some of its hard limits and stores alone, at other values where one is given."""
    made = case.copy()
    value, store = table("limits").position("value"), table("items").position("max_stock")
    limits = []
    for row, one in enumerate(case.rows("limits")):
        if ("limits", row) in kept:
            other = kept["limits", row]
            limits.append(one if other is None else (*one[:value], other, *one[value + 1 :]))
    items = []
    for row, one in enumerate(case.rows("items")):
        room = one[store] if kept.get(("items", row)) is None else kept["items", row]
        items.append((*one[:store], room if ("items", row) in kept else None, *one[store + 1 :]))
    made._replace("limits", limits)
    made._replace("items", items)
    return made


def infeasible_cases() -> Iterator[tuple[int, Case]]:
    for seed in range(examples(400)):
        case = clashing_case(seed)
        if solve(case).status == "infeasible":
            yield seed, case


def test_clashing_limits_are_a_smallest_set_and_each_told_value_is_enough() -> None:
    sizes: list[int] = []
    for seed, case in infeasible_cases():
        facts = gather(case)
        said = explain(facts, grow(facts), stopping=never, seconds=lambda: 60.0)
        assert said, seed
        places = named(case)
        clash: dict[tuple[str, int], float] = {}
        for sentence in said:
            found = TOLD.match(sentence)
            assert found is not None, (seed, sentence)
            clash[places[found[1].casefold()]] = float(found[2].replace(",", "")) / (100 if found[3] else 1)
        every: dict[tuple[str, int], float | None] = dict.fromkeys(clash)
        assert solve(only(case, every)).status == "infeasible", (seed, said)
        for one, value in clash.items():
            rest = {other: None for other in clash if other != one}
            assert solve(only(case, rest)).status != "infeasible", (seed, said, one)
            assert solve(only(case, {**rest, one: value})).status != "infeasible", (seed, said, one)
        sizes.append(len(clash))
    assert len(sizes) > examples(400) / 10
    assert max(sizes) > 1
