"""Decides what an invented maker of motors exports: a German CS12, an English MB52, a German ME2M, a forecast."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

CS12 = """
Stückliste mehrstufig
Material;EPS-48
Einsatzmenge;1,000

Stufe;Auflösungsstufe;Positionsnummer;Komponentennummer;Objektkurztext;Komponentenmenge;KompMengenEinheit;Positionstyp
1;.1;0010;ROT-48;Rotor, vollständig;1,000;ST;L
2;..2;0010;MG-42SH;Magnet N42SH 20x10x5;8,000;ST;L
2;..2;0020;WEL-48;Welle;1,000;ST;L
1;.1;0020;SEN-09;Drehmomentsensor;2,000;ST;L
2;..2;0010;MG-SM26;Magnet SmCo 26/16 Ø8;4,000;ST;L
1;.1;0030;LUE-12;Lüfter mit Motor, zugekauft;2,000;ST;L
1;.1;0040;SCR-M6;Schraube M6;12,000;ST;L
1;.1;0050;KLB-01;Kleber;0,005;KG;L
1;.1;0060;;Montagehinweis;;;T
"""
"""The sensor stands there twice, and its magnets with 4: in each, or in both together?"""

_MB52 = [
    [
        *("Material", "Material Description", "Plant", "Storage Location", "Special Stock", "Base Unit of Measure"),
        *("Unrestricted", "Transit/Transf.", "Quality Inspection", "Blocked", "Value Unrestricted", "Currency"),
    ],
    ["MG-42SH", "Magnet N42SH 20x10x5", "1000", "0001", None, "PC", 24000, 0, 1500, 0, 57600.0, "USD"],
    ["MG-42SH", "Magnet N42SH 20x10x5", "1000", "0001", None, "PC", 6000, 0, 0, 200, 14400.0, "USD"],
    ["MG-42SH", "Magnet N42SH 20x10x5", "1000", "0002", "K", "PC", 9000, 0, 0, 0, None, "USD"],
    ["MG-SM26", "Magnet SmCo 26/16", "1000", "0001", None, "PC", 5200, 0, 0, 0, 15600.0, "USD"],
    ["MG-FAN", "Magnet, fan motor", "1000", "0001", None, "PC", 3000, 0, 0, 0, 1800.0, "USD"],
    ["SCR-M6", "Screw M6", "1000", "0001", None, "PC", 180000, 0, 0, 0, 3600.0, "USD"],
    [None, None, None, None, None, None, 227200, 0, 1500, 200, 93000.0, None],
]

_ME2M = (
    "Einkaufsbelege zum Material",
    "",
    "Einkaufsbeleg|Position|Lieferant/Lieferwerk|Material|Kurztext|Belegdatum|Lieferdatum|Bestellmenge|Nettopreis|"
    "Preiseinheit|Währung|noch zu liefern (Menge)",
    "4500012001|10|100234    Jinlun Magnetics|MG-42SH|Magnet|02.11.2026|15.02.2027|20.000|240,00|100|USD|12.000",
    "4500012007|20|100234    Jinlun Magnetics|MG-SM26|Magnet|09.11.2026|{date}|4.000|300,00|100|USD|4.000",
    "4500012009|10|100871    Baltic Magnets|MG-FAN|Magnet|09.11.2026|28.03.2027|2.500|0,60|1|USD|2.500",
    "4500011950|10|100555    Nord Schrauben|SCR-M6|Schraube M6|01.09.2026|30.11.2026|90.000|2,00|100|USD|0",
)


def cs12(folder: Path, name: str = "CS12_EPS-48.csv") -> Path:
    """A bill as SAP saves it in German: semicolons, decimal commas, letters of Windows."""
    return _text(folder / name, CS12, "cp1252")


def mb52(folder: Path, name: str = "MB52.xlsx") -> Path:
    """Stock as a workbook in English."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "MB52"
    for row in _MB52:
        sheet.append(row)
    book.save(folder / name)
    return folder / name


def me2m(folder: Path, date: str = "", name: str = "ME2M.xls") -> Path:
    """Open orders as SAP saves them unconverted: a text with the ending of Excel; one delivery date may be blank."""
    lines = (line.replace("|", "\t").format(date=date) for line in _ME2M)
    return _text(folder / name, "\n".join(lines), "utf-16")


def forecast(folder: Path, months: int, name: str = "Forecast.csv") -> Path:
    """Demand with a column for each month from January 2027."""
    heads = [f"{2027 + place // 12}-{place % 12 + 1:02d}" for place in range(months)]
    return _text(folder / name, f"\nProduct,{','.join(heads)}\nEPS-48,{','.join(['1500'] * months)}\n", "utf-8")


def _text(path: Path, content: str, encoding: str) -> Path:
    path.write_bytes(content.removeprefix("\n").replace("\n", "\r\n").encode(encoding))
    return path
