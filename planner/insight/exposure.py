"""Decides how exposed a case is before any plan: rare earths, licences, origins, single sources, money and prices."""

from __future__ import annotations

from dataclasses import dataclass

from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.insight.at_risk import AtRisk, Priority, at_risk, priorities
from planner.insight.contents import (
    ElementNeed,
    ItemContents,
    NotCounted,
    element_needs,
    item_contents,
    not_counted,
)
from planner.insight.licensing import LicenceDoubt, LicenceNeed, licence_doubts, licence_needs
from planner.insight.prices import PriceSensitivity, price_sensitivities
from planner.insight.provenance import provenance
from planner.insight.shares import By, Share, SingleSource, shares, single_sources
from planner.reference.library import Library, load
from planner.tables.case import Case


@dataclass(frozen=True, slots=True)
class Exposure:
    """What can be said of a case without planning; every tuple is a table.

    Attributes:
        contents: what one unit of every item holds, and on which evidence.
        needs: kilograms of each rare earth by product, month and year.
        not_counted: items in use that the kilograms leave out because mass or composition is not known.
        licences: which item needs a licence by which rule; those of the October 2025 layer are marked to be asked.
        doubts: where only the figure of a grade decides whether a licence is needed.
        shares: of the planned need by country of the magnet, of the feed, and by supplier: all products together, then
            each product.
        single_sources: items that hang on one supplier or one country.
        at_risk: contribution that hangs on each supplier, country, element and licence rule.
        priorities: what a gram of each element earns in each product.
        prices: what a move of an oxide price does to each product.
    """

    contents: tuple[ItemContents, ...]
    needs: tuple[ElementNeed, ...]
    not_counted: tuple[NotCounted, ...]
    licences: tuple[LicenceNeed, ...]
    doubts: tuple[LicenceDoubt, ...]
    shares: tuple[Share, ...]
    single_sources: tuple[SingleSource, ...]
    at_risk: tuple[AtRisk, ...]
    priorities: tuple[Priority, ...]
    prices: tuple[PriceSensitivity, ...]


def exposure(case: Case, facts: Facts | None = None, library: Library | None = None) -> Exposure:
    """How exposed a case is. A tenth of a second for the sample.

    Args:
        case: without error findings.
        facts: of the case, where the caller has them.
        library: the reference library, where the caller has it.
    """
    library = library or load()
    facts = facts or gather(case, library.composition)
    contents = item_contents(case, facts, library)
    needs = element_needs(facts, contents)
    licences = licence_needs(case, facts, library, contents)
    servings = provenance(case, facts)
    return Exposure(
        contents=contents,
        needs=needs,
        not_counted=not_counted(facts, contents),
        licences=licences,
        doubts=licence_doubts(case, facts, library, contents),
        shares=tuple(
            share
            for product in (None, *range(len(facts.products)))
            for by in By
            for share in shares(facts, servings, by, product)
        ),
        single_sources=single_sources(facts),
        at_risk=at_risk(facts, servings, licences),
        priorities=priorities(facts, needs),
        prices=price_sensitivities(case, facts, library, needs),
    )
