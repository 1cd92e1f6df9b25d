"""Decides how findings speak: how values are written, lists shortened, and near names suggested."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence

from planner.months import Month

LIKE = 0.6
"""How alike two names must be, 0 to 1 by difflib, for one to be suggested for the other."""

MOST_SUGGESTIONS = 50
"""Different names for which one list of known names is searched."""

LONGEST = 80
"""Characters of a value shown in a finding."""


_LOOK_ALIKE = str.maketrans("oil", "011")
_LINE_BREAKS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")


def quoted(name: str) -> str:
    """A name in quotation marks, on one line, cut when very long."""
    name = _LINE_BREAKS.sub("↵", name)
    return f"'{name if len(name) <= LONGEST else name[: LONGEST - 1] + '…'}'"


def shown(value: object) -> str:
    """Any value of a cell as people write it."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Month):
        return value.words()
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, tuple | list):
        return listed([shown(one) for one in value])
    return quoted(str(value))


def number(value: float) -> str:
    """A number without needless digits and with its thousands apart: 0.25, 12,000, 1e+300."""
    if isinstance(value, int) and abs(value) < 10**15:
        return f"{value:,}"
    try:
        return f"{value:,.10g}"
    except OverflowError:  # a whole number of more digits than a float can say
        return "more than 1e+308" if value > 0 else "less than -1e+308"


def rounded(value: float) -> str:
    """A number that was worked out, to six digits."""
    return number(float(f"{value:.6g}"))


def listed(words: Sequence[str], last: str = "and", most: int = 5) -> str:
    """``a, b and c``; beyond ``most`` words ``a, b, c, d, e and 7 more``."""
    if len(words) > most + 1:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def names(some: Iterable[str], last: str = "and", most: int = 5) -> str:
    """Names in quotation marks, listed."""
    return listed([quoted(one) for one in some], last, most)


def months(some: Iterable[Month]) -> str:
    """Months listed, those in a row joined: ``Jan 2027, Mar 2027 to Jun 2027 and Dec 2027``."""
    spans: list[tuple[Month, Month]] = []
    for one in sorted(some):
        if spans and one - spans[-1][1] == 1:
            spans[-1] = (spans[-1][0], one)
        else:
            spans.append((one, one))
    return listed([span(first, last) for first, last in spans])


def span(first: Month, last: Month) -> str:
    """``Mar 2027 to Jun 2027``, or the one month."""
    return first.words() if first == last else f"{first.words()} to {last.words()}"


def counted(count: int, one: str, more: str = "") -> str:
    """``1 month``, ``3 months``."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def _seen(name: str) -> str:
    """A name with the letters that look like digits as those digits: MG-1O2 is read as MG-102."""
    return name.casefold().translate(_LOOK_ALIKE)


class Names:
    """Names that are known, compared without regard to case, and the one meant by a name that is not among them."""

    def __init__(self, some: Iterable[str]) -> None:
        """Know these names; the first spelling of each counts."""
        self._spelled: dict[str, str] = {}
        for one in some:
            self._spelled.setdefault(one.casefold(), one)
        self._suggested: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._spelled

    def __iter__(self) -> Iterator[str]:
        return iter(self._spelled.values())

    def __len__(self) -> int:
        return len(self._spelled)

    def closest(self, name: str, like: float = LIKE) -> str | None:
        """The known name most like this one, if any is at least so like it, 0 to 1."""
        seen = _seen(name)
        near = next((one for one in self._spelled if _seen(one) == seen), None)
        near = near or next(iter(difflib.get_close_matches(name.casefold(), self._spelled, n=1, cutoff=like)), None)
        return self._spelled[near] if near else None

    def did_you_mean(self, name: str) -> str:
        """`` Did you mean 'MAG-02'?`` with the blank in front, or nothing. After ``MOST_SUGGESTIONS`` different names
        nothing more: each takes time, and then it is no slip of the pen."""
        asked = name.casefold()
        if asked not in self._suggested:
            if len(self._suggested) >= MOST_SUGGESTIONS:
                return ""
            near = self.closest(name)
            self._suggested[asked] = f" Did you mean {quoted(near)}?" if near else ""
        return self._suggested[asked]


def folded(some: Iterable[str]) -> frozenset[str]:
    """Names as they are compared."""
    return frozenset(one.casefold() for one in some)
