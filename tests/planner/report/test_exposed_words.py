"""Sentences about exposure claim what is known, and say so where something is not."""

from __future__ import annotations

from typing import Any

from planner.facts.gather import gather
from planner.insight.exposure import exposure
from planner.insight.licensing import RuleState
from planner.insight.rule_changes import RuleChange, with_changes
from planner.reference.library import load
from planner.report.exposed_words import exposure_sentences
from tests.planner.insight.stories import company, rows

FREE = {"price": 6, "production_months": 1, "transit_months": 0}


def said(*changes: RuleChange, **tables: Any) -> list[str]:
    case = company(**tables)
    library = with_changes(load(), changes)
    return list(exposure_sentences(exposure(case, gather(case, library.composition), library)))


def test_items_under_a_rule_in_force_and_single_sources_are_counted() -> None:
    assert said() == [
        "1 item in demand cannot leave without an export licence under rules in force.",
        "2 items hang on one supplier or one country; a qualification not started yet would open another source for 1 "
        "of them.",
    ]


def test_one_item_hangs_and_where_nothing_would_help_that_is_said() -> None:
    second = {"supplier": "Narva", "item": "Plain", **FREE}
    assert said(offers=rows("offers", second))[1] == (
        "1 item hangs on one supplier or one country; a qualification not started yet would open another source for it."
    )
    china = [row for row in rows("offers") if row["supplier"] == "Ganzhou"]
    assert said(offers=china, qualifications=[])[1] == (
        "2 items hang on one supplier or one country; no qualification in the case would open another source."
    )


def test_without_a_rule_that_binds_no_item_is_known_to_need_a_licence() -> None:
    offers = [{"supplier": "Narva", "item": item, **FREE} for item in ("Strong", "Plain")]
    assert said(offers=offers)[0] == "No item is known to need an export licence under a rule in force."


def test_what_todays_designs_do_not_use_is_told_apart() -> None:
    bill = [row for row in rows("bill_of_materials") if row["parent"] != "Drive"]
    bill.append({"parent": "Drive", "component": "Plain", "quantity": 2})
    assert said(bill_of_materials=bill)[0] == (
        "No item in demand is known to need an export licence under a rule in force; 1 that today's designs do not use "
        "does."
    )


def test_of_what_the_composition_is_not_known_no_freedom_is_claimed() -> None:
    items = rows("items", Strong={"grade": None}, Plain={"grade": None})
    assert said(composition=[], items=items)[:2] == [
        "No item is known to need an export licence under a rule in force.",
        "Whether Strong and Plain need a licence is not known: no composition.",
    ]
    assert said(items=rows("items", Plain={"grade": None}))[1] == (
        "Whether Plain needs a licence is not known: no composition."
    )


def test_a_rule_whose_state_is_not_known_is_told_as_such() -> None:
    words = said(RuleChange("ndfeb_dy_tb", RuleState.ASK, None, ""))
    assert words[0] == "No item is known to need an export licence under a rule in force."
    assert words[1] == "1 item more would need one under rules whose state is not known: Strong."
