"""Declares what there is and who could supply what: stock, orders, suppliers, offers, capacity, contracts, licences."""

from __future__ import annotations

from planner.months import Month
from planner.tables import column
from planner.tables.table import declared
from planner.units import Unit


@declared("Stock", "What is in the store at the start.")
class Stock:
    item: str = column.name("Item", "The item held.", required=True, links=("items.item",), example="MAG-42SH-01")
    quantity: float = column.number("Quantity", "Units on hand.", required=True, unit=Unit.ITEM, low=0, example=12000.0)
    origin: str | None = column.name(
        "Origin", "Country of manufacture.", blank="not known: usable by every product", example="China"
    )
    feed_origin: str | None = column.name(
        "Feed origin", "Country the rare earth came from.", blank="not known", example="China"
    )
    location: str | None = column.text("Location", "Where it lies.", example="Store 1")
    note: str | None = column.text("Note", "Anything worth keeping.")


@declared("Open orders", "What is ordered and paid for but has not arrived.")
class OpenOrder:
    order_number: str | None = column.name("Order number", "Your number of the order.", example="4500012345")
    supplier: str = column.name(
        "Supplier", "Who delivers it.", required=True, links=("suppliers.supplier",), example="Ganzhou Magnetics"
    )
    item: str = column.name("Item", "The item ordered.", required=True, links=("items.item",), example="MAG-42SH-01")
    quantity: float = column.number(
        "Quantity", "Units still to come.", required=True, unit=Unit.ITEM, low=0, low_open=True, example=4000.0
    )
    ready_month: Month = column.month(
        "Ready month",
        "When it is due to leave the supplier; before the start it is already waiting.",
        required=True,
        example=Month.of(2027, 1),
    )
    arrival_month: Month | None = column.month(
        "Arrival month",
        "When it arrives, for goods that have left: untouched by events, no freight or duty.",
        blank="it has not left",
    )
    offer: str | None = column.name(
        "Offer",
        "The offer it was ordered on.",
        blank="the supplier's first offer of the item",
        links=("offers.offer",),
    )
    note: str | None = column.text("Note", "Anything worth keeping.")


@declared("Suppliers", "Who makes magnets or materials, and where.")
class Supplier:
    supplier: str = column.name(
        "Supplier", "Name of the supplier.", key=True, required=True, example="Ganzhou Magnetics"
    )
    country: str = column.name("Country", "Country of manufacture and export.", required=True, example="China")
    feed_country: str | None = column.name(
        "Feed country", "Country its rare earth comes from.", blank="not known", example="China"
    )
    feed_share: float = column.number(
        "Feed share",
        "Share of its rare earth from the feed country.",
        default=0.0,
        unit=Unit.FRACTION,
        low=0,
        high=1,
        example=1.0,
    )
    evidence: str | None = column.text(
        "Evidence", "Where this is known from.", example="supplier's declaration 2026-09"
    )


@declared("Offers", "Who could supply what, at what price, lead time and terms.")
class Offer:
    offer: str = column.name(
        "Offer",
        "Name of the offer.",
        key=True,
        blank="'supplier | item'",
    )
    supplier: str = column.name(
        "Supplier", "Who offers it.", required=True, links=("suppliers.supplier",), example="Ganzhou Magnetics"
    )
    item: str = column.name("Item", "What is offered.", required=True, links=("items.item",), example="MAG-42SH-01")
    price: float = column.number(
        "Price",
        "Price of one unit, without freight and duty.",
        required=True,
        unit=Unit.MONEY_PER_UNIT,
        low=0,
        example=2.9,
    )
    currency: str | None = column.name(
        "Currency",
        "Currency of price, freight and order cost in this row.",
        blank="the case currency",
        links=("currencies.currency",),
    )
    freight: float = column.number(
        "Freight", "Freight for one unit.", default=0.0, unit=Unit.MONEY_PER_UNIT, low=0, example=0.1
    )
    duty_rate: float = column.number(
        "Duty rate", "Customs duty as a share of the price.", default=0.0, unit=Unit.FRACTION, low=0, example=0.021
    )
    production_months: int = column.whole(
        "Production lead time", "From the order to ready to leave.", required=True, unit=Unit.MONTHS, low=0, example=2
    )
    transit_months: int = column.whole(
        "Transit time", "From leaving the supplier to arrival.", required=True, unit=Unit.MONTHS, low=0, example=1
    )
    min_order: float | None = column.number(
        "Least order", "Least quantity of one order.", blank="none", unit=Unit.ITEM, low=0, example=2000.0
    )
    order_multiple: float | None = column.number(
        "Order multiple",
        "Orders are whole multiples of this.",
        blank="any quantity",
        unit=Unit.ITEM,
        low=0,
        low_open=True,
    )
    order_cost: float = column.number(
        "Order cost",
        "Cost of placing one order: paperwork, licence application.",
        default=0.0,
        unit=Unit.MONEY_PER_ORDER,
        low=0,
        example=350.0,
    )
    max_12_months: float | None = column.number(
        "Most in 12 months",
        "Most units ordered in any 12 months in a row: the licence cap at historical use.",
        blank="no cap",
        unit=Unit.ITEM,
        low=0,
    )
    ordered_before: float = column.number(
        "Ordered before",
        "Units ordered in the 12 months before the start; they use up the cap.",
        default=0.0,
        unit=Unit.ITEM,
        low=0,
    )
    qualification: str | None = column.name(
        "Qualification",
        "What must be passed before orders are possible.",
        blank="approved already",
        links=("qualifications.qualification",),
    )
    from_month: Month | None = column.month(
        "From month", "First month in which orders can be placed.", blank="from the start"
    )
    to_month: Month | None = column.month("To month", "Last month in which orders can be placed.", blank="to the end")
    end_uses: tuple[str, ...] = column.names(
        "End uses", "The goods may go only to products of these end uses.", blank="every end use"
    )

    def __post_init__(self) -> None:
        if not self.offer:  # the one default that other columns make
            object.__setattr__(self, "offer", f"{self.supplier} | {self.item}")


@declared("Currencies", "What other currencies are worth.")
class Currency:
    currency: str = column.name("Currency", "Three letters, such as EUR.", key=True, required=True, example="EUR")
    rate: float = column.number(
        "Rate", "Case currency for one unit of it.", required=True, unit=Unit.RATE, low=0, low_open=True, example=1.08
    )


@declared("Capacity", "What may leave a supplier in a month; a row holds until the next.")
class Capacity:
    supplier: str = column.name(
        "Supplier",
        "Whose capacity it is.",
        key=True,
        required=True,
        links=("suppliers.supplier",),
        example="Ganzhou Magnetics",
    )
    item: str | None = column.name(
        "Item",
        "The item it is for, counted in its units.",
        key=True,
        blank="all items together, in kg",
        links=("items.item",),
        example="MAG-42SH-01",
    )
    from_month: Month = column.month(
        "From month", "First month of this step.", key=True, required=True, example=Month.of(2027, 1)
    )
    per_month: float = column.number(
        "Per month",
        "What may leave in a month.",
        required=True,
        unit=Unit.ITEM_OR_KG_PER_MONTH,
        low=0,
        example=20000.0,
    )


@declared("Qualifications", "Approvals that must be passed before a source can be used.")
class Qualification:
    qualification: str = column.name(
        "Qualification", "Name of the approval.", key=True, required=True, example="Narva sintered NdFeB"
    )
    months: int = column.whole(
        "Duration", "From its start to the first possible order.", required=True, unit=Unit.MONTHS, low=0, example=6
    )
    cost: float = column.number(
        "Cost", "One-off cost, paid at its start.", required=True, unit=Unit.MONEY, low=0, example=60000.0
    )
    earliest_month: Month | None = column.month("Earliest month", "First month in which it can start.", blank="at once")
    started_month: Month | None = column.month(
        "Started month", "When it started, if before the plan: its cost is spent.", blank="not started"
    )


@declared("Contracts", "Capacity that can be reserved, with take-or-pay.")
class Contract:
    contract: str = column.name("Contract", "Name of the contract.", key=True, required=True, example="Offtake 2027")
    offer: str = column.name(
        "Offer",
        "The offer it reserves.",
        required=True,
        links=("offers.offer",),
        example="Ganzhou Magnetics | MAG-42SH-01",
    )
    sign_by: Month = column.month(
        "Sign by", "Last month in which it can be signed.", required=True, example=Month.of(2027, 3)
    )
    from_month: Month = column.month("From month", "First month it runs.", required=True, example=Month.of(2027, 6))
    to_month: Month = column.month("To month", "Last month it runs.", required=True, example=Month.of(2028, 12))
    per_month: float = column.number(
        "Reserved per month",
        "Reserved units a month, on top of the supplier's capacity.",
        required=True,
        unit=Unit.ITEM_PER_MONTH,
        low=0,
        low_open=True,
        example=3000.0,
    )
    price: float | None = column.number(
        "Price",
        "Price of a reserved unit, in case currency.",
        blank="the offer's price",
        unit=Unit.MONEY_PER_UNIT,
        low=0,
    )
    take_or_pay: float = column.number(
        "Take or pay",
        "Share of the reserved units paid for even if not taken.",
        default=0.0,
        unit=Unit.FRACTION,
        low=0,
        high=1,
        example=0.8,
    )
    fee: float = column.number("Fee", "Paid when it is signed.", default=0.0, unit=Unit.MONEY, low=0, example=25000.0)
    signed_month: Month | None = column.month(
        "Signed month", "When it was signed, if before the plan: it binds, its fee is spent.", blank="not signed"
    )


@declared("Licences", "Export licences in hand or applied for.")
class Licence:
    licence: str = column.name("Licence", "Number of the licence.", key=True, required=True, example="L-2026-117")
    supplier: str = column.name(
        "Supplier",
        "Whose goods it lets leave.",
        required=True,
        links=("suppliers.supplier",),
        example="Ganzhou Magnetics",
    )
    item: str = column.name("Item", "The item it names.", required=True, links=("items.item",), example="MAG-42SH-01")
    quantity: float = column.number(
        "Quantity", "Units it lets leave in all.", required=True, unit=Unit.ITEM, low=0, low_open=True, example=6000.0
    )
    from_month: Month = column.month("From month", "First month it is valid.", required=True, example=Month.of(2027, 1))
    to_month: Month = column.month("To month", "Last month it is valid.", required=True, example=Month.of(2027, 6))
    status: str = column.choice(
        "Status",
        "Only granted licences count in the plan.",
        default="granted",
        choices=("granted", "applied"),
        example="granted",
    )
    note: str | None = column.text("Note", "Anything worth keeping.")


@declared("Tolling", "Material of ours that an offer's maker works.")
class Tolling:
    offer: str = column.name(
        "Offer",
        "The offer whose maker works our material.",
        key=True,
        required=True,
        links=("offers.offer",),
        example="Ganzhou Magnetics | MAG-42SH-01",
    )
    material: str = column.name(
        "Material",
        "The item that leaves our stock when the order is placed.",
        key=True,
        required=True,
        links=("items.item",),
        example="NdPr oxide",
    )
    quantity_per_unit: float = column.number(
        "Quantity per unit",
        "Material for one unit of the offer's item.",
        required=True,
        unit=Unit.ITEM_PER_ITEM,
        low=0,
        low_open=True,
        example=0.017,
    )
