"""Decides what each limit looks at and how it is said."""

from __future__ import annotations

from collections.abc import Sequence

from planner.facts.facts import ItemFacts, LimitFacts
from planner.facts.horizon import Horizon
from planner.facts.names import folded_set
from planner.facts.products import Products
from planner.facts.sources import Sources
from planner.tables.choices import Limit


def gather_limits(
    rows: Sequence[Limit],
    horizon: Horizon,
    items: Sequence[ItemFacts],
    made: Products,
    sources: Sources,
    currency: str,
) -> tuple[LimitFacts, ...]:
    """The limits, in the order of the case.

    Args:
        rows: as entered.
        horizon: the months.
        items: what the filters may match.
        made: products, and whose base design uses what.
        sources: suppliers and offers.
        currency: of the case, for the words.
    """
    found: list[LimitFacts] = []
    for number, row in enumerate(rows):
        countries = folded_set(row.country)
        supplier_ok = [
            _meets(row.supplier, supplier.name) and (not countries or supplier.country.casefold() in countries)
            for supplier in sources.suppliers
        ]
        matching_products = [p for p, product in enumerate(made.products) if _meets(row.product, product.name)]
        used = set(matching_products)
        matching_items = [i for i, item in enumerate(items) if _meets(row.item, item.name)]
        counted = {i for i in matching_items if not row.product or not used.isdisjoint(made.base_users[i])}
        of_offers = [o for o, offer in enumerate(sources.offers) if offer.item in counted]
        first, last = horizon.window(row.from_month, row.to_month)
        found.append(
            LimitFacts(
                row=number,
                kind=row.limit,
                value=row.value,
                words=limit_in_words(row, currency),
                offers=tuple(o for o in of_offers if supplier_ok[sources.offers[o].supplier]),
                of_offers=tuple(of_offers),
                items=tuple(matching_items),
                products=tuple(matching_products),
                first=first,
                last=last,
                penalty=row.penalty,
            )
        )
    return tuple(found)


def _meets(names: Sequence[str], name: str) -> bool:
    return not names or name.casefold() in folded_set(names)


def limit_in_words(row: Limit, currency: str) -> str:
    """A limit as people say it, built from its row: ``at most 60 % from China of MAG-01``.

    Args:
        row: the limit.
        currency: of the case.
    """
    bound = "at most" if row.limit.startswith("max") or row.limit == "budget" else "at least"
    match row.limit:
        case "max_share" | "min_share":
            said = f"{bound} {_percent(row.value)} from {_from_whom(row)} of {_bought(row)}"
        case "min_cover" | "max_cover":
            months = "month" if row.value == 1 else "months"
            said = f"{bound} {row.value:,g} {months} of cover of {_joined(row.item, 'and') or 'every item'}"
        case "max_stock_value":
            together = " together" if len(row.item) != 1 else ""
            said = (
                f"{bound} {_money(row.value, currency)} of stock of {_joined(row.item, 'and') or 'all items'}{together}"
            )
        case "budget":
            one_month = row.from_month is not None and row.from_month == row.to_month
            said = f"{bound} {_money(row.value, currency)} committed{'' if one_month else ' in a month'}"
        case _:
            said = f"{bound} {_percent(row.value)} of {_joined(row.product, 'and') or 'all products'} delivered"
    return f"{said}{_when(row)}"


def _from_whom(row: Limit) -> str:
    who, where = _joined(row.supplier, "or"), _joined(row.country, "or")
    if who and where:
        return f"{who} in {where}"
    return who or where or "anyone"


def _bought(row: Limit) -> str:
    what, whose = _joined(row.item, "and"), _joined(row.product, "and")
    if what and whose:
        return f"{what} for {whose}"
    if whose:
        return f"everything for {whose}"
    return what or "everything bought"


def _when(row: Limit) -> str:
    if row.from_month and row.to_month:
        if row.from_month == row.to_month:
            return f" in {row.from_month.words()}"
        return f" from {row.from_month.words()} to {row.to_month.words()}"
    if row.from_month:
        return f" from {row.from_month.words()}"
    return f" until {row.to_month.words()}" if row.to_month else ""


def _joined(names: Sequence[str], word: str) -> str:
    if len(names) <= 2:
        return f" {word} ".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def _percent(share: float) -> str:
    return f"{100 * share:.10g} %"


def _money(amount: float, currency: str) -> str:
    return f"{amount:,.2f}".removesuffix(".00") + f" {currency}"
