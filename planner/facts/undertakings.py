"""Decides what may be started or signed, and what was before the plan: qualifications, contracts, licences."""

from __future__ import annotations

from collections.abc import Sequence

from planner.facts.facts import ContractFacts, LicenceFacts, QualificationFacts
from planner.facts.horizon import Horizon
from planner.facts.names import Numbering
from planner.facts.sources import Sources
from planner.tables.supply import Contract, Qualification


def gather_qualifications(
    rows: Sequence[Qualification], horizon: Horizon, sources: Sources
) -> tuple[QualificationFacts, ...]:
    """The qualifications, with the offers that name them."""
    named: list[list[int]] = [[] for _ in rows]
    for number, offer in enumerate(sources.offers):
        if offer.qualification is not None:
            named[offer.qualification].append(number)
    return tuple(
        QualificationFacts(
            name=row.qualification,
            months=row.months,
            cost=row.cost,
            earliest=horizon.earliest(row.earliest_month),
            started=None if row.started_month is None else horizon.offset(row.started_month),
            offers=tuple(offers),
        )
        for row, offers in zip(rows, named, strict=True)
    )


def gather_contracts(rows: Sequence[Contract], horizon: Horizon, sources: Sources) -> tuple[ContractFacts, ...]:
    """The contracts; a blank price is the offer's, converted to case currency."""
    found: list[ContractFacts] = []
    for row in rows:
        offer = sources.offer_numbers[row.offer]
        found.append(
            ContractFacts(
                name=row.contract,
                offer=offer,
                sign_by=horizon.offset(row.sign_by),
                first=horizon.offset(row.from_month),
                last=horizon.offset(row.to_month),
                per_month=row.per_month,
                price=sources.offers[offer].price if row.price is None else row.price,
                take_or_pay=row.take_or_pay,
                fee=row.fee,
                signed=row.signed_month is not None,
            )
        )
    return tuple(found)


def gather_licences(horizon: Horizon, items: Numbering, sources: Sources) -> tuple[LicenceFacts, ...]:
    """The licences granted for pairs somebody offers."""
    return tuple(
        LicenceFacts(
            name=row.licence,
            pair=sources.pair_numbers[sources.supplier_numbers[row.supplier], items[row.item]],
            quantity=row.quantity,
            first=horizon.offset(row.from_month),
            last=horizon.offset(row.to_month),
        )
        for row in sources.granted
    )
