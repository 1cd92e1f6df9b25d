"""Where something may begin, and from when it counts, on a small tree with known answers."""

from __future__ import annotations

from typing import Any

from planner.facts.gather import gather
from planner.model.begun import Begun, begun_contracts, begun_qualifications, begun_redesigns
from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree
from tests.planner.model.stories import company, event, futures, offer

JAN, FEB_CALM, FEB_SHUT, MAR_CALM, MAR_SHUT = range(5)
"""The nodes: in one future North is closed in February."""


def approval(**more: Any) -> tuple[Begun, Tree]:
    """Approval of North's offer, which takes a month; three months, two futures from February on."""
    facts = gather(
        company(
            offers=[offer("North", qualification="Approval")],
            qualifications=[{"qualification": "Approval", "months": 1, "cost": 60} | more],
            scenarios=futures("Calm", "Shut"),
            events=[event("Shut", "closed", 1, first=1, supplier="North"), event("Shut", "price", 2, 2)],
        )
    )
    tree = grow(facts)
    (begun,) = begun_qualifications(facts, tree)
    return begun, tree


def test_it_begins_where_it_is_open_and_in_time_for_an_order() -> None:
    begun, tree = approval()
    assert begun.starts == (JAN, FEB_CALM)
    assert begun.since == (JAN, FEB_CALM, JAN, FEB_CALM, JAN)
    assert [begun.before(n, tree) for n in begun.starts] == [-1, JAN]


def test_it_counts_once_its_months_have_passed_and_the_start_before_them_decides() -> None:
    begun, tree = approval()
    paths = tree.paths()
    assert [begun.deciding(n, paths) for n in range(5)] == [-1, JAN, JAN, FEB_CALM, JAN]
    assert [begun.possible(n, paths) for n in range(5)] == [False, True, True, True, True]
    assert not any(begun.certain(n, paths) for n in range(5))


def test_nothing_begins_before_its_earliest_month() -> None:
    begun, tree = approval(earliest_month=1)
    assert begun.starts == (FEB_CALM,)
    assert begun.before(FEB_CALM, tree) == -1
    assert [begun.possible(n, tree.paths()) for n in range(5)] == [False, False, False, True, False]


def test_what_began_before_the_plan_counts_for_certain_once_its_months_have_passed() -> None:
    begun, tree = approval(started_month="2026-11", months=3)
    paths = tree.paths()
    assert begun.starts == ()
    assert [begun.certain(n, paths) for n in range(5)] == [False, True, True, True, True]
    assert [begun.deciding(n, paths) for n in range(5)] == [-1] * 5


def test_an_approval_no_offer_waits_for_never_begins() -> None:
    facts = gather(company(qualifications=[{"qualification": "Approval", "months": 0, "cost": 60}]))
    assert begun_qualifications(facts, grow(facts))[0].starts == ()


def test_an_approval_is_closed_where_any_of_its_offers_is() -> None:
    facts = gather(
        company(
            offers=[offer("East", qualification="Approval"), offer("North", qualification="Approval")],
            qualifications=[{"qualification": "Approval", "months": 0, "cost": 60}],
            scenarios=futures("Shut"),
            events=[event("Shut", "closed", 1, first=1, supplier="North")],
        )
    )
    assert begun_qualifications(facts, grow(facts))[0].starts == (0, 2)


def test_a_redesign_begins_in_time_for_a_unit_within_the_plan() -> None:
    row = {"redesign": "Lean", "product": "Drive", "months": 2, "cost": 1}
    for more, starts in (
        ({}, (0, 1)),
        ({"earliest_month": 1}, (1,)),
        ({"months": 4}, ()),
        ({"months": 0}, (0, 1, 2, 3)),
    ):
        facts = gather(company(4, redesigns=[row | more], redesign_changes=[{"redesign": "Lean", "item": "Magnet"}]))
        assert begun_redesigns(facts, grow(facts))[0].starts == starts


def contract(**more: Any) -> tuple[Begun, Tree]:
    running = {"contract": "C", "offer": "North | Magnet", "per_month": 1, "sign_by": 2, "from_month": 1, "to_month": 2}
    facts = gather(
        company(
            4,
            offers=[offer("North")],
            contracts=[running | more],
            scenarios=futures("Shut"),
            events=[event("Shut", "closed", 1, first=1, supplier="North")],
        )
    )
    tree = grow(facts)
    return begun_contracts(facts, tree)[0], tree


def test_a_contract_is_signed_by_its_day_where_its_supplier_is_open_and_counts_while_it_runs() -> None:
    begun, tree = contract()
    assert begun.starts == (0, 2)
    assert [begun.deciding(n, tree.paths()) for n in range(4)] == [-1, 0, 2, -1]


def test_a_contract_is_not_signed_after_it_has_ended() -> None:
    assert contract(sign_by=3, to_month=1)[0].starts == (0,)


def test_a_contract_signed_before_the_plan_runs_for_certain() -> None:
    begun, tree = contract(signed_month="2026-11")
    assert begun.starts == ()
    assert [begun.certain(n, tree.paths()) for n in range(4)] == [False, True, True, False]
