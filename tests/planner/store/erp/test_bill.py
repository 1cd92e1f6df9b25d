"""A bill of materials as the system exports it becomes lines between parents and parts; its traps are asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.store.erp.tree import depths_of, indented
from tests.builders import case
from tests.planner.store.erp.exports import Reading, bill, book, text

CS12_DE = """
Stückliste mehrstufig anzeigen
Material\tTM-200
Bezeichnung\tTraktionsmotor

\tStufe\tAuflösungsstufe\tPositionsnummer\tKomponentennummer\tObjektkurztext\tKomponentenmenge\tKompMengenEinheit\tPositionstyp\tSchüttgut
\t1\t.1\t0010\tROT-1\tRotor komplett\t1,000\tST\tL\t
\t2\t..2\t0010\tMAG-42SH-01\tMagnet N42SH 30x10x5\t16,000\tST\tL\t
\t2\t..2\t0020\tMAG-42SH-01\tMagnet N42SH 30x10x5\t4,000\tST\tL\t
\t2\t..2\t0030\tWEL-9\tWelle\t1,000\tST\tL\t
\t2\t..2\t0040\tKLE-1\tKleber\t0,125\tKG\tL\tX
\t1\t.1\t0020\tSTA-1\tStator\t1,000\tST\tL\t
\t2\t..2\t0010\tDRAHT\tKupferlackdraht\t1.234,500\tM\tL\t
\t1\t.1\t0030\tZEICHNUNG\tZeichnung\t1,000\tST\tD\t
"""


def test_a_german_cs12_list_becomes_a_bill_that_leads_to_the_magnets(tmp_path: Path) -> None:
    """20 magnets in a rotor, on two rows; shaft and wire lead to none, glue is bulk, the drawing is no part."""
    read = Reading(text(tmp_path, CS12_DE, "CS12.xls", "cp1252"))
    assert read.source.layout == "sap_cs12"
    assert read.asked == ["product", "parts"]
    assert read.question("product").usual == "TM-200"
    assert read.question("parts").usual == ("MAG-42SH-01",)
    assert bill(read) == [("TM-200", "ROT-1", 1), ("ROT-1", "MAG-42SH-01", 20)]
    assert read.rows("items", "item", "kind", "grade", "unit") == [("MAG-42SH-01", "magnet", "N42SH", "pcs")]
    assert read.rows("products", "product") == [("TM-200",)]
    assert read.said("rows_added_up") == [
        "'MAG-42SH-01' stands in rows 7-8 of 'ROT-1'; their quantities were added up to 20."
    ]
    assert read.said("bulk_left_out") == ["Left out as bulk material: row 10."]
    assert read.said("rows_left_out") == ["Left out as documents: row 13."]
    assert read.said("parts_left_out") == ["Left out, no part that was chosen is in it: rows 9, 11-12."]


def test_every_part_can_be_chosen(tmp_path: Path) -> None:
    parts = ("MAG-42SH-01", "WEL-9", "DRAHT")
    read = Reading(text(tmp_path, CS12_DE, "CS12.xls", "cp1252"), parts=parts, product="Motor")
    assert bill(read) == [
        ("Motor", "ROT-1", 1),
        ("Motor", "STA-1", 1),
        ("ROT-1", "MAG-42SH-01", 20),
        ("ROT-1", "WEL-9", 1),
        ("STA-1", "DRAHT", 1234.5),
    ]
    assert read.rows("items", "item", "kind", "unit")[1:] == [("WEL-9", "assembly", "pcs"), ("DRAHT", "assembly", "M")]


def test_parts_the_case_has_count_whatever_they_are_called(tmp_path: Path) -> None:
    known = case(items=[{"item": "wel-9", "standard_cost": 3}])
    read = Reading(text(tmp_path, CS12_DE, "CS12.xls", "cp1252"), case=known)
    assert read.question("parts").usual == ("MAG-42SH-01", "WEL-9")


def test_a_known_product_is_no_new_one(tmp_path: Path) -> None:
    known = case(products=[{"product": "tm-200", "shortage_cost": 3}])
    assert Reading(text(tmp_path, CS12_DE, "CS12.xls", "cp1252"), case=known).rows("products", "product") == []


LEVELS = {
    "numbers": ["1", "2", "2", "1"],
    "points": [".1", "..2", "..2", ".1"],
    "points_behind": ["1..", "2..", "2..", "1."],
    "outline": ["1", "1.1", "1.2", "2"],
    "deep_outline": ["1.", "1.1.", "1.10.", "2."],
    "stars": ["*", "**", "**", "*"],
}


@pytest.mark.parametrize("levels", LEVELS.values(), ids=LEVELS)
def test_levels_are_read_however_they_are_written(tmp_path: Path, levels: list[str]) -> None:
    rows = zip(levels, ["ROT", "MAG-1", "MAG-2", "MAG-3"], strict=True)
    content = "Level;Part Number;Description;QTY\n" + "".join(f"{level};{part};Magnet;1\n" for level, part in rows)
    read = Reading(text(tmp_path, content), product="Drive", quantity_counts="parent")
    assert bill(read) == [("Drive", "ROT", 1), ("Drive", "MAG-3", 1), ("ROT", "MAG-1", 1), ("ROT", "MAG-2", 1)]


def test_an_indented_list_without_levels_is_a_tree(tmp_path: Path) -> None:
    content = (
        "Component number;Object description;Comp. Qty (CUn);Un\nROT;Rotor;1;PC\n   MAG;Magnet;8;PC\n"
        "   SHA;Shaft;1;PC\nSTA;Stator;1;PC\n"
    )
    read = Reading(text(tmp_path, content), product="Drive")
    assert bill(read) == [("Drive", "ROT", 1), ("ROT", "MAG", 8)]


def test_points_indent_too() -> None:
    found = indented(["A", ". B", ".. C", ". D"])
    assert found is not None
    assert found.depths == (1, 2, 3, 2)
    assert indented(["A", "B"]) is None


def test_a_level_that_cannot_be_read_is_an_error_with_its_cell(tmp_path: Path) -> None:
    read = Reading(text(tmp_path, "Level;Part Number;QTY\n1;ROT;1\nhigh;MAG;1\n"), product="Drive")
    assert read.errors() == [("level_unreadable", "export.csv!A3")]
    assert depths_of(["", "?"]).depths == (None, None)


def test_a_level_that_jumps_is_an_error_with_its_cell(tmp_path: Path) -> None:
    read = Reading(text(tmp_path, "Level;Part Number;QTY\n1;ROT;1\n3;MAG;1\n1;STA;1\n"), product="Drive")
    assert read.errors() == [("level_jump", "export.csv!A3")]


def test_level_0_is_the_product_itself(tmp_path: Path) -> None:
    """Windchill begins with the product; the file may hold several."""
    rows = [
        ["Action", "Level", "Number", "Trace Code", "Quantity"],
        ["Add", 0, "TM-200", "", 1],
        ["Add", 1, "MAG-1", "", 8],
        ["Add", 0, "TM-300", "", 1],
        ["Add", 1, "MAG-1", "", 12],
    ]
    read = Reading(book(tmp_path, {"Structure": rows}))
    assert read.source.layout == "windchill"
    assert "product" not in read.asked
    assert bill(read) == [("TM-200", "MAG-1", 8), ("TM-300", "MAG-1", 12)]
    assert read.rows("products", "product") == [("TM-200",), ("TM-300",)]


def test_a_top_model_row_names_the_product(tmp_path: Path) -> None:
    content = (
        "BOM_LEVEL\tITEM\tMANUFACTURING_ITEM\tQTY\tUOM\tMANUFACTURER_NAME\nTOP MODEL :\tTM-200\t\t\t\t\n"
        "1\tMAG-N38UH\tX\t8\tEA\tGanzhou\n"
    )
    read = Reading(text(tmp_path, content))
    assert read.source.layout == "oracle_bom"
    assert read.asked == []
    assert bill(read) == [("TM-200", "MAG-N38UH", 8)]
    assert read.rows("suppliers", "supplier") == [("Ganzhou",)]


def test_a_list_of_the_parts_of_one_product_asks_for_it(tmp_path: Path) -> None:
    content = "ITEM,QTY,NAME,DESCR,MATERIAL,MASS\n1,1,HOUSING,Housing,AlSi10,812\n2,8,MAG-30,Segment,N42SH,45.5\n"
    read = Reading(text(tmp_path, content, "Pump P-10 BOM 20261101.csv"), mass_unit="g")
    assert read.source.layout == "autocad_parts"
    assert read.question("product").usual == "Pump P-10"
    assert bill(read) == [("Pump P-10", "MAG-30", 8)]
    assert read.rows("items", "item", "grade", "mass_g") == [("MAG-30", "N42SH", 45.5)]


def test_the_unit_of_masses_is_asked_unless_the_header_says_it(tmp_path: Path) -> None:
    content = "ITEM,QTY,NAME,MATERIAL,{}\n2,8,MAG-30,N42SH,0.045\n"
    asked = Reading(text(tmp_path, content.format("MASS")), product="P")
    assert asked.question("mass_unit").usual is None
    assert asked.errors() == [("unanswered", "export.csv!E2")]
    told = Reading(text(tmp_path, content.format("MASS (kg)")), product="P")
    assert told.question("mass_unit").usual == "kg"
    assert told.rows("items", "mass_g") == [(45,)]


def test_a_parent_child_list_adds_up_rows_and_fills_blank_parents(tmp_path: Path) -> None:
    content = "Oberteil;Unterteil;Bezeichnung;Menge\nTM-200;ROT;Rotor;1\nROT;MAG;Magnet;8\n;MAG;Magnet;4\n"
    read = Reading(text(tmp_path, content, encoding="cp1252"))
    assert bill(read) == [("TM-200", "ROT", 1), ("ROT", "MAG", 12)]
    assert read.said("parent_filled") == ["The parent is blank and was taken from above: row 4."]
    assert read.rows("products", "product") == [("TM-200",)]


# Rows that are no lines.


def test_quantities_of_nothing_and_less_are_left_out_and_blank_ones_are_errors(tmp_path: Path) -> None:
    content = "Parent;Component;Quantity\nTM;MAG;8\nTM;OLD;0\nTM;BACK;-1\n"
    read = Reading(text(tmp_path, content))
    assert bill(read) == [("TM", "MAG", 8)]
    assert read.said("rows_left_out") == [
        "Left out, the quantity is 0: row 3.",
        "Left out, the quantity is below 0: row 4.",
    ]
    assert Reading(text(tmp_path, "Parent;Component;Quantity\nTM;MAG;\n")).errors() == [
        ("blank_quantity", "export.csv!C2")
    ]
    assert Reading(text(tmp_path, "Parent;Component;Quantity\nTM;MAG;some\n")).errors() == [
        ("not_a_number", "export.csv!C2")
    ]


def test_headers_that_come_again_on_every_page_are_no_rows(tmp_path: Path) -> None:
    content = "Parent;Component;Quantity\nTM;MAG;8\nParent;Component;Quantity\nTM;MAG-2;4\n"
    assert bill(Reading(text(tmp_path, content))) == [("TM", "MAG", 8), ("TM", "MAG-2", 4)]


def test_a_part_counted_in_two_units_is_an_error(tmp_path: Path) -> None:
    content = "Parent;Component;Description;Quantity;Unit\nTM;MAG;Magnet;8;PC\nTX;MAG;Magnet;2;KG\n"
    assert Reading(text(tmp_path, content)).errors() == [("two_units", "export.csv!E3")]


def test_part_numbers_keep_their_zeros_and_spoilt_ones_are_errors(tmp_path: Path) -> None:
    content = "Parent;Component;Quantity\n000123;00045;8\n"
    assert bill(Reading(text(tmp_path, content))) == [("000123", "00045", 8)]
    spoilt = "Parent;Component;Quantity\nTM;4,5E+11;8\n"
    assert Reading(text(tmp_path, spoilt)).errors() == [("not_a_name", "export.csv!B2")]


def test_numbers_of_a_workbook_are_numbers_whatever_the_texts_beside_them(tmp_path: Path) -> None:
    rows = [["Parent", "Component", "Quantity"], [4711, "MAG", 1.234], [4711, "MAG-2", "1.234,5"]]
    assert bill(Reading(book(tmp_path, {"Data": rows}))) == [("4711", "MAG", 1.234), ("4711", "MAG-2", 1234.5)]
