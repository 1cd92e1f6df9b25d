"""Decides how the XML of a workbook's parts is read: piece by piece, to the end, and without entities."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from planner.store.texts import decoded

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
"""What the parser puts before the names of a spreadsheet's elements."""

_TEXT, _PHONETIC, _STRING = MAIN + "t", MAIN + "rPh", MAIN + "si"
_CHUNK = 1 << 16


class Broken(Exception):
    """The XML is not that of a workbook."""


def read_strings(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The shared strings of a workbook, in order, without their phonetic guides.

    Raises:
        What zip and XML raise: they cannot be read to their end.
    """
    strings: list[str] = []
    pieces: list[str] = []
    inside = {_TEXT: False, _PHONETIC: False}

    def start(name: str, _: dict[str, str]) -> None:
        if name in inside:
            inside[name] = True

    def end(name: str) -> None:
        if name in inside:
            inside[name] = False
        elif name == _STRING:
            strings.append(decoded("".join(pieces)))
            pieces.clear()

    def data(text: str) -> None:
        if inside[_TEXT] and not inside[_PHONETIC]:
            pieces.append(text)

    parser = guarded_parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
    for _ in chunks(parser, archive, part):
        pass
    return strings


def guarded_parser() -> expat.XMLParserType:
    """An XML parser that takes no document type, hence no entities and nothing from elsewhere."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def chunks(parser: expat.XMLParserType, archive: zipfile.ZipFile, part: str) -> Iterator[None]:
    """Feed the parser piece by piece, to the very end: only there the checksum of the part is compared."""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk, False)
            yield
    parser.Parse(b"", True)
    yield


def _refuse_doctype(*_: object) -> None:
    raise Broken("a document type, which no workbook has")
