"""Decides what may be asked about a plan: each of its actions and three questions about the whole; how each is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from planner import answers
from planner.insight.asking import Difference
from planner.insight.survival import Survival
from planner.insight.value import Value
from planner.insight.why import Reason, Why, seconds_for, turning_for
from planner.plan.plan import Plan
from planner.report.reasons import (
    Asked,
    Built,
    Section,
    asked,
    built,
    sections,
    speaking,
    stock_sections,
    whole,
    yardstick,
)
from planner.report.theme import Theme
from planner.report.worth_told import survival_method, survival_sentences, value_method, value_sentences
from planner.solve.options import Options
from planner.tables.case import Case
from ui.widgets.chart_tabs import ChartEntry
from ui.widgets.question_list import Question

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

WHOLE, VALUE, SURVIVAL = "whole", "value", "survival"

_ABOUT_ALL = {
    WHOLE: (
        Question(WHOLE, "What else would be nearly as good?", "other first moves, what one more is worth"),
        "Tries every start once more, now or not now, and keeps what costs at most 1 % more; and finds what one more "
        "of each limit would save.",
    ),
    VALUE: (
        Question(VALUE, "What is knowing the future worth?", "and planning for all scenarios"),
        "Solves the case as if each scenario were certain, and for their average: what a forecast is worth at most, "
        "and what it saves to plan for all of them.",
    ),
    SURVIVAL: (
        Question(SURVIVAL, "What does a week of survival cost?", "stock kept for when everything stops"),
        "Plans again with 2, 4, 8 and 12 weeks of every item kept in store: what it costs to last longer when supply "
        "stops.",
    ),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as it is read.

    Attributes:
        sections: its parts.
        charts: of it.
        yardstick: what its costs are measured by, as a sentence; empty where the parts say it.
    """

    sections: tuple[Section, ...]
    charts: tuple[ChartEntry, ...]
    yardstick: str


class PlanQuestions:
    """What may be asked about one plan.

    Args:
        case: the case the plan answers.
        plan: an audited plan.
        planning: seconds it took to plan: a large case gets more time for each question.
    """

    def __init__(self, case: Case, plan: Plan, planning: float) -> None:
        self._case, self._plan = case, plan
        self._seconds, self._turning = seconds_for(planning), turning_for(planning)
        self._said = speaking(case, plan)
        self._yardstick = yardstick(plan)
        self._actions = {f"action {place}": one for place, one in enumerate(asked(case, plan))}
        self._stocks = {f"stock {place}": one for place, one in enumerate(built(case, plan))}
        self._told: Mapping[str, Asked | Built] = {**self._actions, **self._stocks}

    @property
    def groups(self) -> Sequence[tuple[str, Sequence[Question]]]:
        """Every question under its heading."""
        now = [_question(key, one) for key, one in self._actions.items() if one.action.now]
        later = [_question(key, one) for key, one in self._actions.items() if not one.action.now]
        stocks = [_question(key, one) for key, one in self._stocks.items()]
        return (
            ("Do now", now),
            ("Do later", later),
            ("Keep in store", stocks),
            ("The plan as a whole", [one for one, _ in _ABOUT_ALL.values()]),
        )

    def title(self, key: str) -> str:
        return self._told[key].title if key in self._told else _ABOUT_ALL[key][0].title

    def words(self, key: str) -> tuple[str, ...]:
        """What the action is; what the question takes."""
        return self._told[key].words if key in self._told else (_ABOUT_ALL[key][1],)

    def is_action(self, key: str) -> bool:
        """Whether it is about something to start, sign or order."""
        return key in self._actions

    def key_of(self, sentence: str) -> str | None:
        """The question about what a sentence of the advice tells to do; None where it tells to do nothing."""
        return next((key for key, one in self._told.items() if sentence in one.words), None)

    def target(self, key: str, options: Options, *, again: bool) -> tuple[Callable[..., Any], tuple[object, ...]]:
        """What a child is to do, and what it is given.

        Args:
            key: of the question.
            options: as for planning.
            again: it was answered before: now it may take longer to find what would change our mind.
        """
        if key in self._actions:
            action = self._actions[key].action
            named = (action.deed, action.name, self._seconds, action.nodes[0], None if again else self._turning)
            return answers.reason, (self._case, self._plan, options, *named)
        if key in self._stocks:
            return answers.without_stock, (self._case, self._plan, options, self._stocks[key].item, self._seconds)
        about_all: dict[str, tuple[Callable[..., Any], tuple[object, ...]]] = {
            WHOLE: (answers.whole, (self._case, self._plan, options, self._seconds, None if again else self._turning)),
            VALUE: (answers.value, (self._case, options)),
            SURVIVAL: (answers.survival, (self._case, options, self._plan)),
        }
        return about_all[key]

    def all_target(self, options: Options) -> tuple[Callable[..., Why], tuple[object, ...]]:
        """The same for every action, every stock and the plan as a whole."""
        stocks = tuple(one.item for one in self._stocks.values())
        return answers.why, (self._case, self._plan, options, self._seconds, True, self._turning, stocks)

    def all_shown(self, why: Why) -> dict[str, Shown]:
        """The answers to all of that, by key."""
        found = {
            key: self._of_reason(reason, alone=False) for key, reason in zip(self._actions, why.reasons, strict=True)
        }
        stocks = {key: self._of_stock(one.change) for key, one in zip(self._stocks, why.stocks, strict=True)}
        return {**found, **stocks, WHOLE: Shown(whole(self._said, why), (), self._yardstick)}

    def shown(self, key: str, answer: object) -> Shown | None:
        """An answer as it is read; None where there is none, such as of an action the plan does not have."""
        case, currency = self._case, self._case.settings.currency
        match answer:
            case Reason():
                return self._of_reason(answer, alone=True)
            case Difference():
                return self._of_stock(answer)
            case Why():
                return Shown(whole(self._said, answer), (), self._yardstick)
            case Value():
                part = Section(self.title(key), value_sentences(answer, currency), value_method(answer))
                draw, data = partial(_value, case, answer), partial(_value_data, case, answer)
                return Shown((part,), (ChartEntry("Knowing and planning", draw, data),), "")
            case tuple():
                told: tuple[Survival, ...] = answer
                part = Section(self.title(key), survival_sentences(told, currency), survival_method(told))
                draw, data = partial(_survival, case, told), partial(_survival_data, case, told)
                return Shown((part,), (ChartEntry("A week of survival", draw, data),), self._yardstick)
        return None

    def _of_reason(self, reason: Reason, *, alone: bool) -> Shown:
        told = sections(self._said, reason, alone=alone)
        return Shown(told, self._for_which(reason.worth.without), self._yardstick)

    def _of_stock(self, change: Difference) -> Shown:
        return Shown(stock_sections(self._said, change), self._for_which(change), self._yardstick)

    def _for_which(self, change: Difference) -> tuple[ChartEntry, ...]:
        """In which scenarios something pays, where there are several."""
        if len(change.by_scenario) < 2:
            return ()
        draw = partial(_without, self._case, self._plan, change)
        data = partial(_without_data, self._case, self._plan, change)
        return (ChartEntry("For which futures", draw, data),)


def _question(key: str, one: Asked | Built) -> Question:
    return Question(key, one.title, one.note)


def _value(case: Case, told: Value, theme: Theme) -> Figure:
    # Charts load matplotlib, which takes a second; only an answer needs them.
    from planner.report import figures

    return figures.planning_value(case, told, theme)


def _value_data(case: Case, told: Value) -> pd.DataFrame:
    # As above.
    from planner.report import figures

    return figures.planning_value_data(case, told)


def _survival(case: Case, told: tuple[Survival, ...], theme: Theme) -> Figure:
    # As above.
    from planner.report import figures

    return figures.survival_cost(case, told, theme)


def _survival_data(case: Case, told: tuple[Survival, ...]) -> pd.DataFrame:
    # As above.
    from planner.report import figures

    return figures.survival_cost_data(case, told)


def _without(case: Case, plan: Plan, told: Difference, theme: Theme) -> Figure:
    # As above.
    from planner.report import figures

    return figures.without_action(case, plan, told, theme)


def _without_data(case: Case, plan: Plan, told: Difference) -> pd.DataFrame:
    # As above.
    from planner.report import figures

    return figures.without_action_data(case, plan, told)
