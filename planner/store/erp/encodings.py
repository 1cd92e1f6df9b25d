"""Decides in which encoding a text file is written, by its bytes alone."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass

OFFERED = ("utf-8", "utf-16", "cp1252", "gb18030", "cp932", "cp1250", "big5", "euc-kr")
"""Encodings a user may choose from."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOK = 1 << 20  # bytes that are looked at
_USUAL_LATIN = {0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xA0, 0xA7, 0xAB, 0xAE, 0xB0, 0xB1, 0xB2, 0xB3, 0xB5}
_USUAL_LATIN |= {0xB7, 0xBB, 0xBC, 0xBD, *range(0xC0, 0x100)}
_CLOSE = 0.25  # scores nearer than this are in doubt


@dataclass(frozen=True, slots=True)
class Encoded:
    """How a file is written.

    Attributes:
        name: Python's name of the encoding.
        doubts: others that fit nearly as well.
    """

    name: str
    doubts: tuple[str, ...] = ()


def encoding_of(data: bytes) -> Encoded:
    """The encoding of a text: a mark at its beginning, UTF-8 where that fits, else what its bytes look like.

    Chinese files come in GBK, Japanese ones in Shift-JIS, western ones in Windows-1252; which of them is told by how
    the bytes beyond ASCII come in pairs. Where two fit nearly as well the other is a doubt.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Encoded(name)
    sample = data[:_LOOK]
    unmarked = _utf_16(sample)
    if unmarked:
        return Encoded(unmarked)
    if _fits(data, "utf-8"):
        return Encoded("utf-8")
    scores = {"cp1252": _latin(sample), "gb18030": _chinese(sample), "cp932": _japanese(sample)}
    for name in ("gb18030", "cp932"):
        if not _fits(data, name):
            scores[name] = 0.0
    best = max(scores, key=lambda name: scores[name])
    near = [name for name, score in scores.items() if name != best and score > scores[best] - _CLOSE]
    return Encoded(best, tuple(sorted(near, key=lambda name: -scores[name])))


def decoded(data: bytes, encoding: str) -> str:
    """The text; what is no letter of the encoding becomes a replacement mark."""
    return data.decode(encoding, "replace").removeprefix("\ufeff")


def _utf_16(sample: bytes) -> str:
    """UTF-16 without a mark: in texts with digits and separators every second byte is mostly 0."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.1 * half else ""


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _latin(sample: bytes) -> float:
    """Share of the bytes beyond ASCII that are usual letters and stand alone or in twos among letters."""
    runs = _runs(sample)
    total = sum(map(len, runs))
    alone = sum(len(run) for run in runs if len(run) <= 2 and all(one in _USUAL_LATIN for one in run))
    return alone / total if total else 1.0


def _chinese(sample: bytes) -> float:
    """Share of them that come in runs of pairs, as GB 2312 writes its characters; the common ones count in full."""
    return _pairs(sample, lambda lead: 1.0 if 0xB0 <= lead <= 0xD7 or 0xA1 <= lead <= 0xA3 else 0.5)


def _japanese(sample: bytes) -> float:
    """Share of the characters beyond ASCII that are kana or common kanji, when read as Shift-JIS."""
    text = sample.decode("cp932", "ignore")
    beyond = [one for one in text if ord(one) > 0x7F]
    kana = sum(
        "\u3040" <= one <= "\u30ff" or "\u3000" <= one <= "\u303f" or "\uff01" <= one <= "\uff5e" for one in beyond
    )
    kanji = sum("\u4e00" <= one <= "\u9fff" for one in beyond)
    half_width = sum("\uff61" <= one <= "\uff9f" for one in beyond)
    if not beyond:
        return 0.0
    share = (kana + kanji) / len(beyond)
    return share * (0.75 + 0.25 * min(1.0, 4 * kana / len(beyond))) if half_width < 0.2 * len(beyond) else 0.1


def _pairs(sample: bytes, weight: Callable[[int], float]) -> float:
    runs = _runs(sample)
    total = sum(map(len, runs))
    paired = 0.0
    for run in runs:
        if len(run) % 2 == 0 and all(0xA1 <= one <= 0xFE for one in run):
            paired += sum(2 * weight(lead) for lead in run[0::2])
    return paired / total if total else 0.0


def _runs(sample: bytes) -> list[bytes]:
    """The runs of bytes beyond ASCII."""
    found: list[bytes] = []
    start = -1
    for place, one in enumerate(sample):
        if one > 0x7F:
            if start < 0:
                start = place
        elif start >= 0:
            found.append(sample[start:place])
            start = -1
    if start >= 0:
        found.append(sample[start:])
    return found
