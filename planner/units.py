"""Decides which units we speak and how each is written beside a header or on an axis."""

from enum import Enum


class Unit(Enum):
    """The unit of a number; the value is what stands in the brackets of a header."""

    NONE = ""
    ITEM = "units"
    ITEM_PER_MONTH = "units/month"
    ITEM_OR_KG_PER_MONTH = "units or kg/month"
    ITEM_PER_ITEM = "units/unit"
    PRODUCT = "units"
    PRODUCT_PER_MONTH = "units/month"
    MONEY = "money"
    MONEY_PER_UNIT = "money/unit"
    MONEY_PER_UNIT_MONTH = "money/unit/month"
    MONEY_PER_ORDER = "money/order"
    FRACTION = "fraction"
    FRACTION_PER_YEAR = "per year"
    MONTHS = "months"
    GRAM = "g"
    KILOGRAM = "kg"
    PERCENT = "%"
    CELSIUS = "°C"
    MGOE = "MGOe"
    RATE = "case currency per unit"
    SECONDS = "s"
    EFFECT = "factor, rate or months"
    LIMIT = "by the limit"
