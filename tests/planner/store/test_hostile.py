"""No file can harm: what is no workbook, broken or built to be harmful ends in a sentence, soon."""

from __future__ import annotations

import errno
import io
import random
import struct
import time
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import DEFUSEDXML

from planner.errors import UserError
from planner.store import archive
from planner.store.imported import Imported
from planner.store.workbook_in import read_workbook
from tests.budget import examples
from tests.planner.store.books import NAMESPACE, PRODUCTS, STORY, book, data, number, raw_book, rules, text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def refusal(path: Path) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(UserError) as caught:
        read_workbook(path)
    assert caught.value.message.endswith(".")
    assert caught.value.cure
    return caught.value.message


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("old.xls", OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "the old Excel format (.xls)"),
        ("locked.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "is locked by a password"),
        ("old.xls", b"\x09\x08\x04\x00", "an old Excel format"),
        ("bill.csv", b"product;quantity\n", "is a text file"),
        ("bill.txt", b"product\tquantity\n", "is a text file"),
        ("page.html", b"<table>", "is a text file"),
        ("case.remanence", b"SQLite format 3\x00 and so on", "is a project or another database"),
        ("letter.pdf", b"%PDF-1.7", "is not an Excel workbook"),
        ("empty.xlsx", b"", "is empty"),
        ("cut.xlsx", b"PK\x03\x04", "is damaged"),
    ],
)
def test_another_kind_of_file_is_refused_with_what_it_is(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    assert said in refusal(written(tmp_path / name, content))


def test_the_old_format_has_the_cure() -> None:
    assert "Save As" in archive._old_or_locked(Path("a.xls"), OLE).cure


def test_a_file_that_is_not_there_and_a_folder_are_said(tmp_path: Path) -> None:
    assert "There is no file" in refusal(tmp_path / "nowhere.xlsx")
    assert "is a folder" in refusal(tmp_path)


def test_a_workbook_that_may_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "case.xlsx", STORY)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UserError, match=r"'case\.xlsx' may not be read\.") as caught:
        read_workbook(path)
    assert "the right to read it" in caught.value.cure


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"letter.txt": "hello"}, "is an archive, but no Excel workbook"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "OpenDocument file (.ods)"),
        ({"[Content_Types].xml": "", "xl/workbook.bin": ""}, "binary workbook (.xlsb)"),
        ({"[Content_Types].xml": "<a/>"}, "is damaged"),
        ({"[Content_Types].xml": "<a>"}, "is damaged"),
    ],
)
def test_another_kind_of_archive_is_refused_with_what_it_is(tmp_path: Path, parts: dict[str, str], said: str) -> None:
    path = tmp_path / "case.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    assert said in refusal(path)


def test_an_archive_that_unpacks_to_far_more_than_it_is_is_not_opened(tmp_path: Path) -> None:
    path = raw_book(tmp_path / "bomb.xlsx", {"Products": PRODUCTS}, **{"xl/media/bomb.bin": b"\0" * 30_000_000})
    assert path.stat().st_size < 100_000
    assert "would unpack to" in refusal(path)


def test_an_archive_with_too_many_parts_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_PARTS", 5)
    assert "parts and is not opened" in refusal(raw_book(tmp_path / "case.xlsx", {"Products": PRODUCTS}))


def test_a_file_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000)
    assert "a workbook may have" in refusal(raw_book(tmp_path / "case.xlsx", {"Products": PRODUCTS}))


def test_a_part_given_twice_is_damage(tmp_path: Path) -> None:
    path = raw_book(tmp_path / "case.xlsx", {"Products": PRODUCTS})
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(path, "a") as made:
        made.writestr("xl/worksheets/sheet1.xml", "<other/>")
    assert "is damaged" in refusal(path)


def test_an_encrypted_part_is_a_password(tmp_path: Path) -> None:
    path = raw_book(tmp_path / "case.xlsx", {"Products": PRODUCTS})
    content = bytearray(path.read_bytes())
    place = content.rindex(b"PK\x01\x02")
    content[place + 8] |= 1
    assert "is locked by a password" in refusal(written(path, bytes(content)))


def test_strict_open_xml_is_refused_with_the_cure(tmp_path: Path) -> None:
    workbook = f'<workbook xmlns="{STRICT}"><sheets/></workbook>'
    assert "Strict Open XML" in refusal(raw_book(tmp_path / "case.xlsx", {"Products": PRODUCTS}, workbook=workbook))


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("document_type", [BOMB, OUTSIDE, "<!DOCTYPE a>"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "strings", "workbook", "styles", "types"])
def test_entities_are_never_resolved(tmp_path: Path, document_type: str, part: str) -> None:
    if part in ("workbook", "styles", "types") and "ENTITY" not in document_type:
        return  # a bare document type does no harm there
    root = {"workbook": "workbook", "styles": "styleSheet", "types": "Types", "strings": "sst"}.get(part, "worksheet")
    content = f'<?xml version="1.0"?>{document_type}<{root} xmlns="{NAMESPACE}">&b;</{root}>'
    assert "is damaged" in refusal(raw_book(tmp_path / "case.xlsx", {"Products": PRODUCTS}, **{part: content}))


def test_openpyxl_runs_with_defusedxml() -> None:
    assert DEFUSEDXML is True


def test_links_to_other_files_are_not_followed(tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    path = raw_book(tmp_path / "case.xlsx", {"Products": PRODUCTS}, **{"xl/_rels/workbook.xml.rels": relations})
    assert "is damaged" in refusal(path)


def test_a_far_cell_costs_no_more_than_a_near_one(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = raw_book(tmp_path / "case.xlsx", {"Products": PRODUCTS.replace("</sheetData>", far)})
    assert path.stat().st_size < 4_800
    started = time.perf_counter()
    imported = read_workbook(path)
    assert time.perf_counter() - started < 5
    assert imported.draft.rows("products") == [("Drive", None, None, 100.0, None, None)]
    assert ("unknown_column", "Products!XFD1") in rules(imported)


@pytest.mark.parametrize("claim", ["A1:A1", "A1:XFD1048576", "B7", "nonsense"])
def test_what_a_sheet_claims_about_its_size_is_not_believed(tmp_path: Path, claim: str) -> None:
    path = raw_book(tmp_path / "case.xlsx", {"Products": f'<dimension ref="{claim}"/>{PRODUCTS}'})
    assert len(read_workbook(path).draft.rows("products")) == 1


@pytest.mark.parametrize(
    "after",
    [
        '<mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>',
        '<dataValidations><dataValidation sqref="A1:XFD1048576" type="nonsense"/></dataValidations>',
        '<conditionalFormatting sqref="A1"><cfRule type="nonsense" dxfId="99"/></conditionalFormatting>',
        '<extLst><ext uri="{0}"><x:what xmlns:x="y"/></ext></extLst>',
    ],
)
def test_what_stands_around_the_cells_does_no_harm(tmp_path: Path, after: str) -> None:
    started = time.perf_counter()
    imported = read_workbook(raw_book(tmp_path / "case.xlsx", {"Products": PRODUCTS + after}))
    assert len(imported.draft.rows("products")) == 1
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    "sheet",
    [
        data(number("A1", 1) + number("A1", 2)),
        data(number("A2", 1)),
        data(number("XFE1", 1)),
        data(number("ZZZZZZ1", 1)),
        data(number("1", 1)),
        data(number("a1", 1)),
        data(number("A1", "1_000")),
        data(number("A1", "ten")),
        '<sheetData><row r="1048577"/></sheetData>',
        '<sheetData><row r="-1"/></sheetData>',
        '<sheetData><row r="2"/><row r="1"/></sheetData>',
        '<sheetData><row r="x"/></sheetData>',
        data('<c r="A1" t="s"><v>0</v></c>'),
        data('<c r="A1" t="s"><v>-1</v></c>'),
        data('<c r="A1" t="nonsense"><v>1</v></c>'),
        data('<c r="A1" s="7"><v>1</v></c>'),
        data('<c r="A1" t="d"><v>yesterday</v></c>'),
        '<mergeCells><mergeCell ref="ZZZZ1:A"/></mergeCells>',
        '<cols><col hidden="1"/></cols>',
        "<sheetData><row>",
    ],
)
def test_a_sheet_excel_would_not_write_is_damage_not_a_guess(tmp_path: Path, sheet: str) -> None:
    assert "is damaged" in refusal(raw_book(tmp_path / "case.xlsx", {"Products": sheet}))


def test_a_flipped_bit_in_a_figure_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    raw_book(path, {"Products": PRODUCTS})
    with zipfile.ZipFile(path) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    content = path.read_bytes()
    assert "is damaged" in refusal(written(path, content.replace(b"<v>100</v>", b"<v>900</v>")))


def test_a_million_empty_rows_are_no_burden(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{row}"/>' for row in range(3, 200_000))
    started = time.perf_counter()
    imported = read_workbook(
        raw_book(tmp_path / "case.xlsx", {"Products": PRODUCTS.replace("</sheetData>", empty + "</sheetData>")})
    )
    assert len(imported.draft.rows("products")) == 1
    assert time.perf_counter() - started < 20


def test_many_links_between_styles_and_names_do_no_harm(tmp_path: Path) -> None:
    workbook = (
        f'<workbook xmlns="{NAMESPACE}" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="Products" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        '<definedName name="_xlnm.Print_Area" localSheetId="99">what!$A</definedName></definedNames>'
        '<externalReferences><externalReference r:id="rId77"/></externalReferences></workbook>'
    )
    imported = read_workbook(raw_book(tmp_path / "case.xlsx", {"Products": PRODUCTS}, workbook=workbook))
    assert len(imported.draft.rows("products")) == 1


def good(path: Path) -> bytes:
    """A workbook with dates, formulas, lists and errors, as bytes."""
    rows = [["product", "shortage_cost", "backorder_cost"], ["Drive", 100, "=B2/10"], [7, 1.5, None]]
    return book(path / "good.xlsx", {**STORY, "Products": rows}).read_bytes()


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def flipped(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.choice([1, 1, 3, 30])):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def overwritten(content: bytes, chance: random.Random) -> bytes:
    place, length = chance.randrange(len(content)), chance.randrange(1, 200)
    return content[:place] + chance.randbytes(length) + content[place + length :]


def shuffled(content: bytes, chance: random.Random) -> bytes:
    """Sizes and offsets in the list of parts are other numbers."""
    spoilt = bytearray(content)
    entries = [place for place in range(len(spoilt)) if spoilt[place : place + 4] == b"PK\x01\x02"]
    place = chance.choice(entries) + chance.choice([8, 10, 16, 20, 24, 42])
    spoilt[place : place + 4] = struct.pack("<I", chance.choice([0, 1, 2**31, 2**32 - 1, chance.randrange(2**32)]))
    return bytes(spoilt)


def reworded(content: bytes, chance: random.Random) -> bytes:
    """One part is spoilt inside, and the archive made anew around it: checksums are right, the XML is not."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _reworded(part, chance) if name == victim else part)
    return made.getvalue()


def _reworded(part: bytes, chance: random.Random) -> bytes:
    words = [b'"', b"<", b">", b"/", b"r=", b"t=", b"s=", b"1", b"A", b"xml", b"v"]
    others = [b"", b"-1", b"9" * 30, b"x", b'"/>', b"<", b"&", b"\xff", b"NaN", b"<a>" * 50, b' t="s"', b"1e999"]
    for _ in range(chance.choice([1, 2, 5])):
        word = chance.choice(words)
        at = part.find(word, chance.randrange(len(part) or 1))
        if at >= 0:
            part = part[:at] + chance.choice(others) + part[at + len(word) :]
    return part


@pytest.mark.parametrize("spoil", [cut, flipped, overwritten, shuffled, reworded])
def test_a_spoilt_workbook_is_refused_or_read_and_nothing_else(
    tmp_path: Path, spoil: Callable[[bytes, random.Random], bytes]
) -> None:
    content = good(tmp_path)
    chance = random.Random(f"spoilt {spoil.__name__}")
    for _ in range(examples(1500)):
        path = written(tmp_path / "spoilt.xlsx", spoil(content, chance))
        try:
            imported = read_workbook(path)
        except UserError as error:
            assert error.message and error.cure
        else:
            assert isinstance(imported, Imported)
            assert all(one.message for one in imported.findings)


def test_text_in_cells_cannot_break_a_sentence(tmp_path: Path) -> None:
    sheet = data(text("A1", "product") + text("B1", "shortage_cost"), text("A2", "D") + text("B2", "{0} %s {name}" * 9))
    (found,) = [
        one for one in read_workbook(raw_book(tmp_path / "a.xlsx", {"Products": sheet})).findings if one.row == 0
    ]
    assert "{0} %s {name}" in found.message
