"""Offers of an item that is built from a bill of its own have no effect, not even on what they share with others."""

from __future__ import annotations

from typing import Any

import pytest

from planner.facts.gather import gather
from planner.planning import plan
from planner.scenarios.grow import grow
from planner.solve.options import Options
from planner.tables.case import Case
from planner.tables.inputs import table
from tests.budget import examples
from tests.generate.tiny import tiny_case
from tests.oracle.extensive import solve
from tests.planner.model.stories import company, event, futures, line, offer


def rotors(**more: Any) -> Case:
    """A rotor in each drive, a magnet in each rotor; East also offers rotors, which are always built."""
    tables: dict[str, Any] = {
        "bill_of_materials": [line("Drive", "Rotor"), line("Rotor", "Magnet")],
        "items": [
            {"item": "Magnet", "standard_cost": 5, "mass_g": 1000},
            {"item": "Rotor", "kind": "assembly", "standard_cost": 9, "mass_g": 1000},
        ],
        "offers": [offer("East"), offer("East", "Rotor")],
    }
    return company(**({"months": 1} | tables | more))


def cost(told: Case) -> float | None:
    return plan(told, Options(gap=0)).objective


def test_a_share_of_a_suppliers_kilograms_is_that_of_what_is_bought() -> None:
    """Half of East's 10 kg may leave, as of its 20 magnets: five drives are lost, however well its rotors fare."""
    told = rotors(
        capacity=[
            {"supplier": "East", "from_month": 0, "per_month": 10},
            {"supplier": "East", "item": "Magnet", "from_month": 0, "per_month": 20},
        ],
        scenarios=futures("Halt"),
        events=[event("Halt", "availability", 0.5, first=0, item="Magnet")],
    )
    assert cost(told) == pytest.approx(5 * 2 + 5 * 100)


def test_a_contract_on_them_reserves_no_kilograms() -> None:
    """Five magnets of 1 kg may leave; five rotors a month are under contract."""
    row = {"contract": "C", "offer": "East | Rotor", "sign_by": 0, "from_month": 0, "to_month": 0, "per_month": 5}
    told = rotors(capacity=[{"supplier": "East", "from_month": 0, "per_month": 5}], contracts=[row])
    assert cost(told) == pytest.approx(5 * 2 + 5 * 100)


def test_an_approval_is_not_closed_for_their_sake() -> None:
    told = rotors(
        offers=[offer("East", qualification="Approval"), offer("East", "Rotor", qualification="Approval")],
        qualifications=[{"qualification": "Approval", "months": 0, "cost": 60}],
        scenarios=futures("Shut"),
        events=[event("Shut", "closed", 1, first=0, item="Rotor")],
    )
    assert cost(told) == pytest.approx(60 + 10 * 2)


def test_futures_that_differ_in_them_alone_are_one() -> None:
    told = rotors(
        months=2,
        scenarios=futures("Calm", "Dear"),
        events=[event("Dear", effect, 0.5, first=1, item="Rotor") for effect in ("price", "availability", "duty")],
    )
    assert [node.scenarios for node in grow(gather(told)).nodes] == [(0, 1), (0, 1)]


def with_rotors(told: Case) -> Case:
    """The tiny case in which its rotor is an item of which there is stock and an offer."""
    made, supplier = told.copy(), told.rows("suppliers")[0][0]
    rows: dict[str, dict[str, Any]] = {
        "items": {"item": "Rotor", "kind": "assembly", "standard_cost": 30.0, "mass_g": 1000.0},
        "stock": {"item": "Rotor", "quantity": 9.0},
        "offers": {"supplier": supplier, "item": "Rotor", "price": 1.0, "production_months": 0, "transit_months": 0},
    }
    for name, row in rows.items():
        made._replace(name, [*told.rows(name), table(name).raw(**row)])
    return made


def test_with_them_every_plan_is_the_oracles_which_reads_none_of_them() -> None:
    tried = 0
    for seed in range(examples(600)):
        told = tiny_case(seed)
        if all(row[0] != "Rotor" for row in told.rows("bill_of_materials")):
            continue
        given = with_rotors(told)
        answer, known = plan(given, Options(gap=0)), solve(given)
        assert (answer.plan is None) == (known.objective is None), (seed, answer.message)
        if known.objective is not None:
            assert answer.objective == pytest.approx(known.objective, rel=1e-6, abs=1e-6), seed
        tried += 1
    assert tried > examples(600) / 10
