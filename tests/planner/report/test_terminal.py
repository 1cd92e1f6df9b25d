"""Claims about what is said on a terminal: findings, progress and answers, as lines and as objects."""

from __future__ import annotations

import pytest

from planner.events import BetterPlan, Event, Phase, Progress, Share
from planner.months import Month
from planner.plan.answer import Answer, without_plan
from planner.plan.plan import Plan
from planner.report.terminal import answer_lines, answer_object, count_line, event_line, finding_line
from planner.solve.outcome import Status
from planner.tables import results
from planner.tables.finding import Finding, Severity
from tests.builders import case

START = Month.parse("2027-01")
CASE = case(case={"currency": "EUR", "cvar_level": 0.95})
ERROR = Finding("unknown_name", Severity.ERROR, "'Magnte' is no item.", sheet="Stock", cell="A2")
WARNING = Finding("odd", Severity.WARNING, "This is odd.")


def node(number: int, parent: int | None, month: int, *scenarios: str) -> results.NodeLine:
    probability = len(scenarios) / 4
    return results.NodeLine(
        node=number, parent=parent, month=START + month, probability=probability, scenarios=scenarios
    )


def decision(where: results.NodeLine, kind: str, name: str) -> results.DecisionLine:
    return results.DecisionLine(node=where.node, month=where.month, kind=kind, name=name)


def answer(nodes: list[results.NodeLine], decisions: list[results.DecisionLine], quantity: float = 1200.0) -> Answer:
    scenarios = tuple(
        results.ScenarioCostLine(scenario=name, probability=0.25, cost=cost)
        for name, cost in (("Open", 1e6), ("Quota", 2e6), ("Embargo", 3e6), ("Thaw", 1.5e6))
    )
    order = results.OrderLine(
        node=nodes[0].node,
        month=START,
        offer="North | Magnet",
        supplier="North",
        item="Magnet",
        quantity=quantity,
        cost=2400.0,
        arrives=START + 2,
    )
    plan = Plan(
        fingerprint="f" * 64,
        risk_weight=0.5,
        objective=2.4e6,
        expected_cost=1.875e6,
        cvar=3e6,
        worst_cost=3e6,
        nodes=tuple(nodes),
        decisions=tuple(decisions),
        orders=(order,),
        waiting=(),
        reserved=(),
        shipments=(),
        stock=(),
        production=(),
        use=(),
        shortages=(),
        limits_broken=(),
        scenario_costs=scenarios,
        costs=(),
    )
    return Answer(
        Status.PROVEN, (), plan, 2.4e6, 1.875e6, 3e6, 3e6, 2.39e6, 0.0042, 12.3, "f" * 64, "This plan is proven."
    )


ALL = ("Open", "Quota", "Embargo", "Thaw")


def test_the_figures_stand_in_the_cases_currency_with_thousands_apart() -> None:
    lines = answer_lines(answer([node(0, None, 0, *ALL)], []), CASE)
    assert "Expected cost            1,875,000 EUR" in lines
    assert "Mean of the worst 5 %    3,000,000 EUR" in lines
    assert "Worst scenario           3,000,000 EUR  Embargo" in lines
    assert "No plan costs less than  2,390,000 EUR  gap 0.42 %" in lines
    assert "Time                            12.3 s" in lines


def test_what_to_do_now_comes_before_what_to_do_later() -> None:
    first, quota, cut = node(0, None, 0, *ALL), node(1, 0, 1, "Quota", "Embargo"), node(2, 0, 1, "Open", "Thaw")
    decisions = [
        decision(cut, "contract", "Three years"),
        decision(quota, "redesign", "Lean motor"),
        decision(first, "qualify", "North"),
    ]
    lines = answer_lines(answer([first, quota, cut], decisions), CASE)
    assert lines[lines.index("Now, Jan 2027") :] == [
        "Now, Jan 2027",
        "  Qualify North",
        "  Order 1,200 × Magnet from North, 2,400 EUR, to arrive Mar 2027",
        "",
        "Later",
        "  Feb 2027, if Quota or Embargo: Start redesign Lean motor",
        "  Feb 2027, if Open or Thaw: Sign Three years",
    ]


def test_a_later_step_that_comes_in_any_case_has_no_if() -> None:
    first, later = node(0, None, 0, *ALL), node(1, 0, 1, *ALL)
    lines = answer_lines(answer([first, later], [decision(later, "qualify", "North")]), CASE)
    assert lines[-1] == "  Feb 2027: Qualify North"


def test_with_several_first_months_each_step_says_for_which() -> None:
    calm, hit = node(0, None, 0, "Open", "Thaw"), node(1, None, 0, "Quota", "Embargo")
    lines = answer_lines(answer([calm, hit], [decision(hit, "qualify", "North")]), CASE)
    assert "  Qualify North  (Quota or Embargo)" in lines


def test_many_scenarios_are_counted_not_listed() -> None:
    first, later = node(0, None, 0, *ALL, "Fifth"), node(1, 0, 1, *ALL)
    lines = answer_lines(answer([first, later], [decision(later, "qualify", "North")]), CASE)
    assert lines[-1] == "  Feb 2027: Qualify North"
    later = node(1, 0, 1, *ALL, "Fifth")
    lines = answer_lines(answer([first, later], [decision(later, "qualify", "North")]), CASE)
    assert lines[-1] == "  Feb 2027, if Open or Quota or Embargo or 2 more: Qualify North"


@pytest.mark.parametrize(("quantity", "words"), [(0.5, "0.5 ×"), (12.3456, "12.35 ×"), (98765.4, "98,765 ×")])
def test_a_quantity_is_as_exact_as_it_needs_to_be(quantity: float, words: str) -> None:
    lines = answer_lines(answer([node(0, None, 0, *ALL)], [], quantity), CASE)
    assert any(words in line for line in lines)


def test_without_a_plan_the_clashes_stand_below_the_sentence() -> None:
    ending = without_plan(Status.INFEASIBLE, clashes=("min_fill of Drive", "capacity of East"))
    assert answer_lines(ending, CASE) == [
        "No plan can keep all the limits together.",
        "These clash; it is enough that one of them gives:",
        "  min_fill of Drive",
        "  capacity of East",
    ]
    assert answer_object(ending)["clashes"] == ["min_fill of Drive", "capacity of East"]
    alone = without_plan(Status.INFEASIBLE, clashes=("min_fill of Drive",))
    assert answer_lines(alone, CASE) == ["No plan can keep all the limits together.", "  min_fill of Drive"]


def test_a_finding_stands_on_one_line_with_its_place() -> None:
    assert finding_line(ERROR) == "error  Stock!A2  'Magnte' is no item."
    assert finding_line(WARNING) == "warning  This is odd."


def test_findings_are_counted_in_words() -> None:
    assert count_line([ERROR, ERROR, WARNING]) == "2 errors, 1 warning"
    assert count_line([WARNING]) == "1 warning"
    assert count_line([]) == "Nothing to mend."


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (Phase("Solving"), "Solving …"),
        (Share(2000, 30000, "rows read"), "2,000 of 30,000 rows read"),
        (Progress(12.3, None, None, None), "12 s: no plan yet"),
        (Progress(12.3, 1234567.0, 1200000.0, 0.028), "12 s: best 1,234,567, gap 2.80 %"),
        (BetterPlan(1.0, object()), None),
    ],
)
def test_an_event_is_told_in_a_few_words(event: Event, line: str | None) -> None:
    assert event_line(event) == line
