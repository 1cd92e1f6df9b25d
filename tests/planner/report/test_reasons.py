"""What may be asked is what the plan does, as the advice tells it; each part of an answer says how it was found."""

from __future__ import annotations

from dataclasses import replace

from planner.insight.margins import Margin, Of, Source
from planner.insight.near_best import NearBest
from planner.insight.solving import Estimate
from planner.insight.switching import By, Switch
from planner.insight.why import Reason, Why, why_this
from planner.insight.without import Worth
from planner.plan.actions import Action, Deed, actions
from planner.report.because import Words
from planner.report.found_how import DUALS
from planner.report.reasons import (
    AGAIN,
    BOTH,
    asked,
    built,
    sections,
    speaking,
    stock_sections,
    whole,
    yardstick,
)
from planner.report.recommend import Topic, sentences
from planner.solve.chosen import Freedom
from tests.planner.insight.asked import EXACT, asking
from tests.planner.insight.test_baselines import halt
from tests.planner.insight.test_why import ahead
from tests.planner.report.charted import whole_story
from tests.planner.report.test_because import APPROVAL, ORDER, SAID, costs


def test_what_may_be_asked_is_what_the_plan_does() -> None:
    case, plan = whole_story()
    found = asked(case, plan)
    assert tuple(one.action for one in found) == actions(plan)
    assert [(one.title, one.note) for one in found] == [
        ("Order from Ganzhou", "now, for EUR 160"),
        ("Start the qualification “Narva approval”", "now"),
        ("Start the redesign “Ferrite”", "in Mar 2027 if “Stop” comes (20 %)"),
    ]


def test_every_sentence_of_advice_to_do_something_belongs_to_one_action() -> None:
    case, plan = whole_story()
    told = [words for one in asked(case, plan) for words in one.words]
    advice = [one.words for one in sentences(case, plan) if one.topic in (Topic.ORDER, Topic.START, Topic.LATER)]
    assert sorted(told) == sorted(advice)


def test_of_a_plan_that_orders_nothing_nothing_is_asked_of_orders() -> None:
    case, plan = whole_story()
    found = asked(case, replace(plan, orders=()))
    assert [one.action.deed for one in found] == [Deed.QUALIFY, Deed.REDESIGN]


def reason(action: Action, **more: object) -> Reason:
    worth = Worth(action, costs(70), None if action.now else costs(20), costs(50))
    return replace(Reason(action, worth, (), None, ()), **more)


def said_of(told: Reason, *, alone: bool = True) -> dict[str, tuple[tuple[str, ...], str]]:
    return {one.title: (one.sentences, one.how) for one in sections(SAID, told, alone=alone)}


def test_what_was_solved_again_says_so_and_what_comes_from_duals_says_so() -> None:
    capacity = Margin(
        Of.CAPACITY, "Ganzhou", "Magnet", None, Estimate(3.0, 3.0, 3.0), 5.0, None, None, Source.DUALS, Freedom.ORDERS
    )
    told = said_of(reason(ORDER, binding=(capacity,)))
    assert told["What if we did not?"][1].startswith(AGAIN)
    assert told["What binds it?"][1] == DUALS[Source.DUALS]
    sentences_of, how = told["What would one more be worth?"]
    assert how == BOTH
    assert sentences_of == (SAID.margin(capacity),)
    assert "read off the plan" in sentences_of[0]


def test_each_sentence_is_one_of_those_that_are_told_everywhere() -> None:
    switch = Switch(APPROVAL, By.MONTHS, "Narva approval", 0.0, 2.0, 3.0, True, 5, Freedom.ALL)
    told = reason(APPROVAL, switches=(switch,))
    parts = [words for one in sections(SAID, told, alone=True) for words in one.sentences]
    assert set(parts) <= set(SAID.reason(told))


def test_what_was_not_asked_is_not_told_as_nothing() -> None:
    waits = said_of(reason(APPROVAL), alone=False)["What would change our mind?"][0]
    assert waits == ("This was not asked yet, because it is not to be done now. Ask about it alone.",)
    assert "What would change our mind?" not in said_of(reason(ORDER), alone=False)


def test_of_the_whole_it_is_told_what_one_more_is_worth_and_what_is_nearly_as_good() -> None:
    near = NearBest((), None, 3, 3, 0.01)
    (only,) = whole(SAID, Why("", (), (), (), near))
    assert only.how == AGAIN
    assert only.sentences == ("No other first move costs less than 1 % more.",)
    (cut_short,) = whole(SAID, Why("", (), (), (), replace(near, tried=1)))
    assert cut_short.how == f"{AGAIN} To look longer for what was not found in time, ask again."


def test_a_real_answer_is_told_in_the_words_of_the_terminal() -> None:
    ask = asking(ahead())
    found = why_this(ask.case, ask.plan, EXACT, Deed.ORDER, "Ganzhou", 0)
    assert found is not None
    words: Words = speaking(ask.case, ask.plan)
    told = " ".join(one for part in sections(words, found, alone=True) for one in part.sentences)
    assert words.worth(found.worth)[0] in told
    assert "it saves most if “stopped” comes" in told.lower() or "It saves most if “stopped” comes" in told


def test_an_action_is_found_at_its_node_alone() -> None:
    ask = asking(halt())
    (action,) = [one for one in actions(ask.plan) if one.deed is Deed.QUALIFY]
    assert why_this(ask.case, ask.plan, EXACT, Deed.QUALIFY, action.name, 10_000) is None


def test_a_stock_that_is_built_can_be_asked_about_and_one_that_is_run_down_cannot() -> None:
    case, plan = whole_story()
    assert built(case, replace(plan, stock=())) == ()
    more = tuple(replace(one, quantity=10 * one.quantity) for one in plan.stock)
    (one,) = built(case, replace(plan, stock=more))
    assert one.title == "Build the stock of Magnet"
    assert one.item == "Magnet"
    assert one.words[0].startswith(f"{one.title} {one.note}")


def test_why_a_stock_is_built_is_told_with_how_it_was_found() -> None:
    (part,) = stock_sections(SAID, costs(130, by_scenario=(-20.0, 280.0)))
    assert part.sentences[0].startswith("Without more of it in store than today, and what is on its way, the plan")
    assert "USD 130 more" in part.sentences[0]
    assert "It saves most if “stopped” comes: USD 280" in part.sentences[1]
    assert part.how.startswith(AGAIN)


def test_what_was_not_found_in_time_can_be_looked_for_longer() -> None:
    hurried, found = (
        Switch(ORDER, By.PREMIUM, "Ganzhou", 0.0, 0.5, 1.0, exact, 3, Freedom.ALL) for exact in (False, True)
    )
    told = said_of(reason(ORDER, switches=(hurried,)))["What would change our mind?"]
    assert told[0] == (
        "If its prices were higher: it still pays at 50 % more and no longer at 100 % more; "
        "where between was not found in time.",
    )
    assert "look longer" in told[1]
    assert "look longer" not in said_of(reason(ORDER, switches=(found,)))["What would change our mind?"][1]


def test_costs_are_said_to_be_measured_as_the_plan_is() -> None:
    _, plan = whole_story()
    assert yardstick(replace(plan, risk_weight=0.3)) == (
        "Costs are the plan's own measure: 70 % of the expected cost and 30 % of the mean of the worst cases."
    )
    assert yardstick(replace(plan, risk_weight=0.0)).startswith("Costs are expected costs;")
    assert yardstick(replace(plan, risk_weight=1.0)).startswith("Costs are those of the worst cases alone")
