"""Decides how the sources of what exposure rests on are listed: each once, with what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from planner.insight.exposure import Exposure
from planner.report.rules import rule_words

_BETWEEN = re.compile(r";(?![^(]*\))")
"""Between two pieces of evidence, not within the brackets of one."""


def sources_of(found: Exposure) -> dict[str, list[str]]:
    """Where the figures of exposure come from, each once, by what they say."""
    return {
        "Compositions": grouped(_parts(one.evidence for one in found.contents)),
        "Licence rules": _once(f"{rule_words(one.rule)} ({one.source})" for one in found.licences if one.source),
        "Prices": _once(f"{one.price.oxide} ({one.price.source})" for one in found.prices if one.price is not None),
    }


def _parts(evidence: Iterable[str]) -> list[str]:
    """What evidence says, part by part; what stands in brackets stays together."""
    return _once(part.strip() for words in evidence for part in _BETWEEN.split(words))


def grouped(parts: Sequence[str]) -> list[str]:
    """Parts that say the same with other sources in brackets, each once with all of them."""
    sources: dict[str, list[str]] = {}
    for part in parts:
        said, _, rest = part.partition(" (") if part.endswith(")") and part.count("(") == 1 else (part, "", "")
        sources.setdefault(said, []).extend([rest.removesuffix(")")] if rest else [])
    return [f"{said} ({' / '.join(names)})" if names else said for said, names in sources.items()]


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(one for one in words if one))
