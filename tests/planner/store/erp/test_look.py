"""An export is recognised by what stands in it: encoding, separator, header row and layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import UserError
from planner.events import Stopped
from planner.store import erp
from planner.store.cells import Shown
from planner.store.erp.encodings import encoding_of
from planner.store.erp.source import address, text_of
from tests.planner.store.erp.exports import KNOWN, book, text

STOCK = "Teil;Bezeichnung;Menge\nM-1;Dauermagnet groß;1.234,5\nM-2;Läufer für Ölpumpe;7\n"
CHINESE = "物料,物料描述,数量\nM-1,磁钢 N42SH 烧结钕铁硼,12\nM-2,转子总成,7\n"
JAPANESE = "品番\t品名\t数量\nM-1\tネオジム磁石(大)\t12\nM-2\tローターの組立\t7\n"


@pytest.mark.parametrize(
    ("content", "encoding", "separator"),
    [
        (STOCK, "utf-8", ";"),
        (STOCK, "utf-8-sig", ";"),
        (STOCK, "cp1252", ";"),
        (STOCK, "utf-16", ";"),
        (STOCK, "utf-16-le", ";"),
        (STOCK, "utf-16-be", ";"),
        (CHINESE, "gbk", ","),
        (CHINESE, "utf-8", ","),
        (JAPANESE, "shift-jis", "\t"),
        (JAPANESE, "utf-16", "\t"),
    ],
)
def test_any_usual_encoding_and_separator_is_found(tmp_path: Path, content: str, encoding: str, separator: str) -> None:
    source = erp.look(text(tmp_path, content, encoding=encoding), KNOWN)
    lines = content.splitlines()
    assert [source.text(0, column) for column in (1, 2, 3)] == lines[0].split(separator)
    assert [source.text(2, column) for column in (1, 2, 3)] == lines[2].split(separator)
    assert source.separator == separator
    assert source.layout == "stock_list"


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Größe Maß Stück", "cp1252"),
        ("Prüfstück für Kühlkörper, Ø 12 mm ±0,1 µm – 3 €", "cp1252"),
        ("pièce détachée: aimant très épais, señal año", "cp1252"),
        ("烧结钕铁硼磁钢", "gb18030"),
        ("供应商名称:包头稀土磁材有限公司", "gb18030"),
        ("ネオジム磁石の在庫", "cp932"),
        ("仕入先名 信越化学工業株式会社 希土類磁石", "cp932"),
    ],
)
def test_encodings_without_a_mark_are_told_by_how_their_bytes_come(words: str, encoding: str) -> None:
    assert encoding_of(words.encode(encoding)).name == encoding


def test_a_doubtful_encoding_names_the_others_and_can_be_chosen(tmp_path: Path) -> None:
    path = text(tmp_path, "Teil;Menge\nä;1\n", encoding="cp1250")
    assert erp.look(path, KNOWN, encoding="cp1250").text(1, 1) == "ä"
    with pytest.raises(UserError, match="no encoding 'klingon'"):
        erp.look(path, KNOWN, encoding="klingon")


def test_a_list_with_drawn_lines_is_read_without_them(tmp_path: Path) -> None:
    content = """
Bestandsliste 22.11.2026
----------------------------------------
|Material |Werk|Frei verwendbar|BME|
|--------------------------------------|
|M-1      |1000|         12,000|ST |
|M-2      |1000|          7,000|ST |
----------------------------------------
|Summe    |    |         19,000|   |
----------------------------------------
"""
    source = erp.look(text(tmp_path, content, "MB52.txt"), KNOWN)
    assert (source.separator, source.layout) == ("|", "sap_mb52")
    assert source.header is not None
    assert [source.rows[place][0] for place in range(source.header, len(source.rows))] == [3, 5, 6, 8]


def test_a_line_that_names_the_separator_is_obeyed(tmp_path: Path) -> None:
    source = erp.look(text(tmp_path, "sep=|\nPart|Qty\nM,1|12\n"), KNOWN)
    assert source.separator == "|"
    assert source.rows[1] == (3, {1: "M,1", 2: "12"})


def test_quotation_marks_enclose_separators_and_line_ends(tmp_path: Path) -> None:
    source = erp.look(text(tmp_path, 'Part;Description;Qty\n"M;1";"two\nlines ""so""";12\n'), KNOWN)
    assert source.rows[1][1] == {1: "M;1", 2: 'two\r\nlines "so"', 3: "12"}


def test_marks_for_inches_swallow_no_rows(tmp_path: Path) -> None:
    source = erp.look(text(tmp_path, 'Part;Description;Qty\nM-1;"5 pipe;12\nM-2;bolt;7\n'), KNOWN)
    assert [number for number, _ in source.rows] == [1, 2, 3]


def test_the_best_sheet_of_a_workbook_is_taken_and_another_can_be_chosen(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        {
            "Notes": [["Only", "words"]],
            "Data": [["Material", "Plant", "Unrestricted", "Value Unrestricted"], ["M-1", 1000, 5, 50]],
        },
    )
    source = erp.look(path, KNOWN)
    assert (source.sheet, source.sheets, source.layout) == ("Data", ("Notes", "Data"), "sap_mb52")
    assert erp.look(path, KNOWN, sheet="Notes").sheet == "Notes"
    with pytest.raises(UserError, match="no sheet 'Other'"):
        erp.look(path, KNOWN, sheet="Other")


def test_a_text_with_the_ending_of_excel_is_read_as_text(tmp_path: Path) -> None:
    assert erp.look(text(tmp_path, STOCK, "MB52.xls", "utf-16"), KNOWN).encoding == "utf-16"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old Excel format"),
        (b"", "is empty"),
        (b"\n \n\n", "has no cells"),
        (b"ab\x00\x01\x02cd\x00ef", "is no text"),
        (b"PK\x03\x04rest", "damaged"),
    ],
)
def test_what_is_no_list_is_said_with_the_cure(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "export.xls").write_bytes(content)
    with pytest.raises(UserError, match=words) as caught:
        erp.look(tmp_path / "export.xls", KNOWN)
    assert "export.xls" in caught.value.message
    assert caught.value.cure


def test_what_is_like_no_export_has_no_layout(tmp_path: Path) -> None:
    source = erp.look(text(tmp_path, "a;b\nc;d\n"), KNOWN)
    assert (source.layout, source.header, source.confidence) == ("", None, 0.0)
    with pytest.raises(UserError, match="like no export"):
        erp.propose(source, known=KNOWN)


def test_looking_can_be_stopped(tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        erp.look(text(tmp_path, STOCK), KNOWN, stopping=lambda: True)


@pytest.mark.parametrize(
    ("header", "layout"),
    [
        (
            "Level;Explosion level;Item Number;Component number;Object description;Comp. Qty (CUn);Component unit",
            "sap_cs12",
        ),
        ("Stufe;Auflösungsstufe;Positionsnummer;Komponentennummer;Objektkurztext;Komponentenmenge", "sap_cs12"),
        ("Stufe;Aufloesungsstufe;Positionsnummer;KOMPONENTENNUMMER;Objektkurztext;Komponentenmenge", "sap_cs12"),
        ("Component number;Object description;Comp. Qty (CUn);Un", "sap_cs11"),
        ("STUFE;WEGXX;IDNRK;COMP_QTY;COMP_UNIT;OJTXP;BAUSF", "sap_stpox"),
        ("Material;Material Description;Plant;Storage Location;Unrestricted;Blocked;Value Unrestricted", "sap_mb52"),
        ("Material;Materialkurztext;Werk;Lagerort;Frei verwendbar;In Qual.-prüf.;Gesperrt;Wert frei verw.", "sap_mb52"),
        (
            "Purchasing Document;Item;Supplier/Supplying Plant;Short Text;Material;Delivery Date;Order Quantity;"
            "Still to be delivered (qty);Still to be delivered (value)",
            "sap_me2m",
        ),
        (
            "Einkaufsbeleg;Position;Lieferant/Lieferwerk;Material;Lieferdatum;noch zu liefern (Menge);Nettopreis",
            "sap_me2m",
        ),
        ("BOM_LEVEL;ITEM;MANUFACTURING_ITEM;QTY;POS;REV;UOM;MANUFACTURER_NAME", "oracle_bom"),
        ("Action;Level;Number;Trace Code;OrganizationID;Container;Revision;Quantity", "windchill"),
        ("PartNumber;Revision;Location;ChildPartNumber;quantity", "ddt_bom"),
        ("ITEM;QTY;NAME;DESCR;MATERIAL;VENDOR;MASS;TOTAL_MASS", "autocad_parts"),
        ("Parent;Child;Qty", "bill_by_parent"),
        ("Oberteil;Unterteil;Menge", "bill_by_parent"),
        ("Baugruppe;Komponente;Menge;ME", "bill_by_parent"),
        ("Level;Part Number;Description;QTY", "bill_by_level"),
        ("Artikelnummer;Bezeichnung;Lagerbestand", "stock_list"),
        ("PO Number;Vendor;Part Number;Open Qty;Due Date", "order_list"),
        ("Bestellnummer;Lieferant;Artikelnummer;Restmenge;Liefertermin", "order_list"),
        ("offer;supplier;item;price;production_months;transit_months", "table_offers"),
        ("Supplier;Country;Feed country;Feed share", "table_suppliers"),
        ("Product;2027-01;2027-02;2027-03", "forecast"),
        ("Produkt;Jan 2027;Feb 2027;Mrz 2027", "forecast"),
    ],
)
def test_a_header_row_tells_the_layout(tmp_path: Path, header: str, layout: str) -> None:
    cells = ";".join(["1"] * len(header.split(";")))
    source = erp.look(text(tmp_path, f"Some title\n\n{header}\n{cells}\n{cells}\n"), KNOWN)
    assert source.layout == layout, source.guesses[:3]
    assert source.header is not None
    assert source.rows[source.header][0] == 3
    assert source.confidence > 0.5


def test_an_export_that_looks_the_same_next_month_has_the_same_signature(tmp_path: Path) -> None:
    first = erp.look(text(tmp_path, "Title of May\nParent;Child;Qty\nA;B;1\n", "a.csv"), KNOWN)
    second = erp.look(text(tmp_path, "parent;CHILD;Qty\nC;D;2\nE;F;3\n", "b.csv"), KNOWN)
    other = erp.look(text(tmp_path, "Parent;Qty;Child\nA;1;B\n", "c.csv"), KNOWN)
    assert first.header is not None
    assert second.header is not None
    assert other.header is not None
    assert first.signature(first.header) == second.signature(second.header)
    assert first.signature(first.header) != other.signature(other.header)


def test_cells_have_the_addresses_excel_gives_them(tmp_path: Path) -> None:
    source = erp.look(text(tmp_path, "\n\nParent;Child;Qty\nA;;1\n".replace("\n\n", "x\n\n", 1)), KNOWN)
    assert source.rows[-1] == (4, {1: "A", 3: "1"})
    assert address(4, 28) == "AB4"
    assert text_of(2.0) == "2"
    assert text_of(Shown(0.05, percent=True)) == "5 %"
