"""A stock list counts what is free to use, once, where it lies; the rest is asked about or said."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.store.erp import mapping
from tests.builders import case
from tests.planner.store.erp.exports import Reading, text

HEADER = (
    "Material\tMaterialkurztext\tWerk\tLagerort\tSonderbestand\tCharge\tBasismengeneinheit\t"
    "Frei verwendbar\tIn Qual.-prüf.\tGesperrt\tWert frei verw.\tWhg"
)
MB52_DE = f"""
Lagerbestandsliste
{HEADER}
MAG-1\tDauermagnet\t1000\t0001\t\tC7\tST\t1.200,000\t0,000\t5,000\t3.600,00\tEUR
MAG-1\tDauermagnet\t1000\t0001\t\tC7\tST\t300,000\t50,000\t0,000\t900,00\tEUR
MAG-1\tDauermagnet\t2000\t0001\tK\t\tST\t80,000\t0,000\t0,000\t0,00\tEUR
MAG-2\tMagnet N38UH\t1000\t\t\t\tST\t0,000\t0,000\t0,000\t0,00\tEUR
SCHR\tSchraube M6\t1000\t0001\t\t\tST\t9.000,000\t0,000\t0,000\t90,00\tEUR
*\t\t\t\t\t\t\t10.580,000\t\t\t\t
"""


def mb52(folder: Path) -> Path:
    return text(folder, MB52_DE, "MB52.txt", "cp1252")


def held(read: Reading) -> list[tuple[object, ...]]:
    return read.rows("stock", "item", "quantity", "location", "note")


def test_free_stock_is_counted_once_for_each_part_and_place(tmp_path: Path) -> None:
    read = Reading(mb52(tmp_path), special_stock="leave_out", scope="all")
    assert read.source.layout == "sap_mb52"
    assert held(read) == [("MAG-1", 1500, "1000 0001", "Batch C7"), ("SCHR", 9000, "1000 0001", None)]
    assert read.said("rows_added_up") == ["Stock of 'MAG-1' at one place in rows 3-4 was added up to 1500."]
    assert read.said("special_left_out") == ["Left out as special stock: row 5."]
    assert read.said("rows_left_out") == ["Left out, no part is named or it is a total: row 8."]


def test_special_stock_is_asked_about_and_never_guessed(tmp_path: Path) -> None:
    read = Reading(mb52(tmp_path))
    assert read.question("special_stock").usual is None
    assert "consignment" in read.question("special_stock").sentence
    assert read.errors() == [("unanswered", "MB52.txt!E5")]
    counted = Reading(mb52(tmp_path), special_stock="count", scope="magnets")
    assert held(counted) == [("MAG-1", 1500, "1000 0001", "Batch C7"), ("MAG-1", 80, "2000 0001", None)]


def test_stock_in_inspection_counts_only_if_the_user_says_so(tmp_path: Path) -> None:
    read = Reading(mb52(tmp_path), special_stock="leave_out")
    assert read.question("in_quality").usual == "leave_out"
    counted = Reading(mb52(tmp_path), special_stock="leave_out", in_quality="count", scope="magnets")
    assert held(counted) == [("MAG-1", 1550, "1000 0001", "Batch C7")]


def test_of_many_parts_those_of_the_case_are_proposed_then_those_called_magnets(tmp_path: Path) -> None:
    known = case(items=[{"item": "mag-1", "standard_cost": 3}])
    asked = Reading(mb52(tmp_path), case=known).question("scope")
    assert [one.value for one in asked.options] == ["known", "magnets", "all"]
    assert asked.usual == "known"
    read = Reading(mb52(tmp_path), case=known, special_stock="leave_out")
    assert [item for item, *_ in held(read)] == ["MAG-1"]
    assert read.said("parts_left_out") == ["Left out, of parts that were not chosen: rows 6-7."]
    assert Reading(mb52(tmp_path)).question("scope").usual == "magnets"


def test_standard_costs_follow_from_values_in_the_currency_of_the_case(tmp_path: Path) -> None:
    """4,500 for 1,500 are 3 each; in dollars at 1.1 they are 3.30."""
    euros = case(case={"currency": "EUR"}, items=[{"item": "MAG-1"}])
    read = Reading(mb52(tmp_path), case=euros, special_stock="leave_out")
    assert read.rows("items", "item", "standard_cost") == [("MAG-1", 3)]
    dollars = case(case={"currency": "USD"}, items=[{"item": "MAG-1"}], currencies=[{"currency": "EUR", "rate": 1.1}])
    read = Reading(mb52(tmp_path), case=dollars, special_stock="leave_out")
    assert read.rows("items", "item", "standard_cost") == [("MAG-1", pytest.approx(3.3))]
    pounds = case(case={"currency": "GBP"}, items=[{"item": "MAG-1"}])
    read = Reading(mb52(tmp_path), case=pounds, special_stock="leave_out")
    assert read.rows("items", "item", "standard_cost") == [("MAG-1", None)]
    assert read.said("no_rate") == [
        "Values in EUR were not taken as standard costs: the case has no rate for it (rows 3-4)."
    ]


def test_a_part_named_once_above_its_places_has_them_all(tmp_path: Path) -> None:
    content = (
        "Material;Plant;Storage Location;Unrestricted\nMAG-1;;;\n;1000;0001;12\n;1000;0002;3\n"
        "MAG-2;;;\n;1000;0001;5\n;;;20\n"
    )
    read = Reading(text(tmp_path, content))
    assert held(read) == [
        ("MAG-1", 12, "1000 0001", None),
        ("MAG-1", 3, "1000 0002", None),
        ("MAG-2", 5, "1000 0001", None),
    ]
    assert read.said("rows_left_out") == ["Left out, no part is named or it is a total: row 7."]


def test_stock_below_nothing_counts_as_none_and_is_said(tmp_path: Path) -> None:
    read = Reading(text(tmp_path, "Material;Storage Location;Unrestricted\nMAG-1;A;5-\nMAG-1;B;8\n"))
    assert held(read) == [("MAG-1", 8, "B", None)]
    assert read.said("below_nothing") == [
        "Counted as none, stock is below 0: row 2. Correct it in the system it comes from."
    ]


def test_a_plain_list_may_say_where_stock_was_made(tmp_path: Path) -> None:
    content = "Artikelnummer;Lagerbestand;Herkunft;Bemerkung\nMAG-1;12;China;alt\n"
    read = Reading(text(tmp_path, content, encoding="cp1252"))
    assert read.rows("stock", "item", "quantity", "origin", "note") == [("MAG-1", 12, "China", "alt")]


def test_of_several_plants_the_user_says_which_count_and_that_is_remembered(tmp_path: Path) -> None:
    content = "Material;Plant;Unrestricted\nMAG-1;1000;7\nMAG-1;2000;5\nMAG-2;3000;4\n"
    path = text(tmp_path, content)
    assert Reading(path).question("plants").usual == ("1000", "2000", "3000")
    chosen = Reading(path, plants=("1000", "3000"))
    assert chosen.rows("stock", "item", "location", "quantity") == [("MAG-1", "1000", 7.0), ("MAG-2", "3000", 4.0)]
    assert chosen.said("plants_left_out") == ["Left out, of plants that were not chosen: row 3."]
    memory = mapping.remembered(chosen.mapping, chosen.answers)
    assert memory["answers"] == {"plants": ["1000", "3000"]}
    assert "plants" not in Reading(text(tmp_path, "Material;Plant;Unrestricted\nMAG-1;1000;7\n")).asked
