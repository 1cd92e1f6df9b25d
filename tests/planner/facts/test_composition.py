"""Decides whether an item's elements come from the nearest place that knows them."""

from planner.facts.composition import compositions, symbol
from planner.tables.needs import Composition, Item

LIBRARY = {"n42sh": (("Nd", 21.0), ("Dy", 3.0)), "n35": (("Nd", 30.0), ("Dy", 0.0))}


def library(grade: str) -> tuple[tuple[str, float], ...]:
    return LIBRARY.get(grade.casefold(), ())


def item(name: str, grade: str | None = None) -> Item:
    return Item(item=name, standard_cost=1.0, grade=grade)


def row(of: str, element: str, percent: float) -> Composition:
    return Composition(of=of, element=element, weight_percent=percent)


def test_an_items_own_rows_replace_its_grades() -> None:
    rows = [row("N42SH", "Dy", 3), row("mag", "Nd", 30)]
    assert compositions([item("MAG", "N42SH")], rows, library) == ({"Nd": 30},)


def test_rows_for_the_grade_in_the_case_replace_the_librarys() -> None:
    assert compositions([item("MAG", "n42sh")], [row("N42SH", "Tb", 1)], library) == ({"Tb": 1},)


def test_a_grade_without_rows_is_looked_up_in_the_library() -> None:
    assert compositions([item("MAG", "N42SH")], [], library) == ({"Nd": 21.0, "Dy": 3.0},)


def test_an_element_of_zero_percent_is_not_held() -> None:
    found = compositions([item("MAG", "N35"), item("OWN")], [row("OWN", "Dy", 0), row("OWN", "Nd", 1)], library)
    assert found == ({"Nd": 30.0}, {"Nd": 1})


def test_rows_of_zero_percent_still_replace_the_grades() -> None:
    assert compositions([item("MAG", "N42SH")], [row("MAG", "Dy", 0)], library) == ({},)


def test_an_item_nobody_describes_holds_nothing_known() -> None:
    assert compositions([item("MAG"), item("ODD", "unheard of")], [], library) == ({}, {})


def test_the_library_is_asked_once_for_each_grade() -> None:
    asked: list[str] = []

    def book(grade: str) -> tuple[tuple[str, float], ...]:
        asked.append(grade)
        return library(grade)

    compositions([item("1", "N42SH"), item("2", "n42sh"), item("3", "unheard of"), item("4", "Unheard of")], [], book)
    assert asked == ["N42SH", "unheard of"]


def test_symbols_are_written_as_chemists_do() -> None:
    assert [symbol(word) for word in ("DY", "dy", "Nd", "b", "TREO")] == ["Dy", "Dy", "Nd", "B", "TREO"]
