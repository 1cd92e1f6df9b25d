"""Decides how long every product lasts when shared things are divided optimally: the first line stops as late as
possible, then the next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from planner.errors import PlannerBug
from planner.events import Stopped as StoppedByUser
from planner.insight.network import network_of
from planner.insight.outlast import Outlast, Outlook, designs_at
from planner.insight.proof import UNMET, Certificate, Prover
from planner.insight.stops import Remaining
from planner.insight.supply import Channel, Supply, touched_items

_TINY = 1e-9
_MOST_STEPS = 100


class Division:
    """Answers for one case, stop after stop; keeps its linear programs, warm from the last."""

    def __init__(self, supply: Supply, stopping: Callable[[], bool]) -> None:
        self.supply = supply
        self.facts = supply.facts
        self.alone = Outlast(supply)
        self._stopping = stopping
        self._programs: dict[tuple[frozenset[int] | None, bool], Prover] = {}
        self._known: dict[tuple[Remaining, bool], Outlook] = {}
        self._choices = [designs_at(self.facts, p, supply.months - 1) for p in range(len(self.facts.products))]

    def last(self, left: Remaining, licences: bool, calm: Outlook | None = None) -> Outlook:
        """How long the products last under a stop.

        Each round holds the products that stop first at their time and divides the rest anew. ``Outlast`` guesses, item
        by item; linear programs prove that the guess can be met where items share more than products, or find the time
        to which it can. The first line's part of a month is exact; of a later one whole months are proven, and its part
        of the last month is that of its own items.

        Args:
            left: what may still leave of every pair.
            licences: whether granted licences help.
            calm: the answer when nothing stops, where it is known: what stops wholly takes nothing from the rest.

        Raises:
            Stopped: the user asked for it.
        """
        if calm is not None and all(left[one.pair] >= 1.0 for one in self.supply.channels):
            return calm
        key = (left, licences and any(self.facts.pairs[one.pair].licences for one in self.supply.channels))
        if key not in self._known:
            self._known[key] = self._divided(left, licences, calm)
        return self._known[key]

    def _divided(self, left: Remaining, licences: bool, calm: Outlook | None) -> Outlook:
        held: dict[int, float] = {}
        items: dict[int, tuple[int, ...]] = {}
        whole = self._sharing(self._shared_items(left, licences))
        while True:
            guess = self.alone.last(left, licences, held)
            closed = self._closed(left, licences, guess, calm)
            shared = whole if closed is None else self._sharing(closed)
            levels = [guess.months[p] for p in shared if p not in held]
            if not levels:
                return self._outlook(guess, items)
            level = min(levels)
            proof = self._lacking(closed, left, licences, guess.months, level)
            if proof is None and max(levels) > level:
                level = max(levels)
                proof = self._lacking(closed, left, licences, guess.months, level)
            if proof is None:
                return self._outlook(guess, items)
            level, proof = self._lower(closed, left, licences, guess.months, level, proof)
            before = [p for p, months in enumerate(guess.months) if months < level and p not in held]
            held.update({p: guess.months[p] for p in before})
            items.update({p: guess.short[p] for p in before})
            stopped = self._stopped(proof, level, held, guess.months)
            held.update(dict.fromkeys(stopped, level))
            items.update({p: self._short(proof, p) for p in stopped})

    def _outlook(self, guess: Outlook, items: Mapping[int, tuple[int, ...]]) -> Outlook:
        return Outlook(guess.months, tuple(items.get(p, short) for p, short in enumerate(guess.short)))

    def _stopped(
        self, proof: Certificate, level: float, held: Mapping[int, float], guess: Sequence[float]
    ) -> list[int]:
        """The products the proof is about that were still running."""
        running = [p for p, months in enumerate(guess) if p not in held and months >= level]
        within = [p for p in running if proof.scarce[p, : max(1, int(np.ceil(level)))].max(initial=0.0) > UNMET]
        return within or running

    def _short(self, proof: Certificate, product: int) -> tuple[int, ...]:
        used = {item for v in self.facts.products[product].designs for item, _ in self.facts.designs[v].use}
        return tuple(item for item in proof.items if item in used)

    def _lacking(
        self,
        closed: frozenset[int] | None,
        left: Remaining,
        licences: bool,
        months: Sequence[float],
        level: float,
    ) -> Certificate | None:
        """Proof that not all can be served to their time or the level, whichever is first; None if they can."""
        if self._stopping():
            raise StoppedByUser
        until = np.minimum(np.array(months), level)
        return self._program(closed, level >= max(months)).lacking(left, licences, until, level)

    def _lower(
        self,
        closed: frozenset[int] | None,
        left: Remaining,
        licences: bool,
        months: Sequence[float],
        level: float,
        proof: Certificate,
    ) -> tuple[float, Certificate]:
        """The latest time to which all can be served, and the proof that it is: each proof says how far to go back, by
        Newton's method on its bound, until nothing is lacking."""
        for _ in range(_MOST_STEPS):
            level = self._program(closed, False).latest(left, licences, np.array(months), level, proof)
            again = self._lacking(closed, left, licences, months, level) if level > 0 else None
            if again is None:
                return level, proof
            proof = again
        raise PlannerBug("the time to which all products can be served was not found")

    def _program(self, closed: frozenset[int] | None, whole: bool) -> Prover:
        """The linear program of all items, or of those of which nothing comes any more. There are two of it, for short
        times and for the whole horizon: each finds the next answer sooner from its own last one."""
        if (closed, whole) not in self._programs:
            other = self._programs.get((closed, not whole))
            network = network_of(self.supply, closed) if other is None else other.network
            self._programs[closed, whole] = Prover(self.supply, network)
        return self._programs[closed, whole]

    def _sharing(self, items: frozenset[int]) -> list[int]:
        """Products with one of these items in their base design."""
        return [
            p
            for p, product in enumerate(self.facts.products)
            if any(item in items for item, _ in self.facts.designs[product.designs[0]].use)
        ]

    def _shared_items(self, left: Remaining, licences: bool) -> frozenset[int]:
        """Items whose supply cannot be judged by itself: it is divided with other items, or in ways ``Outlast`` does
        not see."""
        facts = self.facts
        wanted = {need.item for need in self.alone.needs}
        wanted |= {item for one in self.supply.channels for item, _ in facts.offers[one.offer].tolling}
        channels = [one for one in self.supply.channels if self._comes(one, left, licences) and one.item in wanted]
        found = {pool.item for pool in facts.pools if len(facts.items[pool.item].pools) > 1}
        of_pair = Counter(one.pair for one in channels)
        together: dict[int, set[int]] = defaultdict(set)
        for one in channels:
            supplier = facts.pairs[one.pair].supplier
            in_kg = self.supply.capacity_kg[supplier] is not None
            bounded = in_kg or one.ordered or self.supply.capacity[one.pair] is not None
            if facts.offers[one.offer].tolling or (of_pair[one.pair] > 1 and bounded):
                found.add(one.item)
            if in_kg:
                together[supplier].add(one.item)
        found.update(item for items in together.values() if len(items) > 1 for item in items)
        for designs in self._choices:
            if len(designs) > 1:
                found.update(item for v in designs for item, _ in facts.designs[v].use)
        return frozenset(found)

    def _closed(self, left: Remaining, licences: bool, guess: Outlook, calm: Outlook | None) -> frozenset[int] | None:
        """What has to be proven where the stop leaves the rest as it was in calm times: the items that lie in several
        pools. None where it does not.

        It does when nothing of an item it touches still comes, such items are worked by nobody and go into products of
        one design, and the guess asks no more of any product than was possible in calm times.
        """
        if calm is None or any(one > was + _TINY for one, was in zip(guess.months, calm.months, strict=True)):
            return None
        facts = self.facts
        touched = touched_items(self.supply, left)
        for one in self.supply.channels:
            if one.item in touched and self._comes(one, left, licences):
                return None
            if any(material in touched for material, _ in facts.offers[one.offer].tolling):
                return None
        for designs in self._choices:
            if len(designs) > 1 and any(item in touched for v in designs for item, _ in facts.designs[v].use):
                return None
        return frozenset(item for item in touched if len(facts.items[item].pools) > 1)

    def _comes(self, channel: Channel, left: Remaining, licences: bool) -> bool:
        return left[channel.pair] > 0 or (licences and bool(self.facts.pairs[channel.pair].licences))
