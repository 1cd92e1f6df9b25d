"""Decides which parts of an export are magnets, by what they are called, and of which grade."""

from __future__ import annotations

import re

from planner.reference.library import Library

_MAGNET = re.compile(
    r"magnet(?!\s*(?:valve|switch|sensor|coupling|clutch|brake|core|holder|wire|tape|foil|spule|ventil|schalter|sensor|"
    r"kupplung|bremse|kern|halter|draht|band))|ndfeb|nd-fe-b|neodym|smco|sm2co17|smco5|samarium|永磁|磁钢|磁石|磁铁",
    re.IGNORECASE,
)
_NO_MAGNET = re.compile(
    r"electro-?magnet|elektromagnet|hubmagnet|magnetic|magnetisch|magnetisier|magneti[sz]er", re.IGNORECASE
)
_SHORT = 5  # letters of the longest grade that could stand within another word
_GRADE = re.compile(r"(?<![A-Za-z0-9])N\s?(\d{2})\s?(M|H|SH|UH|EH|AH|TH|VH)?(?![A-Za-z0-9])")


def is_magnet(description: str, material: str = "") -> bool:
    """Whether a part is a magnet, by its description and the material of its drawing."""
    words = f"{description} {material}"
    named = _MAGNET.search(_NO_MAGNET.sub(" ", words))
    return bool(named) or any(found[2] for found in _GRADE.finditer(words))


def grade_in(library: Library, *texts: str) -> str | None:
    """The grade texts of a magnet name, as the library writes it; None where they name none it knows."""
    for text in texts:
        if (whole := library.grade(text)) is not None:
            return whole.grade
    for text in texts:
        for found in _GRADE.finditer(text):
            if (known := library.grade(f"N{found[1]}{found[2] or ''}")) is not None:
                return known.grade
        for one in library.grades:
            if len(one.grade) > _SHORT and one.grade.casefold() in text.casefold():
                return one.grade
    return None
