"""Decides how the answers to "why" read: sentences with what was found, how it was found, and what was held."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from planner.insight.asking import Difference
from planner.insight.margins import Margin, Of, Source
from planner.insight.near_best import Alternative, Flip, NearBest
from planner.insight.switching import Switch
from planner.insight.why import Reason, Why
from planner.insight.without import Worth
from planner.plan.actions import Action, Deed
from planner.report.bounds_told import bound, found_by, one_more, when_it_binds
from planner.report.found_how import AGAIN, how_found, read_off
from planner.report.starts import told
from planner.report.turned import proven, switched, turned
from planner.report.words import counted, listed, money, share

_NOTHING = 5e-6
"""A difference of this share of the plan's cost is told as none."""

_ROUGH = 0.05
"""A range wider than this share of its figure is told as a range."""

_MOST_BOUNDS, _MOST_MARGINS = 3, 10


class Words:
    """The sentences about one plan."""

    def __init__(self, currency: str, cost: float, scenarios: tuple[str, ...]) -> None:
        """Take what all sentences need.

        Args:
            currency: of the case.
            cost: the plan's weighted objective.
            scenarios: their names, in the order of the case.
        """
        self.currency = currency
        self.cost = cost
        self.scenarios = scenarios

    def action(self, action: Action) -> str:
        """What is done: ``Order from Ganzhou for USD 100 now``."""
        if action.deed is Deed.ORDER:
            return f"Order from {action.name} for {self._money(action.value)} now"
        when = "now" if action.now else f"in {action.month.words()}, as the playbook says"
        return f"{told(action.deed, action.name)} {when}"

    def reason(self, reason: Reason) -> list[str]:
        """Everything about an action, in sentences."""
        found = [*self.worth(reason.worth), self.binding(reason.binding)]
        if reason.binding is not None:
            found.append(read_off(reason.binding, reason.worth.without.freedom))
        if reason.faster is not None:
            found.append(self.margin(reason.faster))
        found += self.mind(reason.switches)
        return [one for one in found if one]

    def mind(self, switches: Sequence[Switch]) -> list[str]:
        """What would change our mind; of what nothing at all was found, in one sentence."""
        lost = [one for one in switches if not one.exact and one.fails_at is None]
        found = [switched(one) for one in switches if one not in lost]
        if lost:
            first, *others = [turned(one) for one in lost]
            whens = listed([first, *(f"{one[0].lower()}{one[1:]}" for one in others)], "or")
            found.append(f"{whens}: not found in the time given.")
        sure = [proven(one) for one in lost]
        return [one for one in (*found, *sure) if one]

    def worth(self, worth: Worth) -> list[str]:
        """What leaving the action out costs, and doing it a month earlier or later."""
        found = [*self.without(worth), *self.moved(worth), how_found(worth.without, worth.earlier, worth.later)]
        return [one for one in found if one]

    def without(self, worth: Worth) -> list[str]:
        """What leaving the action out costs, and in which scenario it helps most."""
        order = worth.action.deed is Deed.ORDER
        return self._left_out(worth.without, "Without this order" if order else "Without it")

    def without_stock(self, change: Difference) -> list[str]:
        """What never having more of an item in store than is there already costs, and in which scenario that helps."""
        return self._left_out(change, "Without more of it in store than today, and what is on its way,")

    def _left_out(self, change: Difference, how: str) -> list[str]:
        return [one for one in (self._changed(change, how), self._for_whom(change)) if one]

    def moved(self, worth: Worth) -> list[str]:
        """What doing it a month earlier or later costs."""
        found = [] if worth.earlier is None else [self._changed(worth.earlier, "A month earlier")]
        return [*found, self._changed(worth.later, "A month later")]

    def _changed(self, change: Difference, how: str) -> str:
        if not change.possible:
            return {
                "A month later": "It cannot be done a month later.",
                "A month earlier": "It cannot be done a month earlier.",
            }.get(how, f"{how} there is no plan that keeps the limits.")
        if change.more.value is None:
            return self._at_least(change, how)
        more = change.more.value
        if change.more.high < -self._least:
            less = f"{self._money(-more)} less ({share(-more / max(1.0, abs(self.cost)))})"
            return f"{how} the plan would cost {less}: within what planning left open."
        if more <= self._least:
            return f"{how} the plan would cost no more, as far as can be told."
        return f"{how} the plan would cost {self._range(change)} more ({share(more / max(1.0, abs(self.cost)))})."

    def _at_least(self, change: Difference, how: str) -> str:
        """Of what was cut short, how much it is known to cost more at least."""
        low = change.more.low
        if not low > self._least:
            return f"{how}: what the plan would cost was not found in the time given."
        more = f"at least {self._money(low)} more ({share(low / max(1.0, abs(self.cost)))})"
        return f"{how} the plan would cost {more}; how much in all was not found in the time given."

    def _range(self, change: Difference) -> str:
        low, high, value = change.more.low, change.more.high, change.more.value
        assert value is not None
        if math.isfinite(low) and math.isfinite(high) and high - low > _ROUGH * abs(value):
            return f"between {self._money(max(0.0, low))} and {self._money(high)}"
        return self._money(value)

    def _for_whom(self, change: Difference) -> str:
        """In which scenario it helps most, and in which it costs most."""
        apart = change.by_scenario
        if len(apart) < 2:
            return ""
        best, worst = apart.index(max(apart)), apart.index(min(apart))
        said = []
        if apart[best] > self._least:
            said.append(f"it saves most if “{self.scenarios[best]}” comes: {self._money(apart[best])}")
        if apart[worst] < -self._least:
            said.append(f"it costs most if “{self.scenarios[worst]}” comes: {self._money(-apart[worst])}")
        words = "; ".join(said)
        return f"{words[0].upper()}{words[1:]}." if words else ""

    def binding(self, bounds: tuple[Margin, ...] | None) -> str:
        """What binds the items of an action most."""
        if bounds is None:
            return "What binds it was not found in the time given."
        told = [one for one in bounds if one.a_hundredth > _NOTHING / 10 * max(1.0, abs(self.cost))][:_MOST_BOUNDS]
        if not told:
            return "No limit of supply, store or money binds what it is about."
        said = [f"{bound(one)}{when_it_binds(one)}: {self._money(one.a_hundredth)}" for one in told]
        return f"What binds most, and what a hundredth more of it would save: {'; '.join(said)}."

    def margin(self, one: Margin) -> str:
        """What one more of something would save, and how that was found."""
        if one.saves.value is None:
            return self._at_most(one)
        if self.worthless(one):
            return f"{_capital(one_more(one))} would save nothing{found_by(one)}."
        return f"{_capital(one_more(one))} would save {self._money(one.saves.value)}{found_by(one)}."

    def _at_most(self, one: Margin) -> str:
        """Of what was cut short, how much one more is known to save at most."""
        high = one.saves.high
        if math.isinf(high):
            return f"What {one_more(one)} would save was not found in the time given."
        most = "hardly anything" if high <= self._least else f"at most {self._money(high)}"
        return f"{_capital(one_more(one))} would save {most}; how much was not found in the time given."

    def worthless(self, one: Margin) -> bool:
        """Whether one more of something was found to save nothing."""
        least = self._least if one.source is Source.SOLVED_AGAIN else 0.0
        return one.saves.value is not None and one.saves.value <= least

    def near_best(self, near: NearBest) -> list[str]:
        """Other first moves that are nearly as good."""
        if not near.possible:
            return ["There is nothing else that could be started, signed or left now."]
        found = []
        if not near.tried:
            return [f"Of {counted(near.possible, 'other first move')} none could be tried in the time given."]
        if not near.singles:
            none = "No other first move" if near.tried >= near.possible else "None of the other first moves tried"
            found.append(f"{none} costs less than {share(near.within)} more.")
        found += [f"{self._alternative(one)}." for one in near.singles]
        if near.together is not None:
            found.append(f"All these at once: {self._alternative(near.together)}.")
        if near.tried < near.possible:
            found.append(f"Only {near.tried} of {counted(near.possible, 'start')} could be tried in the time given.")
        return found

    def _alternative(self, one: Alternative) -> str:
        value = one.more.more.value or 0.0
        words = _capital(_flipped(one.flips))
        if value <= self._least:
            return f"{words}: costs no more, as far as can be told"
        return f"{words}: {self._money(value)} more ({share(one.share)})"

    @property
    def _least(self) -> float:
        return _NOTHING * max(1.0, abs(self.cost))

    def _money(self, amount: float) -> str:
        return money(amount, self.currency)


def _flipped(flips: Sequence[Flip]) -> str:
    """``start the qualifications “A” and “B” and do not sign the contract “C” now``."""
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in flips:
        do, what = {
            Deed.QUALIFY: ("start", "qualification"),
            Deed.REDESIGN: ("start", "redesign"),
            Deed.CONTRACT: ("sign", "contract"),
        }[one.deed]
        names[do if one.now else f"do not {do}", what].append(f"“{one.name}”")
    said = [f"{do} the {what}{'s' if len(each) > 1 else ''} {listed(each)}" for (do, what), each in names.items()]
    return f"{'; '.join(said)} now" if len(said) > 2 else f"{listed(said)} now"


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def words_for(why: Why, currency: str, cost: float, scenarios: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """Everything, as titles with their sentences.

    Args:
        why: the answers.
        currency: of the case.
        cost: the plan's weighted objective.
        scenarios: their names, in the order of the case.
    """
    said = Words(currency, cost, scenarios)
    found = [(said.action(one.action), said.reason(one)) for one in why.reasons]
    found += [
        (f"Build the stock of {one.item}", [*said.without_stock(one.change), *filter(None, [how_found(one.change)])])
        for one in why.stocks
    ]
    worths = [*points(said, why), *bounds(said, why)]
    if worths:
        found.append((ONE_MORE, worths))
    if why.near_best is not None:
        again = [AGAIN] if why.near_best.tried else []
        found.append((NEARLY_AS_GOOD, [*said.near_best(why.near_best), *again]))
    return found


def unanswered(why: Why) -> int:
    """How many questions got no full answer in the time given."""
    changes = [one.change for one in why.stocks]
    margins = list(why.points)
    switches: list[Switch] = []
    for one in why.reasons:
        changes += [one.worth.without, one.worth.later, *([one.worth.earlier] if one.worth.earlier else [])]
        margins += [one.faster] if one.faster else []
        switches += one.switches
    open_ones = sum(one.possible and one.more.value is None for one in changes)
    open_ones += sum(one.saves.value is None for one in margins) + sum(not one.exact for one in switches)
    near = why.near_best
    return open_ones + (near.possible - near.tried if near is not None else 0)


ONE_MORE, NEARLY_AS_GOOD = "What one more would be worth", "Other first moves that are nearly as good"


def points(said: Words, why: Why) -> list[str]:
    """What a point more of licence share is worth of each supplier; those of whom it is worth nothing together."""
    idle = [one for one in why.points if said.worthless(one)]
    found = [said.margin(one) for one in why.points if one not in idle]
    for freedom in dict.fromkeys(one.freedom for one in idle):
        alike = [one for one in idle if one.freedom is freedom]
        whom = listed([one.supplier or "" for one in alike], "or")
        found.append(said.margin(replace(alike[0], supplier=whom)))
    return found


def bounds(said: Words, why: Why) -> list[str]:
    """What one more is worth of the bounds that bind most, points of licence share that are told already apart; of
    those that were not found in time what the plan tells."""
    asked = {one.supplier for one in why.points if one.saves.value is not None}
    left = [one for one in why.margins if one.of is not Of.LICENCE_SHARE or one.supplier not in asked]
    return [said.margin(one) for one in left[:_MOST_MARGINS]]
