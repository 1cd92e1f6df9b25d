"""Lists as people have them: headers cut short, drawn with bars, indented, with notes and thousands of their own."""

from __future__ import annotations

from pathlib import Path

from planner.store.erp.bill import COUNTS, ROOT
from planner.store.erp.bill_tree import Counting
from tests.builders import case
from tests.planner.store.erp.exports import Reading, bill, text

BARS = """
Anzeigen Stückliste mehrstufig
22.11.2026                       Dynamische Listenausgabe                            1
----------------------------------------------------------------------------------------
Material     TM-300        Traktionsmotor
Einsatzmenge        1,000 ST
----------------------------------------------------------------------------------------
|Aufl.stufe|Pos.|Komponentennummer |Objektkurztext         |Menge (KME) |ME |PTp|Dummy|
----------------------------------------------------------------------------------------
|.1        |0010|RT-300            |Rotor komplett         |     1,000  |ST |L  |     |
|..2       |0010|PS-300            |Polsatz                |     4,000  |ST |L  |X    |
|...3      |0010|MG-N42UH          |Magnet N42UH 18x9x4    |    12,000  |ST |L  |     |
|.1        |0020|GEB-1             |Drehgeber mit Magnet   |     2,000  |ST |L  |     |
|..2       |0010|MG-SMCO-8         |Magnet Sm2Co17 D8x3    |     2,000  |ST |L  |     |
|.1        |0030|GEB-1             |Drehgeber mit Magnet   |     1,000  |ST |L  |     |
|..2       |0010|MG-SMCO-8         |Magnet Sm2Co17 D8x3    |     1,000  |ST |L  |     |
|.1        |0040|SCR-8             |Schraube M8            | 1.024,000  |ST |L  |     |
----------------------------------------------------------------------------------------
"""
"""GEB-1 stands there twice: its magnets agree only if quantities are those of the whole product."""

INDENTED = """
Stückliste TM-310
Komponente\tBezeichnung\tMenge\tME
TM-310\tMotor\t1\tST
  RT-310\tRotor\t1\tST
    MG-N42UH\tMagnet N42UH\t24\tST
  GEB-1\tDrehgeber\t2\tST
    MG-SMCO-8\tMagnet SmCo\t2\tST
"""

ORDERS = """
Einkaufsbelege zum Material
|EinkBeleg |Pos|Lieferant/Lieferwerk     |Material |Lieferdatum|Bestellmenge|Nettopreis|Preiseinh.|Währg|noch zu liefern (Menge)|Löschkz|Endlief.|
|Material MG-1 Magnet N42UH 18x9x4                                                         |
|4500020001| 10|200777     Jinlun Magnets|MG-1     |15.02.2027 |      20.000|    280,00|       100|EUR  |                 15.000|       |        |
|4500019950| 20|200777     Jinlun Magnets|MG-1     |30.09.2026 |       5.000|    279,00|       100|EUR  |                  4.000|       |X       |
|4500020010| 10|200777     Jinlun Magnets|MG-1     |28.03.2027 |         900|  2.520,00|     1.000|EUR  |                    900|L      |        |
"""  # noqa: E501  # as it is printed

STOCK = """
"Lagerliste Werk Süd";;;
;;;
 Teilenummer ;"Bezeichnung";" Bestand (Stück)";"Lagerort"
MG-1;"Magnet ""N42UH""; 18x9x4";"1'250";Süd
MG-2;"Magnet
Sm2Co17";900,0;Süd
MG-FE-1;Ferrit;n/a;Süd
Summe;;2.150;
"""


def test_levels_are_known_by_their_dots_whatever_their_header(tmp_path: Path) -> None:
    read = Reading(text(tmp_path, BARS.replace("Aufl.stufe", "Tiefe     "), "CS12.txt", "cp1252"))
    assert read.mapping.column("level") == 2
    assert bill(read)[-2:] == [("PS-300", "MG-N42UH", 3.0), ("GEB-1", "MG-SMCO-8", 1.0)]
    assert ("TM-300", "GEB-1", 3.0) in bill(read)


def test_levels_written_with_dots_are_told_as_saps_own_list_though_its_headers_are_cut(tmp_path: Path) -> None:
    for content in (BARS, BARS.replace("Aufl.stufe", "Tiefe     ")):
        assert Reading(text(tmp_path, content, "CS12.txt", "cp1252")).source.layout == "sap_cs12"


def test_the_question_for_the_product_says_what_stands_above_the_list(tmp_path: Path) -> None:
    """It is asked all the same: above a list may stand the material of another plant or variant."""
    asked = Reading(text(tmp_path, BARS, "CS12.txt", "cp1252")).question(ROOT)
    assert (asked.usual, asked.places) == ("TM-300", ("A4",))
    assert asked.sentence == "Which product is this the bill of? Above the list stands 'TM-300'."
    bare = BARS.replace("Material     TM-300        Traktionsmotor\n", "")
    asked = Reading(text(tmp_path, bare, "CS12 TM-300.txt", "cp1252")).question(ROOT)
    assert (asked.usual, asked.places) == ("TM-300", ())
    assert asked.sentence.endswith("The list itself does not say.")


def test_the_only_reading_of_quantities_that_gives_sense_is_proposed(tmp_path: Path) -> None:
    assert Reading(text(tmp_path, BARS, "CS12.txt")).question(COUNTS).usual == Counting.PRODUCT.value
    once = "\n".join(line for line in BARS.split("\n") if "|0030|" not in line)
    once = once.replace("|..2       |0010|MG-SMCO-8         |Magnet Sm2Co17 D8x3    |     1,000  |ST |L  |     |\n", "")
    assert Reading(text(tmp_path, once, "CS12.txt")).question(COUNTS).usual is None


def test_the_product_is_read_from_the_lines_above_the_list(tmp_path: Path) -> None:
    read = Reading(text(tmp_path, BARS, "CS12.txt", "cp1252"))
    assert read.rows("products", "product") == [("TM-300",)]


def test_cells_filled_up_with_blanks_are_read_without_them(tmp_path: Path) -> None:
    read = Reading(text(tmp_path, BARS, "CS12.txt"))
    assert ("Magnet N42UH 18x9x4",) in read.rows("items", "description")


def test_an_indented_list_is_a_bill_and_its_first_row_the_product(tmp_path: Path) -> None:
    read = Reading(text(tmp_path, INDENTED, "Teile TM-310.txt", "utf-8-sig"), quantity_counts="parent")
    assert read.source.layout == "parts_list"
    assert bill(read) == [
        ("TM-310", "RT-310", 1.0),
        ("TM-310", "GEB-1", 2.0),
        ("RT-310", "MG-N42UH", 24.0),
        ("GEB-1", "MG-SMCO-8", 2.0),
    ]
    assert read.rows("products", "product") == [("TM-310",)]


def test_headers_cut_short_are_known_by_their_beginnings(tmp_path: Path) -> None:
    """A price for a hundred taken for one, or a deleted order counted, would be far off and hard to see."""
    read = Reading(text(tmp_path, ORDERS, "ME2M.txt", "cp1252"), transit_months="1")
    assert read.rows("open_orders", "order_number", "quantity") == [("4500020001/10", 15000.0)]
    assert read.rows("offers", "price", "currency") == [(2.8, "EUR")]


def test_what_is_wrong_in_a_row_that_does_not_count_stops_nothing(tmp_path: Path) -> None:
    known = case(items=[{"item": "MG-1"}, {"item": "MG-2"}])
    read = Reading(text(tmp_path, STOCK, "Lager.csv", "cp1252"), case=known, scope="known")
    assert read.rows("stock", "item", "quantity") == [("MG-1", 1250.0), ("MG-2", 900.0)]
    everything = Reading(text(tmp_path, STOCK, "Lager.csv", "cp1252"), case=known, scope="all")
    assert everything.errors() == [("not_a_number", "Lager.csv!C6")]
