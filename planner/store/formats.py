"""Decides what a number format makes of a number: a date, leading zeros, percent, or just the number."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass

from planner.store.xml_pass import MAIN, chunks, guarded_parser

_FORMAT, _STYLES, _STYLE = MAIN + "numFmt", MAIN + "cellXfs", MAIN + "xf"
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_EAST_ASIAN = "yyyy-mm"
_EAST_ASIAN_DATES = {*range(27, 37), *range(50, 59)}  # dates in Chinese, Japanese and Korean Excel, unused elsewhere


@dataclass(frozen=True, slots=True)
class Format:
    """What a cell's number format makes of a number.

    Attributes:
        dates: the format is a date's or a time's.
        durations: it counts hours beyond a day.
        digits: least digits shown before the point.
        percent: it shows percent.
    """

    dates: bool = False
    durations: bool = False
    digits: int = 1
    percent: bool = False


def read_formats(archive: zipfile.ZipFile, part: str) -> dict[str, Format | None]:
    """What each style of a workbook makes of a number, by its number as it stands in the file.

    Colours, fonts and fills, in which exports of other programs often err, are not looked at.

    Raises:
        What zip and XML raise: the styles cannot be read to their end.
    """
    codes: dict[int, str] = {}
    styles: list[int] = []
    listing = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal listing
        if name == _STYLES:
            listing = True
        elif name == _FORMAT:
            codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == _STYLE and listing:
            styles.append(int(attributes.get("numFmtId", "0")))

    def end(name: str) -> None:
        nonlocal listing
        if name == _STYLES:
            listing = False

    parser = guarded_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    for _ in chunks(parser, archive, part):
        pass
    return {"0": None} | {str(number): number_format(_code(codes, one)) for number, one in enumerate(styles)}


def number_format(code: str) -> Format | None:
    """What a number format such as ``00000`` or ``0.0%`` makes of a number; None when it leaves it a number."""
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format  # slow to load; the window does without

    if is_date_format(code):
        return Format(dates=True, durations=is_timedelta_format(code))
    shown = _NOT_SHOWN.sub("", code.split(";", maxsplit=1)[0])
    percent = "%" in shown
    digits = 1 if "E" in shown.upper() or "/" in shown else shown.partition(".")[0].count("0")
    return Format(digits=digits, percent=percent) if digits > 1 or percent else None


def _code(codes: dict[int, str], number: int) -> str:
    from openpyxl.styles.numbers import BUILTIN_FORMATS  # slow to load; the window starts without it

    usual = _EAST_ASIAN if number in _EAST_ASIAN_DATES else "General"
    return codes.get(number) or BUILTIN_FORMATS.get(number, usual)
