"""What the user says of a licence rule counts, is kept as a text, and what cannot be read is left out."""

from __future__ import annotations

from datetime import date

import pytest

from planner.errors import UserError
from planner.events import never, silent
from planner.insight.licensing import RuleState, state_of
from planner.insight.rule_changes import RuleChange, read, with_changes, written
from planner.reference.library import load
from planner.report.exposed import Exposed, exposed
from planner.report.rules import change_of
from tests.planner.insight.stories import company

OVER = RuleChange("ndfeb_dy_tb", RuleState.OVER, None, "our lawyer")
ABROAD = RuleChange("foreign_content", RuleState.IN_FORCE, date(2026, 11, 10), "")


def told(*changes: RuleChange) -> Exposed:
    found = exposed(company(), written(changes), listen=silent, stopping=never)
    assert found is not None
    return found


def states(found: Exposed) -> dict[str, tuple[str, str, bool]]:
    return {one.rule: (one.state, one.since, one.changed) for one in found.rules}


def test_a_rule_said_to_be_over_asks_for_no_licence() -> None:
    assert told().figures[1].words == "1 of 2"
    assert told(OVER).figures[1].words == "0 of 2"
    assert states(told(OVER))["ndfeb_dy_tb"] == ("not in force", "", True)


def test_a_rule_whose_state_was_not_known_counts_once_it_is_said_to_be_in_force() -> None:
    case = company(
        suppliers=[
            {"supplier": "Ganzhou", "country": "China"},
            {"supplier": "Narva", "country": "Estonia", "feed_country": "China", "feed_share": 0.6},
        ],
        offers=[{"supplier": "Narva", "item": item, "price": 6, "production_months": 1, "transit_months": 0}
                for item in ("Strong", "Plain")],
    )  # fmt: skip
    before = exposed(case, listen=silent, stopping=never)
    after = exposed(case, written([ABROAD]), listen=silent, stopping=never)
    assert before is not None
    assert after is not None
    assert before.figures[1].words == "0 of 2"
    assert after.figures[1].words == "1 of 2"
    assert states(after)["foreign_content"] == ("in force", "2026-11-10", True)


def test_changes_come_back_as_they_were_written() -> None:
    assert read(written([OVER, ABROAD])) == (ABROAD, OVER)
    assert read("") == ()


@pytest.mark.parametrize(
    "text", ["{", "7", '[{"rule": "smco"}]', '[{"rule": 1, "state": "X", "since": 3, "source": ""}]']
)
def test_what_cannot_be_read_changes_nothing(text: str) -> None:
    assert read(text) == ()


def test_the_source_of_a_change_is_the_users_own_and_other_rules_stay() -> None:
    library = load()
    changed = {one.rule: one for one in with_changes(library, [OVER, ABROAD]).licence_rules}
    assert changed["ndfeb_dy_tb"].source == "our lawyer"
    assert changed["foreign_content"].source == "entered by the user"
    assert state_of(changed["ndfeb_dy_tb"]) is RuleState.OVER
    assert changed["smco"] == next(one for one in library.licence_rules if one.rule == "smco")


def test_a_day_that_is_none_is_refused_with_how_to_write_it() -> None:
    assert change_of("smco", "in force", " 2026-11-10 ", "x").since == date(2026, 11, 10)
    assert change_of("smco", "in force", "", "x").since is None
    with pytest.raises(UserError, match="Write the day as 2025-04-04"):
        change_of("smco", "in force", "10.11.26", "x")
