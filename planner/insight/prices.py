"""Decides what a move of an oxide price does to the cost of each product: oxide in the magnets, with and without
losses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.facts.facts import Facts
from planner.insight.contents import ElementNeed
from planner.months import Month
from planner.reference.library import Library
from planner.reference.materials import OxideFactor, Price
from planner.tables.case import Case
from planner.tables.supply import Currency

OXIDES: dict[str, tuple[str, ...]] = {
    "NdPr oxide": ("Nd", "Pr", "NdPr"),
    "Dy oxide": ("Dy",),
    "Tb oxide": ("Tb",),
}
"""The oxides whose prices move magnet prices, as the library names them, and the elements each brings."""

_QUOTED = "China domestic"
"""The market most magnet prices follow, and the one the library has most quotes of."""

_USD = "USD"


@dataclass(frozen=True, slots=True)
class OxidePrice:
    """A quoted price.

    Attributes:
        oxide: the oxide.
        month, zone: when and where it was quoted.
        usd_per_kg: the middle of the quote.
        per_kg: the same in case currency; None where the case has no rate for USD.
        source, confidence: where it comes from.
    """

    oxide: str
    month: Month
    zone: str
    usd_per_kg: float
    per_kg: float | None
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class PriceSensitivity:
    """What a product's magnets cost more when an oxide costs more.

    Attributes:
        product, oxide: the two.
        grams: of the oxide's elements in one unit of the product, as metal, scrap included.
        oxide_kg: oxide for one unit when nothing is lost: grams times the mass ratio of oxide to metal. One unit costs
            so many times the change of price per kg.
        oxide_kg_with_losses: the same divided by the machining yield and the yield from oxide to metal, for makers who
            do not recycle what they grind off.
        per_year_kg: ``oxide_kg`` for a mean year of the horizon's demand.
        ten_percent: cost of one unit, in case currency, of a tenth of the last quoted price, nothing lost; None without
            a price or a rate.
        price: the last quote.
        ratio_source: where the mass ratio comes from.
    """

    product: str
    oxide: str
    grams: float
    oxide_kg: float
    oxide_kg_with_losses: float
    per_year_kg: float
    ten_percent: float | None
    price: OxidePrice | None
    ratio_source: str


def price_sensitivities(
    case: Case, facts: Facts, library: Library, needs: Sequence[ElementNeed]
) -> tuple[PriceSensitivity, ...]:
    """Every product that holds the elements of an oxide, in the order of the case; oxides as in ``OXIDES``.

    The mass ratio is the library's oxide_per_metal of the element; of the mixture where neodymium and praseodymium come
    as NdPr oxide.
    """
    losses = library.parameter("machining_yield").value * library.parameter("oxide_to_metal_yield").value
    prices = {oxide: _last_price(case, library, oxide) for oxide in OXIDES}
    ratios = {oxide: _ratio(library, oxide) for oxide in OXIDES}
    years = facts.months / 12.0
    held = {(one.product, one.element): one for one in needs}
    found = []
    for product in facts.products:
        for oxide, elements in OXIDES.items():
            rows = [held[product.name, element] for element in elements if (product.name, element) in held]
            if not rows:
                continue
            grams = sum(one.grams for one in rows)
            factor, price = ratios[oxide], prices[oxide]
            oxide_kg = grams * factor.value / 1000.0
            quoted = price.per_kg if price is not None else None
            found.append(
                PriceSensitivity(
                    product=product.name,
                    oxide=oxide,
                    grams=grams,
                    oxide_kg=oxide_kg,
                    oxide_kg_with_losses=oxide_kg / losses,
                    per_year_kg=sum(one.total_kg for one in rows) * factor.value / years,
                    ten_percent=None if quoted is None else 0.1 * quoted * oxide_kg,
                    price=price,
                    ratio_source=factor.source,
                )
            )
    return tuple(found)


def _ratio(library: Library, oxide: str) -> OxideFactor:
    element = "NdPr" if oxide == "NdPr oxide" else OXIDES[oxide][0]
    return next(one for one in library.oxides if one.factor == "oxide_per_metal" and one.element == element)


def _last_price(case: Case, library: Library, oxide: str) -> OxidePrice | None:
    quotes = [one for one in library.prices if one.item == oxide and one.zone == _QUOTED]
    if not quotes:
        return None
    last: Price = max(quotes, key=lambda one: one.month)
    rate = _usd(case)
    return OxidePrice(
        oxide,
        last.month,
        last.zone,
        last.mid_usd_per_kg,
        None if rate is None else last.mid_usd_per_kg * rate,
        last.source,
        last.confidence,
    )


def _usd(case: Case) -> float | None:
    """Case currency for one USD."""
    if case.settings.currency.upper() == _USD:
        return 1.0
    return next((row.rate for row in case.read(Currency) if row.currency.upper() == _USD), None)
