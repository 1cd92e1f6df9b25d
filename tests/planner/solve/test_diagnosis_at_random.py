"""Limits that clash in random cases: without any one the rest holds; each told value is enough, and a bit less is not,
says the oracle."""

from __future__ import annotations

import math
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
NEVER = re.compile(r"^(.*): no number of months is enough")
MANY_MONTHS = 1e6
STEPS = {"max_share": 1e-3, "min_share": 1e-3, "min_fill": 1e-3, "min_cover": 0.01, "max_cover": 0.01}
"""In what steps a value is told; money and pieces in whole units."""


def columns(name: str, **cells: Any) -> tuple[Any, ...]:
    return tuple(cells.get(column.id, column.default) for column in table(name).columns)


def clashing_case(seed: int) -> Case:
    """A random case in which all must be delivered and kept in cover, for little money and into small stores, bought
    here and not there; some of it in some months only."""
    dice = random.Random(seed)
    made = tiny_case(seed)
    wanted: list[dict[str, Any]] = [
        {"limit": "min_fill", "value": dice.choice((1.0, 1.0, 0.7))},
        {"limit": "min_cover", "value": dice.choice((0.5, 1.0, 2.25))},
        {"limit": "max_cover", "value": dice.choice((0.0, 0.25, 1.0))},
        {"limit": "budget", "value": float(dice.choice((10, 100, 1000)))},
        {"limit": "max_stock_value", "value": float(dice.choice((0, 50, 500)))},
        {"limit": "max_share", "value": dice.choice((0.25, 0.6)), "country": ("China",)},
        {"limit": "min_share", "value": dice.choice((0.3, 0.9)), "country": ("Japan",)},
    ]
    dice.shuffle(wanted)
    start, months = made.settings.start_month, made.settings.months
    for one in wanted:
        if dice.random() < 0.4:
            first = dice.randrange(months)
            one |= {"from_month": start + first, "to_month": start + dice.randrange(first, months)}
    made._replace("limits", [columns("limits", **one) for one in wanted[: dice.randint(2, 6)]])
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


def nearer(case: Case, place: tuple[str, int], told: float) -> float | None:
    """A value two steps nearer to a limit's own than the one told; None where there is none between."""
    id_, row = place
    declared = table(id_)
    cells = dict(zip((column.id for column in declared.columns), case.rows(id_)[row], strict=True))
    own = cells["value" if id_ == "limits" else "max_stock"]
    step = 2 * STEPS.get(str(cells.get("limit")), 1.0)
    assert isinstance(own, float)
    if abs(told - own) <= step:
        return None
    return told - step if told > own else told + step


def infeasible_cases() -> Iterator[tuple[int, Case]]:
    for seed in range(examples(400)):
        case = clashing_case(seed)
        if solve(case).status == "infeasible":
            yield seed, case


def test_clashing_limits_are_a_smallest_set_and_each_told_value_is_enough_and_none_nearer() -> None:
    sizes: list[int] = []
    for seed, case in infeasible_cases():
        facts = gather(case)
        said = explain(facts, grow(facts), stopping=never, seconds=lambda: 60.0)
        assert said, seed
        places = named(case)
        clash: dict[tuple[str, int], float] = {}
        for sentence in said:
            hopeless, found = NEVER.match(sentence), TOLD.match(sentence)
            if hopeless is not None:
                clash[places[hopeless[1].casefold()]] = math.inf
                continue
            assert found is not None, (seed, sentence)
            clash[places[found[1].casefold()]] = float(found[2].replace(",", "")) / (100 if found[3] else 1)
        every: dict[tuple[str, int], float | None] = dict.fromkeys(clash)
        assert solve(only(case, every)).status == "infeasible", (seed, said)
        for one, value in clash.items():
            rest: dict[tuple[str, int], float | None] = {other: None for other in clash if other != one}
            assert solve(only(case, rest)).status != "infeasible", (seed, said, one)
            if math.isinf(value):
                assert solve(only(case, {**rest, one: MANY_MONTHS})).status == "infeasible", (seed, said, one)
                continue
            assert solve(only(case, {**rest, one: value})).status != "infeasible", (seed, said, one)
            less = nearer(case, one, value)
            assert less is None or solve(only(case, {**rest, one: less})).status == "infeasible", (seed, said, one)
        sizes.append(len(clash))
    assert len(sizes) > examples(400) / 10
    assert max(sizes) > 1
