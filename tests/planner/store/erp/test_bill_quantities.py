"""Quantities and scrap of a bill are read as they are meant or asked about; nothing is counted twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.planner.store.erp.exports import Reading, bill, text

# Quantities that are multiplied down already.


PRODUCT_COUNTS = """
Level;Component number;Object description;Comp. Qty (CUn)
1;ROT;Rotor;2
2;SEG;Segment;8
3;MAG;Magnet;32
2;SHA;Shaft;2
"""
"""Of a product with two rotors, four segments in each and four magnets in each of those."""


def test_quantities_that_may_be_multiplied_down_are_asked_about_and_never_guessed(tmp_path: Path) -> None:
    path = text(tmp_path, PRODUCT_COUNTS)
    read = Reading(path, product="Drive")
    asked = read.question("quantity_counts")
    assert asked.usual is None
    assert asked.places == ("D2", "D3")
    assert "'ROT' is there 2 times and holds 'SEG' with 8" in asked.sentence
    assert read.errors() == [("unanswered", "export.csv!D2")]
    parent = Reading(path, product="Drive", quantity_counts="parent")
    assert bill(parent) == [("Drive", "ROT", 2), ("ROT", "SEG", 8), ("SEG", "MAG", 32)]
    product = Reading(path, product="Drive", quantity_counts="product")
    assert bill(product) == [("Drive", "ROT", 2), ("ROT", "SEG", 4), ("SEG", "MAG", 4)]


def test_quantities_that_cannot_be_multiplied_down_are_taken_for_one_parent(tmp_path: Path) -> None:
    """3 bolts in all cannot be in 2 rotors."""
    content = "Level;Component number;Description;Comp. Qty (CUn)\n1;ROT;Rotor;2\n2;MAG;Magnet;8\n2;BOL;Bolt;3\n"
    read = Reading(text(tmp_path, content), product="Drive")
    assert read.question("quantity_counts").usual == "parent"
    assert bill(read) == [("Drive", "ROT", 2), ("ROT", "MAG", 8)]


def test_quantities_are_not_asked_about_where_it_makes_no_difference(tmp_path: Path) -> None:
    read = Reading(
        text(tmp_path, "Level;Part Number;Description;Qty\n1;ROT;Rotor;1\n2;MAG;Magnet;8\n"), product="Drive"
    )
    assert "quantity_counts" not in read.asked


@pytest.mark.parametrize("headers", ["Qty;Total Qty", "Total Qty;Qty", "Comp. Qty (CUn);Component quantity"])
def test_of_two_columns_of_quantities_the_one_per_parent_is_found(tmp_path: Path, headers: str) -> None:
    per_parent, product = ("2", "4", "4"), ("2", "8", "32")
    first, second = (
        (product, per_parent)
        if headers in ("Total Qty;Qty", "Comp. Qty (CUn);Component quantity")
        else (per_parent, product)
    )
    rows = "".join(
        f"{level};{part};Magnet;{one};{two}\n"
        for level, part, one, two in zip("123", ("ROT", "SEG", "MAG"), first, second, strict=True)
    )
    read = Reading(
        text(tmp_path, f"Level;Component number;Description;{headers}\n{rows}"), product="Drive", parts=("MAG",)
    )
    assert "quantity_counts" not in read.asked
    assert bill(read) == [("Drive", "ROT", 2), ("ROT", "SEG", 4), ("SEG", "MAG", 4)]


def test_a_list_made_for_a_hundred_is_asked_about(tmp_path: Path) -> None:
    content = "Material;TM-200;\nRequired quantity;100;\nLevel;Component number;Comp. Qty (CUn)\n1;MAG;800\n"
    path = text(tmp_path, content)
    assert Reading(path).errors() == [("unanswered", "export.csv!B2")]
    assert bill(Reading(path, list_for="100")) == [("TM-200", "MAG", 8)]
    assert bill(Reading(path, list_for="1")) == [("TM-200", "MAG", 800)]


def test_a_quantity_for_a_base_quantity_is_divided_by_it(tmp_path: Path) -> None:
    read = Reading(text(tmp_path, "Parent;Component;Quantity;Base quantity\nTM;MAG;800;100\n"))
    assert bill(read) == [("TM", "MAG", 8)]


def test_a_list_level_by_level_is_asked_about(tmp_path: Path) -> None:
    content = "Level;Component number;Qty\n1;ROT;1\n1;STA;1\n2;MAG;8\n2;WIRE;3\n"
    path = text(tmp_path, content)
    assert Reading(path, product="P").question("list_order").usual is None
    everything = ("ROT", "MAG", "WIRE")
    assert bill(Reading(path, product="P", list_order="tree", parts=everything)) == [
        ("P", "ROT", 1), ("P", "STA", 1), ("STA", "MAG", 8), ("STA", "WIRE", 3),
    ]  # fmt: skip
    first = Reading(path, product="P", list_order="by_level")
    assert bill(first) == [("P", "ROT", 1), ("P", "STA", 1)]
    assert first.said("parents_unknown") == ["Left out, the list does not say what it belongs to: rows 4-5."]


# The same assembly in several places.


def test_an_assembly_in_two_places_is_not_counted_twice(tmp_path: Path) -> None:
    content = (
        "Level;Part Number;Description;Qty\n1;PUMP;Pump;1\n2;ROT;Rotor;1\n3;MAG;Magnet;8\n"
        "1;FAN;Fan;1\n2;ROT;Rotor;1\n3;MAG;Magnet;8\n"
    )
    read = Reading(text(tmp_path, content), product="Unit")
    assert bill(read) == [
        ("Unit", "PUMP", 1), ("Unit", "FAN", 1), ("PUMP", "ROT", 1), ("ROT", "MAG", 8), ("FAN", "ROT", 1),
    ]  # fmt: skip
    assert read.said("rows_added_up") == []


def test_an_assembly_opened_in_one_place_only_holds_what_it_holds_there(tmp_path: Path) -> None:
    content = "Level;Part Number;Description;Qty\n1;PUMP;Pump;1\n2;ROT;Rotor;1\n3;MAG;Magnet;8\n1;ROT;Rotor;1\n"
    assert bill(Reading(text(tmp_path, content), product="Unit")) == [
        ("Unit", "PUMP", 1), ("Unit", "ROT", 1), ("PUMP", "ROT", 1), ("ROT", "MAG", 8),
    ]  # fmt: skip


def test_an_assembly_that_holds_other_parts_elsewhere_is_an_error(tmp_path: Path) -> None:
    content = (
        "Level;Part Number;Description;Qty\n1;PUMP;Pump;1\n2;ROT;Rotor;1\n"
        "3;MAG;Magnet;8\n1;ROT;Rotor;1\n2;MAG;Magnet;9\n"
    )
    read = Reading(text(tmp_path, content), product="Unit")
    assert read.errors() == [("places_differ", "export.csv!A6")]


# Scrap.


def test_scrap_of_sap_is_added_to_the_quantity(tmp_path: Path) -> None:
    """8 and 25 % more are 10: as a share lost that is a fifth."""
    path = text(tmp_path, "STUFE;IDNRK;OJTXP;COMP_QTY;BAUSF\n1;MAG;Magnet;8;25\n")
    read = Reading(path, product="TM")
    assert read.question("scrap_base").usual == "added"
    ((quantity, scrap),) = read.rows("bill_of_materials", "quantity", "scrap_rate")
    assert (quantity, scrap) == (8, pytest.approx(0.2))
    ((quantity, scrap),) = Reading(path, product="TM", scrap_base="lost").rows(
        "bill_of_materials", "quantity", "scrap_rate"
    )
    assert (quantity, scrap) == (8, 0.25)


def test_repeated_rows_with_other_scrap_are_added_up_by_their_gross_need(tmp_path: Path) -> None:
    """8 with a fifth lost need 10, and 3 with none need 3."""
    content = "Parent;Component;Quantity;Scrap %\nTM;MAG;8;20\nTM;MAG;3;0\n"
    read = Reading(text(tmp_path, content), scrap_base="lost")
    assert read.rows("bill_of_materials", "quantity", "scrap_rate") == [(13, 0)]
    assert read.said("rows_added_up") == [
        "'MAG' stands in rows 2-3 of 'TM'; their needs with scrap were added up to 13."
    ]


def test_repeated_rows_with_the_same_scrap_keep_it(tmp_path: Path) -> None:
    read = Reading(text(tmp_path, "Parent;Component;Quantity;Scrap %\nTM;MAG;8;20\nTM;MAG;4;20\n"), scrap_base="lost")
    assert read.rows("bill_of_materials", "quantity", "scrap_rate") == [(12, 0.2)]


def test_scrap_that_may_be_percent_or_a_fraction_is_asked_about(tmp_path: Path) -> None:
    path = text(tmp_path, "Parent;Component;Quantity;Scrap\nTM;MAG;8;0.5\n")
    assert Reading(path, scrap_base="lost").errors() == [("unanswered", "export.csv!D2")]
    for unit, share in (("fraction", 0.5), ("percent", 0.005)):
        read = Reading(path, scrap_base="lost", scrap_unit=unit)
        assert read.rows("bill_of_materials", "scrap_rate") == [(share,)]


@pytest.mark.parametrize("scrap", ["-5", "100", "250"])
def test_scrap_that_cannot_be_is_an_error(tmp_path: Path, scrap: str) -> None:
    content = f"Parent;Component;Quantity;Scrap %\nTM;MAG;8;{scrap}\n"
    assert Reading(text(tmp_path, content), scrap_base="lost").errors() == [("scrap_impossible", "export.csv!D2")]
