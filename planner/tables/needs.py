"""Declares what the company makes and needs: settings, products, demand, bill of materials, items, what they hold."""

from __future__ import annotations

from planner.months import Month
from planner.tables import column
from planner.tables.table import Layout, declared
from planner.units import Unit

END_USES = ("automotive", "industrial", "consumer", "medical", "semiconductor", "defence")
FAMILIES = ("sintered NdFeB", "bonded NdFeB", "SmCo 1:5", "SmCo 2:17", "ferrite")


@declared("Case", "The settings of the case.", layout=Layout.SETTINGS, needed=True)
class Settings:
    name: str = column.text("Name", "Title of the case.", blank="the file's name")
    start_month: Month = column.month(
        "Start month", "First month of the plan.", required=True, example=Month.of(2027, 1)
    )
    months: int = column.whole(
        "Months", "How many months the plan covers.", required=True, unit=Unit.MONTHS, low=1, high=120, example=24
    )
    currency: str = column.name(
        "Currency",
        "Currency of all money without one of its own: three letters, such as USD or EUR.",
        default="USD",
        example="USD",
    )
    discount_rate: float = column.number(
        "Discount rate",
        "Yearly rate at which later money counts less.",
        default=0.08,
        unit=Unit.FRACTION_PER_YEAR,
        low=0,
        high=1,
    )
    carrying_cost_rate: float = column.number(
        "Carrying cost rate",
        "Yearly cost of holding stock, on standard cost: capital apart from discounting, storage, insurance.",
        default=0.25,
        unit=Unit.FRACTION_PER_YEAR,
        low=0,
    )
    closing_stock_value: float = column.number(
        "Closing stock value",
        "Share of standard cost credited for what is owned after the last month.",
        default=0.8,
        unit=Unit.FRACTION,
        low=0,
        high=1,
    )
    risk_weight: float = column.number(
        "Risk weight",
        "How much the bad cases count: 0 (0 %) plans for the expected cost alone, 1 (100 %) for the tail alone.",
        default=0.3,
        unit=Unit.FRACTION,
        low=0,
        high=1,
    )
    cvar_level: float = column.number(
        "Tail level",
        "Where the tail starts: 0.90 (90 %) means the mean of the worst 10 %.",
        default=0.9,
        unit=Unit.FRACTION,
        low=0,
        high=1,
        high_open=True,
    )
    max_parallel_redesigns: int | None = column.whole(
        "Redesigns at once", "How many redesigns engineering can run at the same time.", blank="no limit", low=0
    )


@declared("Products", "What you sell that needs magnets.", needed=True)
class Product:
    product: str = column.name(
        "Product", "Name of the product.", key=True, required=True, example="Traction motor TM-200"
    )
    description: str | None = column.text("Description", "What it is, in your words.")
    end_use: str | None = column.name(
        "End use",
        "What the customer does with it; licences and limits may depend on it.",
        choices=END_USES,
        open_choices=True,
        example="automotive",
    )
    shortage_cost: float = column.number(
        "Shortage cost",
        "Lost contribution and penalties for one unit never delivered.",
        required=True,
        unit=Unit.MONEY_PER_UNIT,
        low=0,
        example=850.0,
    )
    backorder_cost: float | None = column.number(
        "Backorder cost",
        "Cost of delivering one unit one month late.",
        blank="an unmet unit is lost at once",
        unit=Unit.MONEY_PER_UNIT_MONTH,
        low=0,
        example=40.0,
    )
    excluded_origins: tuple[str, ...] = column.names(
        "Excluded origins", "Countries whose material this product may not contain.", blank="none"
    )


@declared("Demand", "How many of each product customers want in each month.", layout=Layout.MONTHS, needed=True)
class Demand:
    product: str = column.name(
        "Product",
        "The product wanted.",
        key=True,
        required=True,
        links=("products.product",),
        example="Traction motor TM-200",
    )
    month: Month = column.month("Month", "The month of delivery.", key=True, required=True, example=Month.of(2027, 1))
    quantity: float = column.number(
        "Quantity", "Units wanted in the month.", required=True, unit=Unit.PRODUCT_PER_MONTH, low=0, example=400.0
    )


@declared("Bill of materials", "What goes into what, at any depth.")
class BillLine:
    parent: str = column.name(
        "Parent", "The product or assembly that is built.", key=True, required=True, example="Traction motor TM-200"
    )
    component: str = column.name(
        "Component",
        "What goes into it: another parent of this table, a product, or an item.",
        key=True,
        required=True,
        links=("items.item", "bill_of_materials.parent", "products.product"),
        example="MAG-42SH-01",
    )
    quantity: float = column.number(
        "Quantity",
        "Units of the component in one parent, before scrap.",
        required=True,
        unit=Unit.ITEM_PER_ITEM,
        low=0,
        low_open=True,
        example=16.0,
    )
    scrap_rate: float = column.number(
        "Scrap rate",
        "Share of the component lost while building; the need is quantity / (1 - scrap).",
        default=0.0,
        unit=Unit.FRACTION,
        low=0,
        high=1,
        high_open=True,
        example=0.02,
    )


@declared("Items", "What is bought or held: magnets, materials, bought assemblies.", needed=True)
class Item:
    item: str = column.name("Item", "Part number or name.", key=True, required=True, example="MAG-42SH-01")
    kind: str = column.choice(
        "Kind",
        "Magnet, material (such as oxide or alloy) or bought assembly.",
        default="magnet",
        choices=("magnet", "material", "assembly"),
        example="magnet",
    )
    description: str | None = column.text("Description", "What it is, in your words.")
    unit: str | None = column.name("Unit", "What one unit is.", blank="pcs, for materials kg", example="pcs")
    grade: str | None = column.name(
        "Grade",
        "Magnet grade; it gives the composition unless the item has rows of its own there.",
        links=("grades.grade",),
        example="N42SH",
    )
    mass_g: float | None = column.number(
        "Magnet mass",
        "Magnet mass in one unit.",
        blank="not known; a material in kg weighs 1000",
        unit=Unit.GRAM,
        low=0,
        low_open=True,
        example=45.0,
    )
    standard_cost: float = column.number(
        "Standard cost",
        "Cost of one unit in the books; carrying and closing value rest on it.",
        required=True,
        unit=Unit.MONEY_PER_UNIT,
        low=0,
        example=3.1,
    )
    max_stock: float | None = column.number(
        "Store limit", "Most units the store can hold.", blank="no limit", unit=Unit.ITEM, low=0
    )


@declared("Grades", "Magnet grades; the common ones are known to the program.")
class Grade:
    grade: str = column.name("Grade", "Name of the grade.", key=True, required=True, example="N42SH")
    family: str | None = column.choice("Family", "Kind of magnet.", choices=FAMILIES, example="sintered NdFeB")
    max_temperature_c: float | None = column.number(
        "Highest temperature", "Highest working temperature.", unit=Unit.CELSIUS, example=150.0
    )
    energy_product_mgoe: float | None = column.number(
        "Energy product", "Least maximum energy product.", unit=Unit.MGOE, low=0, example=40.0
    )


@declared("Composition", "What an item or a grade holds; an item's own rows replace its grade's.")
class Composition:
    of: str = column.name(
        "Of",
        "The item or grade described.",
        key=True,
        required=True,
        links=("items.item", "grades.grade"),
        example="N42SH",
    )
    element: str = column.name("Element", "Chemical symbol, such as Nd or Dy.", key=True, required=True, example="Dy")
    weight_percent: float = column.number(
        "Share by weight",
        "Percent of the magnet's mass.",
        required=True,
        unit=Unit.PERCENT,
        low=0,
        high=100,
        example=3.0,
    )
    evidence: str | None = column.text(
        "Evidence", "Where the figure comes from.", example="maker's declaration 2026-05"
    )
