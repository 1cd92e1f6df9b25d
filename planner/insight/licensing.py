"""Decides which items need an export licence, by which rule of the library, from whom, and where only a declaration
could tell."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import date
from enum import Enum

from planner.facts.facts import Facts, ItemFacts, SupplierFacts
from planner.facts.lanes import MATERIAL
from planner.insight.contents import Basis, ItemContents, users_of
from planner.reference.library import Library
from planner.reference.materials import ElementShare
from planner.reference.trade import LicenceRule
from planner.tables.case import Case
from planner.tables.needs import Grade


class RuleState(Enum):
    """Whether a rule binds. The October 2025 layer is suspended until a day that has passed: the user knows, we ask."""

    IN_FORCE = "in force"
    ASK = "suspended when last known; ask for its state"
    OVER = "not in force"


ASKED, OVER = "suspended when last known, later state unknown: ask", "not in force"
"""How the status of a rule begins or reads that is asked about, or does not bind any more."""


@dataclass(frozen=True, slots=True)
class LicenceNeed:
    """An item that needs a licence by a rule.

    Attributes:
        item: what needs it.
        rule: the rule's name in the library; ``description``, ``authority``, ``since``, ``status``, ``source`` and
            ``confidence`` are the library's.
        state: whether it binds today.
        elements: what in the item the rule is about; empty where the family alone decides and nothing else is known.
        basis: whose composition says so.
        bound: suppliers that offer the item and whose goods the rule holds.
        free: suppliers that offer it and are not bound by this rule.
        products: whose base designs use it.
    """

    item: str
    rule: str
    description: str
    authority: str
    since: date | None
    status: str
    source: str
    confidence: str
    state: RuleState
    elements: tuple[str, ...]
    basis: Basis
    bound: tuple[str, ...]
    free: tuple[str, ...]
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LicenceDoubt:
    """An item for which a figure of the library's grade decides and could be wrong: ask for a declaration of the part.

    Attributes:
        item, rule: the item, and the rule that hangs on it.
        element: the element in question.
        weight_percent, low, high: what the library says of its grade.
        source, confidence: where that comes from.
    """

    item: str
    rule: str
    element: str
    weight_percent: float
    low: float
    high: float
    source: str
    confidence: str


def licence_needs(
    case: Case, facts: Facts, library: Library, contents: tuple[ItemContents, ...]
) -> tuple[LicenceNeed, ...]:
    """Every item and every rule it falls under, items in the order of the case, rules as in the library."""
    families = _families(case, facts, library)
    users = users_of(facts)
    found = []
    for number, item in enumerate(facts.items):
        for rule in library.licence_rules:
            falls_under = _SCOPES.get(rule.rule)
            if falls_under is None or state_of(rule) is RuleState.OVER:
                continue
            elements = tuple(element for element in rule.elements if element in item.elements)
            if not falls_under(item, families[number], elements):
                continue
            offering = [facts.suppliers[facts.pairs[pair].supplier] for pair in item.pairs]
            bound = tuple(one.name for one in offering if _binds(rule, one))
            if rule.rule in _ABROAD and not bound:
                continue
            found.append(
                LicenceNeed(
                    item=item.name,
                    rule=rule.rule,
                    description=rule.description,
                    authority=rule.authority,
                    since=rule.from_date,
                    status=rule.status_mid_2026,
                    source=rule.source,
                    confidence=rule.confidence,
                    state=state_of(rule),
                    elements=elements,
                    basis=contents[number].basis,
                    bound=bound,
                    free=tuple(one.name for one in offering if one.name not in bound),
                    products=tuple(facts.products[p].name for p in users.get(number, ())),
                )
            )
    return tuple(found)


def licence_doubts(
    case: Case, facts: Facts, library: Library, contents: tuple[ItemContents, ...]
) -> tuple[LicenceDoubt, ...]:
    """Magnets in use that hold Dy or Tb, or do not, only by the figure of their grade, while its band says both."""
    families = _families(case, facts, library)
    in_force = (one for one in library.licence_rules if state_of(one) is not RuleState.OVER)
    rule = next((one for one in in_force if one.rule == "ndfeb_dy_tb"), None)
    found = []
    for number in sorted(users_of(facts)) if rule is not None else ():
        item = facts.items[number]
        if contents[number].basis not in (Basis.LIBRARY, Basis.GRADE) or "NdFeB" not in families[number]:
            continue
        assert rule is not None
        shares = _shares(library, item.grade or "", rule.elements)
        if any(element in item.elements for element in set(rule.elements) - {one.element for one in shares}):
            continue  # something else in it decides for certain
        for one in shares:
            if item.elements.get(one.element, 0.0) != one.weight_percent:
                continue  # the case says something else of the grade
            low, high = one.low or 0.0, one.high if one.high is not None else one.weight_percent
            if low <= 0.0 < high:
                found.append(
                    LicenceDoubt(
                        item.name, rule.rule, one.element, one.weight_percent, low, high, one.source, one.confidence
                    )
                )
    return tuple(found)


def state_of(rule: LicenceRule) -> RuleState:
    """A rule whose last known state is a suspension is asked about, never assumed."""
    if rule.status_mid_2026 == OVER:
        return RuleState.OVER
    return RuleState.ASK if rule.status_mid_2026.startswith("suspended") else RuleState.IN_FORCE


def asks_for_licence(rule: LicenceRule) -> bool:
    """Whether a rule says what needs a licence; others tell how licences are given."""
    return rule.rule in _SCOPES


def _shares(library: Library, grade: str, elements: tuple[str, ...]) -> list[ElementShare]:
    name = grade.strip().casefold()
    return [one for one in library.compositions if one.grade.casefold() == name and one.element in elements]


def _families(case: Case, facts: Facts, library: Library) -> tuple[str, ...]:
    """By item the family of its magnet: as the case says of its grade, else as the library does, else by what it
    holds; empty for what is no magnet or not known."""
    declared = {row.grade.casefold(): row.family for row in case.read(Grade) if row.family}
    found = []
    for item in facts.items:
        known = library.grade(item.grade) if item.grade else None
        family = declared.get((item.grade or "").casefold()) or (known.family if known else "")
        found.append("" if item.kind == MATERIAL else family or _guessed(item.elements.keys()))
    return tuple(found)


def _guessed(elements: Set[str]) -> str:
    """The family of a magnet without a known grade; a composition often names its rare earths alone."""
    if {"Nd", "Pr", "NdPr"} & elements:
        return "NdFeB"
    return "SmCo" if "Sm" in elements and ("Co" in elements or "Fe" not in elements) else ""


_Scope = Callable[[ItemFacts, str, tuple[str, ...]], bool]
"""Whether an item, of a family, holding these of the rule's elements, falls under a rule."""


def _ndfeb(item: ItemFacts, family: str, elements: tuple[str, ...]) -> bool:
    del item
    return "NdFeB" in family and bool(elements)


def _smco(item: ItemFacts, family: str, elements: tuple[str, ...]) -> bool:
    del item, elements
    return family.startswith("SmCo")


def _material(item: ItemFacts, family: str, elements: tuple[str, ...]) -> bool:
    del family
    return item.kind == MATERIAL and bool(elements)


def _anything(item: ItemFacts, family: str, elements: tuple[str, ...]) -> bool:
    del item, family
    return bool(elements)


_SCOPES: dict[str, _Scope] = {
    "ndfeb_dy_tb": _ndfeb,
    "smco": _smco,
    "materials_seven_elements": _material,
    "five_more_elements": _anything,
    "foreign_content": _anything,
}
"""What each rule of the library that asks for a licence is about; its other rules are practice, not scope."""

_ABROAD = ("foreign_content",)
"""Rules about goods made elsewhere of Chinese rare earth."""


def _binds(rule: LicenceRule, supplier: SupplierFacts) -> bool:
    """Whether a supplier's goods are held: made in the rule's country or, for rules about goods made abroad, fed from
    the country that made the rule."""
    if rule.rule not in _ABROAD:
        return supplier.country.casefold() in {country.casefold() for country in rule.export_country}
    home = rule.authority.split(",")[0].casefold()
    fed = supplier.feed_country is not None and supplier.feed_share > 0 and supplier.feed_country.casefold() == home
    return fed and supplier.country.casefold() != home
