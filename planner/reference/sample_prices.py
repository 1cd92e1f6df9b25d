"""Decides what the sample's offers cost: Chinese export value by class and mass, premium abroad, oxide if tolled."""

from __future__ import annotations

from dataclasses import dataclass

from planner.reference.library import Library
from planner.reference.sample_rows import Evidence, Line, SampleRow, joined, lines

LICENSED = frozenset({"Sm", "Gd", "Tb", "Dy", "Lu", "Sc", "Y"})
"""Elements whose goods need a Chinese licence since April 2025 (Announcement 18/2025)."""

NDPR, DY = "NdPr oxide", "Dy oxide"
Figure = tuple[float, Evidence]


@dataclass(frozen=True, slots=True)
class PriceBook:
    """Everything a price follows from.

    Attributes:
        library: the reference library.
        terms: by supplier and term the figure of terms.csv.
        factors: by series or family the price against the N series.
        items: by item its line of items.csv.
        shares: by item the weight percent of each element.
        oxides: by oxide its price in USD per kg.
    """

    library: Library
    terms: dict[tuple[str, str], Figure]
    factors: dict[str, Figure]
    items: dict[str, Line]
    shares: dict[str, dict[str, float]]
    oxides: dict[str, Figure]

    def china_price(self, item: str) -> Figure:
        """USD for one piece as it leaves China."""
        base = self.library.parameter("finished_magnet_export_value")
        factor, why, named = self._factor(item)
        kg = self.kg(item)
        grounds = (Evidence(base.meaning, base.source, base.confidence), why, self.items[item].evidence)
        basis = f"{base.value:g} USD/kg export value of 2024 x {factor:g} for {named} x {1000 * kg:g} g"
        return base.value * factor * kg, joined(basis, grounds)

    def price(self, supplier: str, item: str) -> Figure:
        """USD for one piece from this supplier; for a toll maker its fee, without the oxide."""
        china, ground = self.china_price(item)
        factor, why_factor = self.terms[supplier, "price_factor"]
        premium, why_premium = self.terms[supplier, "premium_per_kg"]
        price, basis, grounds = china * factor + premium * self.kg(item), ground.basis, [ground, why_factor]
        if factor != 1:
            basis = f"{basis} x {factor:g}"
        if premium:
            basis = f"{basis} + {premium:g} USD/kg outside China"
            grounds.append(why_premium)
        for oxide, (quantity, ground) in self.tolling(supplier, item).items():
            price -= quantity * self.oxides[oxide][0]
            basis = f"{basis} - {quantity:.3g} kg {oxide}"
            grounds.extend((ground, self.oxides[oxide][1]))
        return price, joined(f"{basis}; no quote", tuple(grounds))

    def tolling(self, supplier: str, item: str) -> dict[str, Figure]:
        """Kg of each oxide a toll maker takes for one piece; nothing for other makers."""
        if (supplier, "tolls") not in self.terms:
            return {}
        why, shares, kg = self.terms[supplier, "tolls"][1], self.shares[item], self.kg(item)
        light = shares.get("Nd", 0.0) + shares.get("Pr", 0.0)
        ndpr, of_ndpr = self._oxide("oxide_per_magnet_80_percent_yield")
        dy, of_dy = self._oxide("oxide_per_weight_percent", "Dy")
        worked = {
            NDPR: (kg * ndpr * light / 31, f"{ndpr:g} kg/kg at 31 % NdPr, x {light:g} / 31 x {1000 * kg:g} g", of_ndpr),
            DY: (
                kg * dy * shares.get("Dy", 0.0) / 0.8,
                f"{dy:g} kg/kg for each percent Dy, x {shares.get('Dy', 0):g} / yield 0.8 x {1000 * kg:g} g",
                of_dy,
            ),
        }
        return {name: (need, joined(basis, (of, why))) for name, (need, basis, of) in worked.items() if need > 0}

    def production(self, supplier: str, item: str) -> tuple[int, Evidence]:
        """Months from order to ready to leave, a Chinese licence included where the item needs one."""
        months, why = self.terms[supplier, "production_months"]
        licence = self.terms.get((supplier, "licence_months"))
        if licence is None or not LICENSED & {element for element, share in self.shares[item].items() if share > 0}:
            return round(months), why
        basis = f"{months:g} months of production ({why.basis}), {licence[0]:g} for the licence ({licence[1].basis})"
        return round(months + licence[0]), joined(basis, (why, licence[1]))

    def kg(self, item: str) -> float:
        """Kg of one unit; a material counts in kg."""
        mass = self.items[item].number("mass_g")
        return 1.0 if mass is None else mass / 1000

    def _factor(self, item: str) -> tuple[float, Evidence, str]:
        line = self.items[item]
        own = line.number("price_factor")
        grade = self.library.grade(line.cells["grade"])
        if own is not None:
            return own, line.evidence, f"{line.cells['grade']} made this way"
        assert grade is not None  # the sample names grades of the library only; a test holds it to that
        named = grade.series or grade.family
        named = named if named in self.factors else grade.grade
        return *self.factors[named], f"the {named} class"

    def _oxide(self, factor: str, element: str = "NdPr") -> Figure:
        (row,) = (one for one in self.library.oxides if one.factor == factor and one.element == element)
        return row.value, Evidence(row.basis, row.source, row.confidence)


def price_book(library: Library, shares: dict[str, dict[str, float]]) -> PriceBook:
    """The price book of the sample's files."""
    return PriceBook(
        library=library,
        terms={
            (one.cells["supplier"], one.cells["term"]): (float(one.cells["value"]), one.evidence)
            for one in lines("terms", library)
        },
        factors={
            one.cells["series"]: (float(one.cells["factor"]), one.evidence) for one in lines("grade_prices", library)
        },
        items={one.cells["item"]: one for one in lines("items", library)},
        shares=shares,
        oxides={
            one.cells["item"]: (float(one.cells["price"]), one.evidence)
            for one in lines("offers", library)
            if one.cells["price"]
        },
    )


def priced(book: PriceBook, row: SampleRow, rates: dict[str, float]) -> SampleRow:
    """The offer with price, freight, duty and lead times filled in, in its own currency."""
    supplier, item, currency = (row.values.get(one) for one in ("supplier", "item", "currency"))
    assert isinstance(supplier, str) and isinstance(item, str)
    rate = rates[currency] if isinstance(currency, str) else 1.0
    freight, why_freight = book.terms[supplier, "freight_per_kg"]
    if "price" not in row.values:
        price, why = book.price(supplier, item)
        row = row.with_figure("price", rounded(price / rate), why)
    row = row.with_figure("freight", rounded(freight * book.kg(item) / rate), why_freight)
    row = row.with_figure("duty_rate", *book.terms[supplier, "duty_rate"])
    row = row.with_figure("production_months", *book.production(supplier, item))
    transit, why_transit = book.terms[supplier, "transit_months"]
    return row.with_figure("transit_months", round(transit), why_transit)


def landed(offer: SampleRow, rates: dict[str, float]) -> Figure:
    """What a unit of a priced offer costs at our door, in case currency."""
    price, freight, duty = (offer.values[one] for one in ("price", "freight", "duty_rate"))
    assert isinstance(price, float) and isinstance(freight, float) and isinstance(duty, float)
    currency = offer.values.get("currency")
    rate = rates[currency] if isinstance(currency, str) else 1.0
    why = offer.own.get("price", offer.evidence)
    return rounded(rate * (price * (1 + duty) + freight)), Evidence(
        f"landed price of the first offer: {why.basis}", why.source, why.confidence
    )


def rounded(value: float) -> float:
    """Four significant digits: a worked-out price is not known any better."""
    return float(f"{value:.4g}")
