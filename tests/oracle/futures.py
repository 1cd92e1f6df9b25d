"""Decides what the oracle holds true in each scenario and month, and which scenarios cannot be told apart yet."""

from __future__ import annotations

from collections.abc import Iterable

from planner.tables.choices import Event
from tests.oracle.reading import Reading, fold, folded_set

Pair = tuple[str, str]
Lane = tuple[str, str, str | None]
Numbers = dict[tuple[object, ...], float]
"""What differs from a quiet world, by (effect, whom, month)."""

ADDED = ("duty", "delay")
SOFTENED = ("availability", "price")


class Futures:
    """Effective numbers by scenario (its position in ``Reading.scenarios``) and month."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.lanes = {pair: self._lanes(pair) for pair in reading.pairs}
        self.numbers = [self._numbers(events) for _, _, events in reading.scenarios]
        self.together = self._groups()

    # reading off the numbers

    def availability(self, scenario: int, lane: Lane, month: int) -> float:
        return self.numbers[scenario].get(("availability", lane, month), 1.0)

    def price_factor(self, scenario: int, pair: Pair, month: int) -> float:
        return self.numbers[scenario].get(("price", pair, month), 1.0)

    def added_duty(self, scenario: int, pair: Pair, month: int) -> float:
        return self.numbers[scenario].get(("duty", pair, month), 0.0)

    def added_delay(self, scenario: int, pair: Pair, month: int) -> int:
        return round(self.numbers[scenario].get(("delay", pair, month), 0.0))

    def closed(self, scenario: int, pair: Pair, month: int) -> bool:
        return ("closed", pair, month) in self.numbers[scenario]

    def demand(self, scenario: int, product: str, month: int) -> float:
        return self.reading.demand[product][month] * self.numbers[scenario].get(("demand", product, month), 1.0)

    # whom an event reaches

    def _lanes(self, pair: Pair) -> list[Lane]:
        """One lane for each end use that some event names for the pair, and one for all others."""
        named: set[str] = set()
        if not self.reading.is_material(pair[1]):
            for _, _, events in self.reading.scenarios:
                for event in events:
                    if event.effect == "availability" and self._months(event) and self._felt(event, pair) is not None:
                        named |= folded_set(event.end_use)
        return [(*pair, use) for use in sorted(named)] + [(*pair, None)]

    def _months(self, event: Event) -> list[int]:
        first = max(0, self.reading.at(event.from_month))
        last = min(self.reading.months - 1, self.reading.at(event.to_month))
        return list(range(first, last + 1))

    def _felt(self, event: Event, pair: Pair) -> float | None:
        """The value the pair feels, end uses apart; None when the event does not reach it."""
        supplier, item = pair
        maker = self.reading.suppliers[supplier]
        if event.supplier and supplier not in folded_set(event.supplier):
            return None
        if event.item and item not in folded_set(event.item):
            return None
        if event.element and not self.reading.elements[item] & folded_set(event.element):
            return None
        countries = folded_set(event.country)
        if not countries or fold(maker.country) in countries:
            return event.value
        fed = maker.feed_country is not None and fold(maker.feed_country) in countries and maker.feed_share > 0
        if event.effect in SOFTENED and fed:
            return 1 - maker.feed_share * (1 - event.value)
        return None

    def _touched(self, event: Event) -> Iterable[tuple[object, float]]:
        """Whom the event touches, with the value felt: products for demand, lanes for availability, else pairs."""
        if event.effect == "demand":
            for key in self.reading.products:
                uses = folded_set(event.end_use)
                if (not event.product or key in folded_set(event.product)) and (
                    not uses or self.reading.end_use(key) in uses
                ):
                    yield key, event.value
            return
        for pair in self.reading.pairs:
            felt = self._felt(event, pair)
            if felt is None:
                continue
            if event.effect != "availability":
                yield pair, felt
                continue
            for lane in self.lanes[pair]:
                if not event.end_use or lane[2] in folded_set(event.end_use):
                    yield lane, felt

    def _numbers(self, events: Iterable[Event]) -> Numbers:
        felt: dict[tuple[object, ...], list[float]] = {}
        for event in events:
            for whom, value in self._touched(event):
                for month in self._months(event):
                    felt.setdefault((event.effect, whom, month), []).append(value)
        numbers: Numbers = {}
        for key, values in felt.items():
            if key[0] == "closed":
                numbers[key] = 1.0
                continue
            total = 0.0 if key[0] in ADDED else 1.0
            for value in sorted(values):
                total = total + value if key[0] in ADDED else total * value
            if round(total, 12) != (0.0 if key[0] in ADDED else 1.0):
                numbers[key] = round(total, 12)
        return {
            key: value
            for key, value in numbers.items()
            if key[0] != "demand" or self.reading.demand[str(key[1])][int(str(key[2]))] > 0
        }

    # what is known when

    def _known(self, scenario: int, month: int) -> tuple[Numbers, Numbers]:
        """What is known in ``month``: the numbers up to it, and all that the events announced by then will do."""
        past = {key: value for key, value in self.numbers[scenario].items() if int(str(key[2])) <= month}
        announced = [
            event
            for event in self.reading.scenarios[scenario][2]
            if event.known_from is not None and self.reading.at(event.known_from) <= month
        ]
        ahead = {key: value for key, value in self._numbers(announced).items() if int(str(key[2])) > month}
        return past, ahead

    def _groups(self) -> list[list[int]]:
        """``together[t][w]`` is the first scenario that cannot be told from w in month t."""
        everyone = range(len(self.reading.scenarios))
        group = [0 for _ in everyone]
        groups = []
        for month in range(self.reading.months):
            known = [self._known(w, month) for w in everyone]
            group = [next(v for v in everyone if group[v] == group[w] and known[v] == known[w]) for w in everyone]
            groups.append(group)
        return groups
