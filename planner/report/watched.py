"""Decides what is seen of a solve while it runs: best plan and bound as steps over seconds, and the room they need."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from planner.events import Progress
from planner.report.words import about, told_apart

MOST_STEPS = 400
"""Steps kept of a line: about as many as a small chart has pixels to tell apart."""

_SIGHT = 8.0
"""Costs are drawn up to so many times the gap above the best plan and below the bound: the first ones are far off."""

_SHORTEST = 1.0
"""Seconds the chart shows at least."""

_NICE = (1.0, 2.0, 5.0, 10.0)

Step = tuple[float, float]
"""Seconds since the work began, and the cost from then on."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on an axis: its share of the way from the axis's beginning to its end, and what it is called."""

    share: float
    words: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn. Points are shares of the room: 0, 0 at the left below, 1, 1 at the right above.

    Attributes:
        best, bound: corners of both staircases, one after another; empty while nothing is known. A corner may lie
            outside of the room.
        band: corners of what lies between them, around.
        costs, seconds: the marks of the two axes.
        unit: of the costs marked: ``USD M``.
        best_words, bound_words: what stands at the ends of the lines; empty where there is none.
    """

    best: tuple[Step, ...]
    bound: tuple[Step, ...]
    band: tuple[Step, ...]
    costs: tuple[Mark, ...]
    seconds: tuple[Mark, ...]
    unit: str
    best_words: str
    bound_words: str


@dataclass(frozen=True, slots=True)
class Watched:
    """What a run has said of its best plan and its bound: steps, at most ``MOST_STEPS`` of each.

    Attributes:
        best, bound: every change, first to last; weighted objective in case currency.
        last: seconds of the last report.
    """

    best: tuple[Step, ...] = ()
    bound: tuple[Step, ...] = ()
    last: float = 0.0

    def heard(self, event: Progress) -> Watched:
        """The same with one more report."""
        return replace(
            self,
            best=_with(self.best, event.seconds, event.best),
            bound=_with(self.bound, event.seconds, event.bound),
            last=max(self.last, event.seconds),
        )

    @property
    def gap(self) -> float | None:
        """(best - bound) / max(1, abs(best)) by the last steps; None while either is missing."""
        if not self.best or not self.bound:
            return None
        best, bound = self.best[-1][1], self.bound[-1][1]
        return max(0.0, best - bound) / max(1.0, abs(best))

    def told(self, now: float, currency: str) -> str:
        """The last values as a sentence, ``now`` seconds after the work began."""
        seconds = f"After {max(now, self.last):,.0f} seconds"
        if not self.best and not self.bound:
            return f"{seconds}: no plan yet, and nothing is proven"
        best, bound = _ends(self, currency)
        if not self.best:
            return f"{seconds}: no plan yet; its cost cannot be below {bound}"
        if not self.bound:
            return f"{seconds}: the best plan costs {best}; how good it is is not proven yet"
        assert self.gap is not None
        return (
            f"{seconds}: the best plan costs {best}, no plan can cost less than {bound}: "
            f"better by at most {about(self.gap)}"
        )


def scene(watched: Watched, now: float, asked: float, currency: str) -> Scene:
    """Lay out what is known.

    Args:
        watched: what the run has said.
        now: seconds since the work began; the lines reach to here.
        asked: the gap at which the plan counts as proven: so much of the cost is always in sight.
        currency: of the costs.
    """
    end = max(now, watched.last, _SHORTEST)
    low, high = _room(watched, asked)
    reach = high - low

    def corners(steps: tuple[Step, ...]) -> tuple[Step, ...]:
        made: list[Step] = []
        for at, (seconds, cost) in enumerate(steps):
            until = steps[at + 1][0] if at + 1 < len(steps) else max(now, watched.last)
            height = (cost - low) / reach
            made += [(seconds / end, height), (until / end, height)]
        return tuple(made)

    best, bound = corners(watched.best), corners(watched.bound)
    costs, letter = _costs(low, high) if best or bound else ((), "")
    return Scene(
        best,
        bound,
        _between(best, bound),
        costs,
        _seconds(end),
        f"{currency} {letter}".strip(),
        *_ends(watched, currency),
    )


def _with(steps: tuple[Step, ...], seconds: float, cost: float | None) -> tuple[Step, ...]:
    if cost is None or not math.isfinite(cost) or (steps and steps[-1][1] == cost):
        return steps
    made = (*steps, (seconds, cost))
    return made if len(made) <= MOST_STEPS else (made[0], *made[1:-1:2], made[-1])


def _room(watched: Watched, asked: float) -> tuple[float, float]:
    """The least and the most cost drawn: all there was, unless it is far from where the lines end."""
    known = [cost for steps in (watched.best, watched.bound) for _, cost in steps]
    if not known:
        return 0.0, 1.0
    ends = [steps[-1][1] for steps in (watched.best, watched.bound) if steps]
    apart = max(ends) - min(ends) if len(ends) > 1 else 0.05 * abs(ends[0])
    sight = _SIGHT * max(apart, max(asked, 1e-4) * abs(ends[0]), 1e-6)
    low, high = max(min(known), min(ends) - sight), min(max(known), max(ends) + sight)
    margin = 0.08 * max(high - low, sight / _SIGHT)
    return low - margin, high + margin


def _between(best: tuple[Step, ...], bound: tuple[Step, ...]) -> tuple[Step, ...]:
    """Around what lies between the lines, from where both are known."""
    if not best or not bound:
        return ()
    start = max(best[0][0], bound[0][0])
    return (*_from(best, start), *reversed(_from(bound, start)))


def _from(corners: tuple[Step, ...], start: float) -> tuple[Step, ...]:
    """The part of a staircase from some time on, beginning at its height then."""
    before = [height for at, height in corners if at <= start]
    return ((start, before[-1]), *((at, height) for at, height in corners if at > start))


def _costs(low: float, high: float) -> tuple[tuple[Mark, ...], str]:
    step = _nice((high - low) / 3.0)
    places = [step * number for number in range(math.ceil(low / step), math.floor(high / step) + 1)]
    numbers, letter = told_apart(places, step)
    return tuple(Mark((place - low) / (high - low), name) for place, name in zip(places, numbers, strict=True)), letter


def _seconds(end: float) -> tuple[Mark, ...]:
    step = max(1.0, _nice(end / 6.0))
    places = [step * number for number in range(int(end / step) + 1)]
    return tuple(Mark(place / end, f"{place:,.0f} s") for place in places)


def _nice(rough: float) -> float:
    """The nearest step above that people count in."""
    size = 10.0 ** math.floor(math.log10(rough))
    return next(size * factor for factor in _NICE if size * factor >= rough * (1 - 1e-9))


def _ends(watched: Watched, currency: str) -> tuple[str, str]:
    """Both last costs in words that tell them apart; empty where there is none."""
    last = [steps[-1][1] for steps in (watched.best, watched.bound) if steps]
    apart = max(last, default=0.0) - min(last, default=0.0)
    hundredth = max((abs(one) for one in last), default=0.0) / 100
    numbers, letter = told_apart(last, min(apart, hundredth) or hundredth)
    words = [f"{currency} {number} {letter}".rstrip() for number in numbers]
    return words[0] if watched.best else "", words[-1] if watched.bound else ""
