"""Decides how a bound of a plan is told: what it is, one more of it, when it binds, and how its worth was found."""

from __future__ import annotations

from planner.insight.margins import Margin, Of, Source
from planner.report.words import months_between
from planner.solve.chosen import Freedom


def bound(one: Margin) -> str:
    """``the capacity of Ganzhou for Magnet``."""
    return {
        Of.CAPACITY: f"the capacity of {one.supplier} for {one.item}",
        Of.SUPPLIER_CAPACITY: f"the capacity of {one.supplier} in kg",
        Of.LICENCE_SHARE: f"the share that may leave {one.supplier}",
        Of.LICENCE: f"the licence {one.name}",
        Of.YEAR: f"the cap of twelve months on {one.item} from {one.supplier}",
        Of.STORE: f"the store for {one.item}",
        Of.LIMIT: f"the limit “{one.name}”",
        Of.LEAD_TIME: f"the lead time of {one.supplier or one.name}",
    }[one.of]


def one_more(one: Margin) -> str:
    """``one unit a month more of Magnet from Ganzhou``."""
    return {
        Of.CAPACITY: f"one unit a month more of {one.item} from {one.supplier}",
        Of.SUPPLIER_CAPACITY: f"one kg a month more from {one.supplier}",
        Of.LICENCE_SHARE: f"one point more of what may leave {one.supplier}",
        Of.LICENCE: f"one unit more under the licence {one.name}",
        Of.YEAR: f"one unit more in twelve months of {one.item} from {one.supplier}",
        Of.STORE: f"room for one unit more of {one.item}",
        Of.LIMIT: f"one more in the limit “{one.name}”",
        Of.LEAD_TIME: f"a month less of {f'production at {one.supplier}' if one.supplier else f'“{one.name}”'}",
    }[one.of]


def found_by(one: Margin) -> str:
    """How its worth was found, to end a sentence."""
    if one.source is Source.DUALS:
        return " at most (read off the plan, its starts and placed orders held; not solved again)"
    if one.source is Source.LOOSE_DUALS:
        return " at most (read off the plan, its starts held and orders of any size; not solved again)"
    return " (solved again)" if one.freedom is Freedom.ALL else " (solved again with most of the plan held)"


def when_it_binds(one: Margin) -> str:
    """`` (from Jan to Apr 2027)``; empty where that is not known."""
    if one.binds_from is None or one.binds_to is None:
        return ""
    return f" ({months_between([one.binds_from, one.binds_to])})"
