"""Decides how figures read in sentences and headlines: money in three digits, whole units, months as people say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from planner.months import Month

_STEPS = ((1e12, "trn"), (1e9, "bn"), (1e6, "M"), (1e3, "k"))


def money(amount: float, currency: str) -> str:
    """``USD 4.82 M``: three significant digits."""
    size = _three_digits(abs(amount))
    for step, letter in _STEPS:
        if size >= step:
            return f"{currency} {_sign(amount)}{_figure(size / step)} {letter}"
    return f"{currency} {_sign(amount)}{_figure(size)}"


def signed_money(amount: float, currency: str) -> str:
    """``USD +1.20 M``, as ``money`` writes ``USD −1.20 M``."""
    return money(amount, currency).replace(" ", " +", 1) if amount > 0 else money(amount, currency)


def told_apart(amounts: Sequence[float], step: float) -> tuple[list[str], str]:
    """Amounts in one unit with as many places as tell ``step`` apart, five digits at most, and that unit.

    ``["4.815", "4.790"], "M"`` for a step of 0.005 M.
    """
    greatest = max((abs(amount) for amount in amounts), default=0.0)
    unit, letter = next(((size, letter) for size, letter in _STEPS if greatest >= size), (1.0, ""))
    whole = len(f"{greatest / unit:.0f}")
    wanted = math.ceil(-math.log10(step / unit) - 1e-9) if step > 0 else 5
    places = max(0, min(5 - whole, wanted))
    numbers = [f"{abs(amount) / unit:,.{places}f}" for amount in amounts]
    return [f"{_sign(amount)}{number}" for amount, number in zip(amounts, numbers, strict=True)], letter


def exact_money(amount: float, currency: str) -> str:
    """``USD 4,821,337.50``: to the cent."""
    return f"{currency} {amount:,.2f}"


def quantity(amount: float) -> str:
    """``12,400``: whole units from ten on, three significant digits below."""
    if abs(amount) >= 9.95:
        return f"{amount:,.0f}"
    return f"{_three_digits(amount):g}"


def share(fraction: float) -> str:
    """``17 %``; one place where it is small or near the whole, and never 100 % for anything less."""
    percent = 100 * fraction
    if 0 < percent < 0.1:
        return "less than 0.1 %"
    if 99.9 < percent < 100:
        return "more than 99.9 %"
    near_an_end = 0 < percent < 10 or 90 < percent < 100
    tenths = round(percent, 1)
    return f"{tenths:.1f} %" if near_an_end and not tenths.is_integer() else f"{percent:.0f} %"


def about(gap: float) -> str:
    """A gap in words: ``0.4 %``; ``nothing`` where no plan is better."""
    return "nothing" if gap <= 1e-6 else share(gap)


def listed(names: Sequence[str], last: str = "and") -> str:
    """``A, B and C``."""
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


_WITH_ARTICLE = {
    "czech republic",
    "european union",
    "netherlands",
    "philippines",
    "united arab emirates",
    "united kingdom",
    "united states",
    "united states of america",
}


def place(country: str) -> str:
    """A country within a sentence: ``China``, ``the United States``."""
    return f"the {country}" if country.casefold() in _WITH_ARTICLE else country


def counted(number: int, word: str) -> str:
    """``1 item``, ``2 items``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def day(one: date) -> str:
    """``31 Mar 2027``."""
    return f"{one.day} {Month.of(one.year, one.month).words()}"


def months_between(months: Iterable[Month]) -> str:
    """``in Apr 2027``, or ``from Apr to Jun 2027``."""
    first, last = min(found := sorted(months)), found[-1]
    if first == last:
        return f"in {first.words()}"
    start = first.words() if first.year != last.year else first.words().split()[0]
    return f"from {start} to {last.words()}"


def _sign(amount: float) -> str:
    return "−" if amount < 0 else ""


def _three_digits(size: float) -> float:
    if size == 0 or not math.isfinite(size):
        return size
    return round(size, 2 - math.floor(math.log10(abs(size))))


def _figure(size: float) -> str:
    if 0 < size < 0.01:
        return f"{size:.{min(6, 1 - math.floor(math.log10(size)))}f}"
    return f"{size:.0f}" if size >= 100 or size == 0 else f"{size:.1f}" if size >= 10 else f"{size:.2f}"
