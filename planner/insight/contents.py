"""Decides how much of each rare earth every product needs, month by month, and on which evidence that is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from planner.facts.facts import Facts
from planner.reference.library import Library
from planner.tables.case import Case
from planner.tables.needs import Composition

RARE_EARTHS = (
    *("Sc", "Y", "La", "Ce", "Pr", "Nd", "Pm", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu"),
    "NdPr",
)
"""The elements that are counted, by atomic number; a composition may name the mixture of two of them instead."""

_SPELLED = {element.casefold(): element for element in RARE_EARTHS}


class Basis(Enum):
    """Whose composition an item has."""

    OWN = "the part's own composition"
    GRADE = "its grade's composition in the case"
    LIBRARY = "its grade's composition in the library"
    UNKNOWN = "no composition"


class Lack(Enum):
    """What keeps an item from being counted."""

    MASS = "magnet mass"
    COMPOSITION = "composition"


@dataclass(frozen=True, slots=True)
class ItemContents:
    """What one unit of an item holds.

    Attributes:
        item: its name.
        grams: (rare earth, grams in one unit), by atomic number; empty where mass or composition is not known.
        basis: whose composition it is.
        evidence: what stands behind the composition, as entered or as the library says; may be empty.
    """

    item: str
    grams: tuple[tuple[str, float], ...]
    basis: Basis
    evidence: str


@dataclass(frozen=True, slots=True)
class ElementNeed:
    """How much of a rare earth a product needs: planned demand, base design, through the whole bill, scrap included.

    Attributes:
        product, element: the two.
        grams: in one unit of the product.
        monthly_kg: in each month of the horizon.
        yearly_kg: (calendar year, kg), of the months that lie in the horizon.
    """

    product: str
    element: str
    grams: float
    monthly_kg: tuple[float, ...]
    yearly_kg: tuple[tuple[int, float], ...]

    @property
    def total_kg(self) -> float:
        """Over the horizon."""
        return sum(self.monthly_kg)


@dataclass(frozen=True, slots=True)
class NotCounted:
    """An item in use that is left out of the kilograms, what is not known of it, and the products that use it."""

    item: str
    lack: Lack
    products: tuple[str, ...]


def item_contents(case: Case, facts: Facts, library: Library) -> tuple[ItemContents, ...]:
    """What every item holds, in the order of the case.

    Args:
        case: without error findings.
        facts: what follows from it.
        library: tells where the composition of a grade comes from that the case has no rows for.
    """
    own: dict[str, list[str]] = defaultdict(list)
    for row in case.read(Composition):
        told = row.evidence if row.element.casefold() in _SPELLED else None
        own[row.of.casefold()] += [told] if told else []
    found = []
    for item in facts.items:
        grade = item.grade or ""
        if item.name.casefold() in own:
            basis, evidence = Basis.OWN, _joined(own[item.name.casefold()])
        elif grade.casefold() in own:
            basis, evidence = Basis.GRADE, _joined(own[grade.casefold()])
        elif library.composition(grade):
            basis, evidence = Basis.LIBRARY, _library_words(library, grade)
        else:
            basis, evidence = Basis.UNKNOWN, ""
        found.append(ItemContents(item.name, _grams(item.kg, item.elements), basis, evidence))
    return tuple(found)


def _grams(kg: float | None, elements: dict[str, float]) -> tuple[tuple[str, float], ...]:
    if kg is None:
        return ()
    held = {_SPELLED.get(element.casefold(), ""): percent for element, percent in elements.items()}
    return tuple((element, 10.0 * kg * held[element]) for element in RARE_EARTHS if element in held)


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))


def _library_words(library: Library, grade: str) -> str:
    rows = [one for one in library.compositions if one.grade.casefold() == grade.strip().casefold()]
    return _joined(f"{one.source} ({one.confidence} confidence)" for one in rows if one.element in RARE_EARTHS)


def element_needs(facts: Facts, contents: tuple[ItemContents, ...]) -> tuple[ElementNeed, ...]:
    """The rare earths of every product, in the order of the case and by atomic number; only what a product holds."""
    start = facts.settings.start_month
    found = []
    for product in facts.products:
        grams: dict[str, float] = defaultdict(float)
        for item, units in facts.designs[product.designs[0]].use:
            for element, weight in contents[item].grams:
                grams[element] += units * weight
        for element in RARE_EARTHS:
            if element not in grams:
                continue
            monthly = tuple(grams[element] * wanted / 1000.0 for wanted in product.demand)
            yearly: dict[int, float] = defaultdict(float)
            for month, kg in enumerate(monthly):
                yearly[(start + month).year] += kg
            found.append(ElementNeed(product.name, element, grams[element], monthly, tuple(yearly.items())))
    return tuple(found)


def not_counted(facts: Facts, contents: tuple[ItemContents, ...]) -> tuple[NotCounted, ...]:
    """The items in use whose rare earths are not known, so that their absence from the kilograms is not silent."""
    found = []
    for number, users in sorted(users_of(facts).items()):
        item = facts.items[number]
        names = tuple(facts.products[p].name for p in users)
        if contents[number].basis is Basis.UNKNOWN:
            found.append(NotCounted(item.name, Lack.COMPOSITION, names))
        elif item.kg is None and any(element.casefold() in _SPELLED for element in item.elements):
            found.append(NotCounted(item.name, Lack.MASS, names))
    return tuple(found)


def users_of(facts: Facts) -> dict[int, tuple[int, ...]]:
    """By item the products whose base design uses it and that somebody wants, rising."""
    users: dict[int, list[int]] = defaultdict(list)
    for number, product in enumerate(facts.products):
        if any(wanted > 0 for wanted in product.demand):
            for item, _ in facts.designs[product.designs[0]].use:
                users[item].append(number)
    return {item: tuple(found) for item, found in users.items()}
