"""Decides what flows from mine to product: kilograms of magnets by origin of the rare earth, maker and product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.facts.lanes import MATERIAL
from planner.insight.provenance import Kind, Serving, provenance
from planner.report.words import share
from planner.tables.case import Case

IN_STOCK, NOT_COVERED, NOT_KNOWN = "In stock", "Not covered", "Not known"

_MOST = (6, 7, 12)
"""Names told apart at each stage; the smallest of the others are told together."""

_OTHERS = ("other countries", "other makers", "other products")


@dataclass(frozen=True, slots=True)
class Stream:
    """Kilograms of magnets over the horizon that go one way.

    Attributes:
        mine: country of the rare earth, or that it is not known.
        maker: supplier, or that it is in stock or not covered.
        country: of the maker; None where not known.
        product: what it goes into.
        kg: of magnets.
    """

    mine: str
    maker: str
    country: str | None
    product: str
    kg: float


def flow(case: Case, facts: Facts | None = None) -> tuple[Stream, ...]:
    """What flows where if nothing new is started: planned demand in base designs, over the horizon, largest first.

    Materials lent to a maker are not counted beside the magnets made of them; items of unknown mass are left out.
    """
    facts = facts or gather(case)
    found: dict[tuple[str, str, str | None, str], float] = defaultdict(float)
    for one in provenance(case, facts):
        item = facts.items[one.item]
        if item.kg and item.kind != MATERIAL:
            for mine, part in _mines(one):
                maker, country = _maker(facts, one)
                found[mine, maker, country, facts.products[one.product].name] += part * one.units * item.kg
    streams = [Stream(*key, kg) for key, kg in found.items() if kg > 0]
    return tuple(sorted(streams, key=lambda one: -one.kg))


def _mines(one: Serving) -> Iterable[tuple[str, float]]:
    known = one.feed_share if one.feed_country else 0.0
    if one.kind is Kind.NOTHING:
        yield NOT_COVERED, 1.0
        return
    if one.feed_country and known > 0:
        yield one.feed_country, known
    if known < 1:
        yield NOT_KNOWN, 1.0 - known


def _maker(facts: Facts, one: Serving) -> tuple[str, str | None]:
    if one.kind is Kind.NOTHING:
        return NOT_COVERED, None
    if one.supplier is None:
        return IN_STOCK, one.country
    return facts.suppliers[one.supplier].name, one.country


@dataclass(frozen=True, slots=True)
class Place:
    """A name at a stage: 0 mine, 1 maker, 2 product; kilograms that pass it."""

    stage: int
    name: str
    country: str | None
    kg: float


@dataclass(frozen=True, slots=True)
class Link:
    """Kilograms between two places of neighbouring stages, by their names; the country is that of the first."""

    stage: int
    start: str
    end: str
    country: str | None
    kg: float


def drawn(streams: Iterable[Stream]) -> tuple[tuple[Place, ...], tuple[Link, ...]]:
    """The places and links of the picture, largest first; the smallest of many are joined."""
    listed = list(streams)
    names = [[(one.mine, one.mine), (one.maker, one.country), (one.product, None)] for one in listed]
    joined: list[dict[str, str]] = []
    for stage, most in enumerate(_MOST):
        sums: dict[str, float] = defaultdict(float)
        for one, parts in zip(listed, names, strict=True):
            sums[parts[stage][0]] += one.kg
        ranked = sorted(sums, key=lambda name: -sums[name])
        kept = set(ranked if len(ranked) <= most else ranked[: most - 1])
        others = f"{len(ranked) - len(kept)} {_OTHERS[stage]}"
        joined.append({name: name if name in kept else others for name in ranked})
    places: dict[tuple[int, str], tuple[str | None, float]] = {}
    links: dict[tuple[int, str, str], tuple[str | None, float]] = {}
    for one, parts in zip(listed, names, strict=True):
        told = [joined[stage][parts[stage][0]] for stage in range(3)]
        lands = [parts[stage][1] if told[stage] == parts[stage][0] else None for stage in range(3)]
        for stage in range(3):
            before = places.get((stage, told[stage]), (lands[stage], 0.0))
            places[stage, told[stage]] = (before[0], before[1] + one.kg)
        for stage in range(2):
            way = (stage, told[stage], told[stage + 1])
            so_far = links.get(way, (lands[stage], 0.0))
            links[way] = (so_far[0], so_far[1] + one.kg)
    return (
        tuple(
            sorted(
                (Place(*key, *value) for key, value in places.items()),
                key=lambda one: (one.stage, one.name.endswith(_OTHERS[one.stage]), -one.kg),
            )
        ),
        tuple(sorted((Link(*key, *value) for key, value in links.items()), key=lambda one: (one.stage, -one.kg))),
    )


def finding(streams: tuple[Stream, ...]) -> str:
    """How much of the rare earth comes from one country, through how many makers, as a title."""
    total = sum(one.kg for one in streams)
    if not total:
        return "No magnet of known mass is needed"
    mines: dict[str, float] = defaultdict(float)
    for one in streams:
        mines[one.mine] += one.kg
    lead = max(mines, key=lambda name: mines[name])
    if lead == NOT_KNOWN:
        return f"Where the rare earth comes from is not known for {share(mines[lead] / total)} of the magnets"
    if lead == NOT_COVERED:
        return f"{share(mines[lead] / total)} of the need is covered by nothing"
    makers = {one.maker for one in streams if one.maker not in (IN_STOCK, NOT_COVERED)}
    via = f", through {len(makers)} makers" if len(makers) > 1 else f", through {next(iter(makers))}" if makers else ""
    return f"{share(mines[lead] / total)} of the rare earth in the magnets comes from {lead}{via}"
