"""Decides which tables tell how exposed a case is: rare earths, licences, origins, single sources, money, prices."""

from __future__ import annotations

from collections.abc import Iterable

from planner.insight.contents import ElementNeed
from planner.insight.exposure import Exposure
from planner.insight.runway import Line, Runways
from planner.insight.shares import By, Share
from planner.insight.stops import Stop, Stopped
from planner.reference.library import Library
from planner.report import answer_table as column
from planner.report.answer_table import AnswerTable, answer_table
from planner.report.figure_runway import stop_name, way_back
from planner.report.flow import IN_STOCK
from planner.report.rule_tables import doubts_table, licences_table, rules_table
from planner.report.rules import rule_words
from planner.report.words import listed
from planner.tables.case import Case
from planner.tables.column import RawRow

_KINDS = {
    Stopped.NOTHING: "nothing",
    Stopped.EVERYTHING: "all there is",
    Stopped.LICENCES: "licence",
    Stopped.SUPPLIER: "supplier",
    Stopped.COUNTRY: "country",
    Stopped.ELEMENT: "rare earth",
    Stopped.ITEM: "item",
}
_ALL = "all products"


def exposed_tables(case: Case, told: Exposure, lasting: Runways, library: Library) -> tuple[AnswerTable, ...]:
    """Every table of exposure, in the order of the questions: how long, how much, by which rule, from whom, for what.

    Args:
        case: for its currency and months.
        told: its exposure.
        lasting: its runways.
        library: tells the rules.
    """
    return (
        _runways(case, lasting),
        _by_year(told),
        _by_month(case, told),
        licences_table(told),
        rules_table(told, library),
        doubts_table(told),
        _shares(case, told),
        _single(told),
        _at_risk(case, told),
        _first(case, told),
        _prices(case, told),
        _contents(told),
    )


def _runways(case: Case, lasting: Runways) -> AnswerTable:
    rows = [*_lines(Stop(Stopped.NOTHING), lasting.calm)]
    for one in lasting.runways:
        rows += _lines(one.stop, one.lines)
    return answer_table(
        "Runways",
        "If this stops today, how long each product lasts, and how long the way back is. Stops that leave a product "
        "longest without supply come first, and so do the products of each stop: first those with no way back, the "
        "soonest to stop at the top; then by weeks without supply.",
        (
            column.text("What stops", "What stops on the first day and does not come back.", key=True),
            column.text("Kind", "What kind of thing it is."),
            column.text("Product", "Whose line stops."),
            column.number("Lasts", "weeks", "Until it stops.", places=1, blank="runs on"),
            column.day("Stops on", "The day on which it stops.", blank="runs on"),
            column.number("Way back", "weeks", "Until supply is back in full.", places=1, blank="no way back"),
            column.number(
                "Without supply",
                "weeks",
                "Way back less what it lasts; negative where supply is back before it stops.",
                places=1,
                blank="without end",
            ),
            column.names("Runs out", "What runs out first."),
            column.text("How supply comes back", "What brings it back."),
            column.number(
                "Lost a week", case.settings.currency, "Contribution of a mean week of its demand.", places=0
            ),
        ),
        rows,
    )


def _lines(stop: Stop, lines: Iterable[Line]) -> list[RawRow]:
    return [
        (
            stop.name if stop.kind is Stopped.ELEMENT else stop_name(stop),
            _KINDS[stop.kind],
            line.product,
            line.weeks,
            None if line.stops_on is None else line.stops_on.isoformat(),
            line.recovery_weeks,
            None if line.weeks is None or line.recovery_weeks is None else line.gap_weeks,
            line.items,
            way_back(line),
            line.loss_per_week,
        )
        for line in lines
    ]


def _by_year(told: Exposure) -> AnswerTable:
    years = list(dict.fromkeys(year for one in told.needs for year, _ in one.yearly_kg))

    def row(one: ElementNeed) -> RawRow:
        kg = dict(one.yearly_kg)
        return (one.product, one.element, one.grams, *(kg.get(year, 0.0) for year in years), one.total_kg)

    return answer_table(
        "Rare earths by year",
        "What planned demand needs of each rare earth, through the whole bill of materials, scrap included; of each "
        "calendar year the months planned." + _left_out(told),
        (
            column.text("Product", "Who needs it.", key=True),
            column.text("Rare earth", "The element.", key=True),
            column.number("In one unit", "g", "In one unit of the product."),
            *(column.number(str(year), "kg", f"In the months of {year} that are planned.") for year in years),
            column.number("Together", "kg", "Over all months planned."),
        ),
        map(row, told.needs),
    )


def _left_out(told: Exposure) -> str:
    names = listed([f"{one.item} ({one.lack.value} not known)" for one in told.not_counted])
    return f" Not counted: {names}." if names else ""


def _by_month(case: Case, told: Exposure) -> AnswerTable:
    start = case.settings.start_month
    return answer_table(
        "Rare earths by month",
        "What planned demand needs of each rare earth month by month, scrap included." + _left_out(told),
        (
            column.text("Product", "Who needs it.", key=True),
            column.text("Rare earth", "The element.", key=True),
            *(column.number((start + place).words(), "kg", "In this month.") for place in range(case.settings.months)),
        ),
        ((one.product, one.element, *one.monthly_kg) for one in told.needs),
    )


def _name_of(one: Share) -> str | None:
    """What a share is told by; goods on hand have no supplier."""
    if not one.covered:
        return "covered by nothing"
    return IN_STOCK.lower() if one.name is None and one.by is By.SUPPLIER else one.name


def _shares(case: Case, told: Exposure) -> AnswerTable:
    return answer_table(
        "Where it comes from",
        "On whom planned need rests if nothing new is started: by country of the magnet, of its rare earth, and by "
        "supplier.",
        (
            column.text("Share by", "Country of the magnet, country of its rare earth, or supplier.", key=True),
            column.text("Name", "Which one.", blank="not known"),
            column.text("Product", "Whose need."),
            column.number("Magnets", "kg", "Mass of magnets over the months planned."),
            column.number("Of the mass", "%", "Of the product's magnets.", places=1),
            column.number("Value", case.settings.currency, "At standard cost.", places=0),
            column.number("Of the value", "%", "Of the value of the product's items.", places=1),
        ),
        (
            (
                one.by.value,
                _name_of(one),
                one.product or _ALL,
                one.kg,
                100 * one.share,
                one.value,
                100 * one.value_share,
            )
            for one in told.shares
            if one.value > 0 or one.kg > 0
        ),
    )


def _single(told: Exposure) -> AnswerTable:
    return answer_table(
        "Single sources",
        "Items that hang on one approved supplier, on several of one country, or on none.",
        (
            column.text("Item", "What hangs on them.", key=True),
            column.text("Only supplier", "The only approved one.", blank="several, or none"),
            column.text("Only country", "Where all approved ones are.", blank="none"),
            column.whole("Approved", "suppliers", "How many are approved."),
            column.names("Products", "Whose demand has no other approved source of it."),
            column.names("What would open another", "Qualifications not started yet.", blank="nothing in the case"),
        ),
        (
            (one.item, one.supplier, one.country, len(one.suppliers), one.products, one.waiting or None)
            for one in told.single_sources
        ),
    )


def _at_risk(case: Case, told: Exposure) -> AnswerTable:
    currency, rows = case.settings.currency, []
    for one in sorted(told.at_risk, key=lambda each: -each.contribution):
        name = rule_words(one.name) if one.hazard.value == "licence rule" else one.name
        for product in one.products:
            part = 100 * product.part
            rows.append(
                (
                    one.hazard.value,
                    name,
                    one.contribution,
                    100 * one.share,
                    product.product,
                    product.contribution,
                    part,
                    product.item,
                )
            )
    return answer_table(
        "Money at risk",
        "Contribution over the months planned that hangs on each supplier, country, rare earth and licence rule, by "
        "product. Goods on hand and on their way hang on nobody.",
        (
            column.text("If this fails", "What kind of thing.", key=True),
            column.text("Which", "Its name.", key=True),
            column.number("At risk in all", currency, "Contribution that hangs on it, over all products.", places=0),
            column.number("Of everything", "%", "Of the contribution of all products.", places=1),
            column.text("Product", "Whose contribution."),
            column.number("At risk", currency, "Of this product.", places=0),
            column.number("Of its demand", "%", "The part of it that would fail.", places=1),
            column.text("Because of", "The item that decides."),
        ),
        rows,
    )


def _first(case: Case, told: Exposure) -> AnswerTable:
    currency = case.settings.currency
    ranks: dict[str, int] = {}
    rows = []
    for one in told.priorities:
        ranks[one.element] = ranks.get(one.element, 0) + 1
        rows.append((one.element, ranks[one.element], one.product, one.per_gram, one.contribution, one.grams, one.kg))
    return answer_table(
        "Serve first",
        "When a rare earth is scarce: the products that earn most per gram of it, first served first.",
        (
            column.text("Scarce", "The rare earth.", key=True),
            column.whole("Turn", "", "Who is served first."),
            column.text("Product", "Who is served."),
            column.number("Earned", f"{currency} a gram", "Contribution of a unit over its grams."),
            column.number("Contribution", f"{currency} a unit", "Shortage cost of a unit.", places=2),
            column.number("In one unit", "g", "Of the rare earth, scrap included."),
            column.number("Need", "kg", "Over the horizon."),
        ),
        rows,
    )


def _prices(case: Case, told: Exposure) -> AnswerTable:
    currency = case.settings.currency
    return answer_table(
        "Oxide prices",
        "What a product's magnets cost more when an oxide costs more: one unit costs its kilograms of oxide times the "
        "change of price.",
        (
            column.text("Product", "Whose magnets.", key=True),
            column.text("Oxide", "What gets dearer.", key=True),
            column.number("10 % dearer", f"{currency} a unit", "On the last price.", blank="price or rate not known"),
            column.number("Oxide in one unit", "kg", "Nothing lost."),
            column.number("With losses", "kg", "Where grindings and losses are not recycled."),
            column.number("Oxide a year", "kg", "For a mean year of planned demand."),
            column.number("Last price", "USD/kg", "The middle of the last quote.", blank="not known"),
            column.text("Quoted", "When and where."),
            column.text("Source", "Where the price comes from."),
        ),
        (
            (
                one.product,
                one.oxide,
                one.ten_percent,
                one.oxide_kg,
                one.oxide_kg_with_losses,
                one.per_year_kg,
                None if one.price is None else one.price.usd_per_kg,
                "" if one.price is None else f"{one.price.month.words()}, {one.price.zone}",
                "" if one.price is None else f"{one.price.source} ({one.price.confidence} confidence)",
            )
            for one in told.prices
        ),
    )


def _contents(told: Exposure) -> AnswerTable:
    return answer_table(
        "What a part holds",
        "Grams of each rare earth in one unit of an item, and what stands behind the figure.",
        (
            column.text("Item", "Which part.", key=True),
            column.text("Rare earth", "The element.", blank="not known"),
            column.number("In one unit", "g", "Of the element.", blank="not known"),
            column.text("Known from", "Whose composition it is."),
            column.text("Evidence", "What stands behind it, as entered or as the library says."),
        ),
        (
            (one.item, element, grams, one.basis.value, one.evidence)
            for one in told.contents
            for element, grams in (one.grams or ((None, None),))
        ),
    )
