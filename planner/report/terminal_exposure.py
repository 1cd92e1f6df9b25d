"""Decides how exposure reads on a terminal, as tables for people and as one object for programs."""

from __future__ import annotations

from collections import defaultdict

from planner.insight.at_risk import AtRisk, Hazard
from planner.insight.exposure import Exposure
from planner.insight.licensing import LicenceNeed, RuleState
from planner.insight.shares import By
from planner.report.exposed_words import composition_unknown
from planner.report.listing import first_few, table, titled
from planner.report.plain import plain
from planner.report.rules import rule_words
from planner.report.words import counted, listed, money, quantity, share
from planner.tables.case import Case

_MOST_RISKS = 12
_MOST_FIRST = 4
_MONTHS_A_YEAR = 12
_NOTHING_HELD = "No product is known to hold a rare earth."


def exposure_object(told: Exposure, case: Case) -> dict[str, object]:
    """Exposure for another program.

    Returns:
        ``currency``, ``start_month``, ``months``; then one list for each table of ``Exposure``, its records under the
        names of their fields: ``contents`` (grams of each element in one unit of an item), ``needs`` (grams in one unit
        of a product, ``monthly_kg``, ``yearly_kg`` by calendar year, and ``total_kg``), ``not_counted``, ``licences``,
        ``doubts``, ``shares`` (of the planned need, 0 to 1), ``single_sources``, ``at_risk`` and ``priorities``
        (contribution in case currency), ``prices``.
    """
    settings = case.settings
    tables: dict[str, object] = {
        "contents": plain(told.contents),
        "needs": [{**_fields(one), "total_kg": one.total_kg} for one in told.needs],
        "not_counted": plain(told.not_counted),
        "licences": plain(told.licences),
        "doubts": plain(told.doubts),
        "shares": plain(told.shares),
        "single_sources": plain(told.single_sources),
        "at_risk": plain(told.at_risk),
        "priorities": plain(told.priorities),
        "prices": plain(told.prices),
    }
    return {
        "currency": settings.currency,
        "start_month": str(settings.start_month),
        "months": settings.months,
        **tables,
    }


def _fields(record: object) -> dict[str, object]:
    found = plain(record)
    assert isinstance(found, dict)
    return found


def exposure_lines(told: Exposure, case: Case) -> list[str]:
    """Exposure as tables, the most pressing of each."""
    return [
        *titled("Rare earths in planned demand, kg a year (base designs, scrap included)", _kilograms(told, case)),
        *titled("Export licences", _licences(told)),
        *titled(f"Where the magnets of {_span(case)} come from if nothing new is started", _origins(told)),
        *titled("Single sources", _single(told)),
        *titled(f"Contribution at risk over {_span(case)}", _at_risk(told, case)),
        *titled("Serve first when an element is scarce (contribution per gram)", _first(told, case)),
        *titled("What 10 % on an oxide price costs a unit", _prices(told, case)),
    ]


def _span(case: Case) -> str:
    return counted(case.settings.months, "month")


def _kilograms(told: Exposure, case: Case) -> list[str]:
    years = case.settings.months / _MONTHS_A_YEAR
    elements = list(dict.fromkeys(one.element for one in sorted(told.needs, key=lambda one: -one.total_kg)))
    missing = [f"{one.item}: its {one.lack.value} is not known, so it is not counted." for one in told.not_counted]
    if not elements:
        return ["No rare earth is known in any product.", *missing]
    kilograms: dict[str, dict[str, float]] = defaultdict(dict)
    for one in told.needs:
        kilograms[one.product][one.element] = one.total_kg / years
    rows = [
        [product, *(quantity(held[element]) if element in held else "–" for element in elements)]
        for product, held in kilograms.items()
    ]
    totals = [quantity(sum(held.get(element, 0.0) for held in kilograms.values())) for element in elements]
    lines = table(["Product", *(f">{element}" for element in elements)], [*rows, ["Together", *totals]])
    return [*lines, *missing]


def _licences(told: Exposure) -> list[str]:
    """One row per rule, with the items it holds."""
    by_rule: dict[str, list[LicenceNeed]] = defaultdict(list)
    for one in told.licences:
        by_rule[one.rule].append(one)
    unknown = [words] if (words := composition_unknown(told)) else []
    if not by_rule:
        return ["No item is known to fall under a licence rule of the library.", *unknown]
    rows = []
    for needs in by_rule.values():
        first = needs[0]
        since = "" if first.since is None else first.since.isoformat()
        state = "in force" if first.state is RuleState.IN_FORCE else "state unknown: ask"
        rows.append(
            [
                rule_words(first.rule),
                first.authority,
                since,
                state,
                str(len(needs)),
                first_few([one.item for one in needs], 84),
            ]
        )
    lines = table(["Rule", "By", "Since", "State", ">Items", "Which"], rows, 90)
    if told.doubts:
        names = listed([one.item for one in told.doubts])
        lines.append(f"Ask for a declaration of the part: by the figure of the grade alone, {names}.")
    return [*lines, *unknown]


def _origins(told: Exposure) -> list[str]:
    rows = []
    for by in By:
        for one in told.shares:
            if one.product is None and one.by is by and one.share + one.value_share > 0:
                name = (one.name or ("on hand" if by is By.SUPPLIER else "not known")) if one.covered else "not covered"
                mass = [share(one.share), quantity(one.kg)] if one.kg > 0 else ["–", "–"]
                rows.append([by.value, name, *mass, share(one.value_share)])
    if not rows:
        return ["Nothing is needed."]
    return table(["Share by", "Name", ">Of the mass", ">kg", ">Of the value"], rows)


def _single(told: Exposure) -> list[str]:
    rows = []
    for one in told.single_sources:
        only = one.supplier or (f"{one.country} ({counted(len(one.suppliers), 'supplier')})" if one.country else "none")
        rows.append([one.item, only, first_few(one.products, 44), first_few(one.waiting, 44) or "–"])
    if not rows:
        return ["Every item in demand has approved sources in more than one country."]
    return table(["Item", "Only source", "Products", "Qualification that would open another"], rows, 44)


def _at_risk(told: Exposure, case: Case) -> list[str]:
    currency = case.settings.currency
    ranked: list[AtRisk] = sorted(told.at_risk, key=lambda one: -one.contribution)[:_MOST_RISKS]
    if not ranked:
        return ["Nothing hangs on a source that is still to deliver."]
    rows = [
        [
            one.hazard.value,
            rule_words(one.name) if one.hazard is Hazard.LICENCE else one.name,
            money(one.contribution, currency),
            share(one.share),
            str(len(one.products)),
        ]
        for one in ranked
    ]
    return table(["If this fails", "Which", ">At risk", ">Of all", ">Products"], rows)


def _first(told: Exposure, case: Case) -> list[str]:
    currency = case.settings.currency
    by_element: dict[str, list[str]] = defaultdict(list)
    for one in told.priorities:
        by_element[one.element].append(f"{one.product} ({money(one.per_gram, currency)})")
    rows = []
    for element, names in by_element.items():
        rest = [f"and {len(names) - _MOST_FIRST} more"] if len(names) > _MOST_FIRST else []
        rows.append([element, "; ".join([*names[:_MOST_FIRST], *rest])])
    return table(["Element", "Products, first served first"], rows, 160) if rows else [_NOTHING_HELD]


def _prices(told: Exposure, case: Case) -> list[str]:
    """One row per product, one column per oxide; the prices taken below."""
    currency = case.settings.currency
    oxides = {one.oxide: one.price for one in told.prices}
    if not oxides:
        return [_NOTHING_HELD]
    costs: dict[str, dict[str, str]] = defaultdict(dict)
    for one in told.prices:
        costs[one.product][one.oxide] = "not known" if one.ten_percent is None else money(one.ten_percent, currency)
    rows = [[product, *(found.get(oxide, "–") for oxide in oxides)] for product, found in costs.items()]
    lines = table(["Product", *(f">{oxide}" for oxide in oxides)], rows)
    taken = [
        f"{oxide} at {price.usd_per_kg:,g} USD/kg ({price.zone}, {price.month.words()}; {price.source})."
        for oxide, price in oxides.items()
        if price is not None
    ]
    return [*lines, *taken]
