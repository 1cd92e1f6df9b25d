"""Claims about the checks as a whole: what is run, in which order, and that no rule goes untested."""

from __future__ import annotations

import ast
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.checks.run import OF_SUPPLY, OF_TREE, RULES, check
from planner.months import Month
from planner.planning import plan
from planner.reference.library import load
from planner.tables import edits
from planner.tables.column import Kind
from planner.tables.finding import Severity
from planner.tables.inputs import INPUTS, table
from tests.budget import examples
from tests.planner.checks import story
from tests.planner.checks.story import event, item, line, offer, product, sound, supplier


def test_a_sound_case_has_no_findings() -> None:
    assert check(sound()) == ()


def test_no_two_rules_have_the_same_id() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_in_a_sentence_what_it_asks_for(rule) -> None:
    assert rule.words.endswith(".") and rule.words[0].isupper() and len(rule.words) > 20


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_test_of_its_name(rule) -> None:
    assert any(name.startswith(f"test_{rule.id}_") and rule.id in named for name, named in _TESTS), (
        f"no test called test_{rule.id}_... asks for findings of the rule '{rule.id}'"
    )


def _tests_of_this_folder() -> list[tuple[str, set[object]]]:
    """(name, the constants in it) of every test function beside this file."""
    found = []
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                constants = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}
                found.append((node.name, constants))
    return found


_TESTS = _tests_of_this_folder()


def test_findings_come_by_table_in_the_order_of_the_case_then_by_row_errors_first() -> None:
    case = sound(
        suppliers=[supplier("East", "China"), supplier("West")],
        offers=[offer("East"), offer("West", price=-1), offer("Est"), offer("East", price=-2, freight=-1)],
        items=[item("Magnet", mass_g=-1), item("MAGNET")],
        products=[product(shortage_cost=-1)],
    )
    places = [(finding.table, finding.row) for finding in check(case)]
    assert places == [
        ("products", 0),
        ("items", 0),
        ("items", 1),
        ("offers", 1),
        ("offers", 2),
        ("offers", 3),
        ("offers", 3),
        ("offers", 3),
    ]


def test_within_a_row_errors_come_before_warnings() -> None:
    case = sound(
        offers=[
            offer("East", max_12_months=5, ordered_before=9),
            offer("East", offer="Other", max_12_months=6, price=0),
            offer("West"),
        ]
    )
    severities = [finding.severity for finding in check(case) if finding.table == "offers" and finding.row == 1]
    assert severities[0] is Severity.ERROR
    assert severities == sorted(severities, key=lambda one: one is Severity.WARNING)


def test_sense_waits_until_cells_and_links_are_sound() -> None:
    senseless = {"products": [product(shortage_cost=0)]}
    assert story.of(sound(**senseless), "shortage_cost_zero")
    assert not story.of(sound(**senseless, offers=[offer("Nobody")]), "shortage_cost_zero")


def test_warnings_do_not_keep_sense_waiting() -> None:
    case = story.calm_and_halt(event(country="Chinna"), products=[product(shortage_cost=0)])
    assert story.of(case, "unknown_country")
    assert story.of(case, "shortage_cost_zero")


def test_rules_of_the_tree_run_only_when_asked() -> None:
    case = story.calm_and_halt(event(from_month=0, country="China"))
    tree = {rule.id for rule in OF_TREE}
    assert tree & {finding.rule for finding in check(case)}
    assert not tree & {finding.rule for finding in check(case, deep=False)}
    assert {rule.id for rule in OF_SUPPLY} & {finding.rule for finding in check(_all_too_late(), deep=False)}


def _all_too_late():
    return sound(offers=[offer("East", production_months=9), offer("West", production_months=9)])


def test_checking_does_not_change_the_case() -> None:
    case = sound(offers=[offer("Est", what="Magnat")])
    before = case.fingerprint()
    check(case)
    assert case.fingerprint() == before


def test_an_empty_case_is_told_what_it_needs_and_nothing_fails() -> None:
    rules = {finding.rule for finding in check(type(sound())())}
    assert rules == {"empty_table", "blank_required"}


def test_a_case_with_an_error_is_refused_by_planning() -> None:
    assert plan(sound(offers=[offer("Nobody")])).status.value == "refused"


@settings(max_examples=examples(300), derandomize=True, deadline=None)
@given(st.data())
def test_whatever_stands_in_the_cells_is_found_and_never_fails(data) -> None:
    """Several cells of a rich case are overwritten with anything a cell may hold."""
    case = _RICH.copy()
    for _ in range(data.draw(st.integers(1, 6))):
        one = data.draw(st.sampled_from([each for each in INPUTS if case.rows(each.id)]))
        row = data.draw(st.integers(0, len(case.rows(one.id)) - 1))
        column = data.draw(st.sampled_from(one.columns))
        edits.apply(case, edits.SetCells(one.id, ((row, column.id, data.draw(_ANYTHING)),)))
    for finding in check(case, library=_LIBRARY):
        assert finding.message.endswith((".", "?"))
        if finding.row is not None:
            assert 0 <= finding.row < len(case.rows(finding.table))
        if finding.field is not None:
            assert finding.field in [column.id for column in table(finding.table).columns]
        if finding.cure is not None:
            edits.apply(case.copy(), finding.cure)


_LIBRARY = load()

_RICH = story.rich()

_ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(-5, 200),
    st.integers(),
    st.sampled_from(["", " ", "Drive", "drive", "Magnet", "0Magnet", "East", "East | Magnet", "Halt", "Dy", "abc"]),
    st.sampled_from(["availability", "price", "demand", "closed", "max_share", "material", "EUR", "China", "Chinna"]),
    st.text(max_size=8),
    st.integers(24300, 24360).map(Month),
    st.lists(st.sampled_from(["Drive", "Magnet", "East", "China", "", "Dy"]), max_size=3).map(tuple),
)


@settings(max_examples=examples(200), derandomize=True, deadline=None)
@given(st.data())
def test_values_that_fit_their_columns_never_make_a_rule_fail(data) -> None:
    """As before, but the values keep kind and bounds, so that the rules of sense run more often."""
    case = _RICH.copy()
    for _ in range(data.draw(st.integers(1, 4))):
        one = data.draw(st.sampled_from([each for each in INPUTS if case.rows(each.id)]))
        row = data.draw(st.integers(0, len(case.rows(one.id)) - 1))
        column = data.draw(st.sampled_from(one.columns))
        place = one.position(column.id)
        held = [raw[place] for raw in case.rows(one.id) if raw[place] is not None]
        match column.kind:
            case Kind.NUMBER | Kind.WHOLE:
                fitting = st.sampled_from([0, 1, 2, 5, 30, *held])
            case Kind.MONTH:
                fitting = st.integers(24310, 24340).map(Month)
            case Kind.CHOICE:
                fitting = st.sampled_from(column.choices)
            case _:
                fitting = st.sampled_from([None, *held])
        edits.apply(case, edits.SetCells(one.id, ((row, column.id, data.draw(fitting)),)))
    for finding in check(case, library=_LIBRARY):
        assert finding.message


def test_a_hundred_thousand_rows_are_checked_in_about_a_second() -> None:
    count = 100_000
    case = sound(
        stock=[{"item": "Magnet", "quantity": 1, "origin": "Japan", "location": str(row)} for row in range(count)]
    )
    started = time.process_time()
    assert check(case, deep=False, library=_LIBRARY) == ()
    assert time.process_time() - started < 4  # about one on a quiet machine


def test_a_large_case_is_checked_faster_than_a_person_waits() -> None:
    case = story.large()
    started = time.process_time()
    check(case, deep=False, library=_LIBRARY)
    assert time.process_time() - started < 1.5  # about 0.2 on a quiet machine


def test_lines_of_a_deep_bill_do_not_exhaust_the_stack() -> None:
    depth = 3000
    lines = [line("Drive", "A0"), *(line(f"A{n}", f"A{n + 1}") for n in range(depth)), line(f"A{depth}", "Magnet")]
    assert check(sound(bill_of_materials=lines)) == ()
