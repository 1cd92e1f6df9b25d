"""Decides how "why" is told action by action: what may be asked, and each answer in parts that say how it was found."""

from __future__ import annotations

from dataclasses import dataclass

from planner.insight.asking import Difference
from planner.insight.why import Reason, Why
from planner.plan.actions import Action, Deed, actions
from planner.plan.plan import Plan
from planner.report.because import NEARLY_AS_GOOD, ONE_MORE, Words, bounds, points
from planner.report.found_how import AGAIN, how_found, read_off
from planner.report.recommend import Sentence, Topic, sentences
from planner.report.starts import told
from planner.report.words import money, share
from planner.solve.chosen import Freedom
from planner.tables.case import Case

BOTH = "Each sentence says how it was found: by solving again, or read off the plan."

_LONGER = " To look longer for what was not found in time, ask again."

POINTS = "What a point more of what may leave would be worth"

_MOST_MARGINS = 3
_BUILD = "Build the stock of"


@dataclass(frozen=True, slots=True)
class Asked:
    """An action that may be asked about.

    Attributes:
        action: which.
        title: what is done: ``Order from Ganzhou``.
        note: when, and for how much: ``now, for USD 1.86 M``.
        words: the advice about it, in sentences.
    """

    action: Action
    title: str
    note: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A stock that the plan builds, of which it may be asked why.

    Attributes:
        item: of which.
        title: ``Build the stock of Magnet``.
        note: to how much and by when.
        words: the advice about it.
    """

    item: str
    title: str
    note: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an answer.

    Attributes:
        title: the question it answers.
        sentences: the answer.
        how: how it was found, and what was held.
    """

    title: str
    sentences: tuple[str, ...]
    how: str


def asked(case: Case, plan: Plan) -> tuple[Asked, ...]:
    """Every action of a plan, in the order of ``planner.plan.actions``, with what the advice says of it.

    Args:
        case: the case the plan answers.
        plan: an audited plan.
    """
    advice = sentences(case, plan)
    found = actions(plan)
    orders = [one for one in advice if one.topic is Topic.ORDER and not one.lead.casefold().endswith("order nothing")]
    bought = dict(zip((one for one in found if one.deed is Deed.ORDER), orders, strict=True))
    return tuple(_order(case, one, bought[one]) if one.deed is Deed.ORDER else _start(one, advice) for one in found)


def _order(case: Case, action: Action, sentence: Sentence) -> Asked:
    note = f"now, for {money(action.value, case.settings.currency)}"
    return Asked(action, f"Order from {action.name}", note, (sentence.words,))


def _start(action: Action, advice: tuple[Sentence, ...]) -> Asked:
    """A start with the sentence about the first month, and the one about later."""
    title = told(action.deed, action.name)
    now = f"{title} now".casefold()
    mine = [
        one
        for one in advice
        if (one.topic is Topic.START and one.lead.casefold().endswith(now))
        or (one.topic is Topic.LATER and one.lead == title)
    ]
    later = [one.words.removeprefix(title).strip().rstrip(".") for one in mine if one.topic is Topic.LATER]
    note = "; ".join([*(["now"] if action.now else []), *later])
    return Asked(action, title, note, tuple(one.words for one in mine))


def built(case: Case, plan: Plan) -> tuple[Built, ...]:
    """Every stock that the advice tells to build."""
    found = []
    names = sorted({line.item for line in plan.stock}, key=len, reverse=True)  # of “A to B” and “A” the longer one
    for one in sentences(case, plan):
        if one.topic is not Topic.STOCK or not one.lead:
            continue
        item = next((name for name in names if one.lead.startswith(f"{_BUILD} {name} to ")), None)
        if item is not None:
            title = f"{_BUILD} {item}"
            found.append(Built(item, title, one.lead.removeprefix(title).strip(), (one.words,)))
    return tuple(found)


def stock_sections(said: Words, change: Difference) -> tuple[Section, ...]:
    """Why a stock is built: what it would cost never to have more of the item than is there already."""
    return (Section("What if we did not?", tuple(said.without_stock(change)), how_found(change)),)


def yardstick(plan: Plan) -> str:
    """What the costs of every answer about a plan are measured by, as a sentence."""
    weight = plan.risk_weight
    if weight <= 0:
        return "Costs are expected costs; the worst cases have no weight of their own."
    if weight >= 1:
        return "Costs are those of the worst cases alone: their mean is all the plan is measured by."
    return (
        f"Costs are the plan's own measure: {share(1 - weight)} of the expected cost and {share(weight)} of the mean "
        "of the worst cases."
    )


def speaking(case: Case, plan: Plan) -> Words:
    """The sentences about a plan."""
    scenarios = tuple(line.scenario for line in plan.scenario_costs)
    return Words(case.settings.currency, plan.objective, scenarios)


def sections(said: Words, reason: Reason, *, alone: bool) -> tuple[Section, ...]:
    """Why an action is done.

    Args:
        said: the sentences about the plan.
        reason: the answer.
        alone: the action was asked about by itself: then what would change our mind was asked too.
    """
    found = reason.worth
    margins = [one for one in reason.binding or () if one.saves.value][:_MOST_MARGINS]
    worths = [said.margin(one) for one in ([reason.faster] if reason.faster is not None else [])]
    worths += [said.margin(one) for one in margins]
    how = "" if reason.binding is None else read_off(reason.binding, found.without.freedom)
    parts = [
        Section("What if we did not?", tuple(said.without(found)), how_found(found.without)),
        Section("What if we did it earlier or later?", tuple(said.moved(found)), how_found(found.earlier, found.later)),
        Section("What binds it?", (said.binding(reason.binding),), how),
        Section("What would one more be worth?", tuple(worths), BOTH),
        _mind(said, reason, alone=alone),
    ]
    return tuple(one for one in parts if one.sentences)


def _mind(said: Words, reason: Reason, *, alone: bool) -> Section:
    title = "What would change our mind?"
    if reason.switches or alone or reason.action.now:
        words = said.mind(reason.switches)
        how = f"{AGAIN} Each was turned until doing otherwise costs no more."
        if not all(one.exact for one in reason.switches):
            how += " To look longer for what was not found in time, ask this alone, or again."
        return Section(title, tuple(words), how)
    return Section(title, ("This was not asked yet, because it is not to be done now. Ask about it alone.",), "")


def whole(said: Words, why: Why) -> tuple[Section, ...]:
    """What is told of a plan as a whole: what one more would be worth, and other first moves nearly as good."""
    lost = any(one.saves.value is None for one in why.points)
    again = f"{AGAIN}{_LONGER if lost else ''}"
    read = read_off(why.margins, Freedom.ALL)
    found = [Section(POINTS, tuple(points(said, why)), again), Section(ONE_MORE, tuple(bounds(said, why)), read)]
    if (near := why.near_best) is not None:
        again = f"{AGAIN}{_LONGER if near.tried < near.possible else ''}"
        found.insert(0, Section(NEARLY_AS_GOOD, tuple(said.near_best(near)), again))
    return tuple(one for one in found if one.sentences)
