"""Decides how an event of a scenario reads: what it changes, for whom, and from when to when."""

from __future__ import annotations

from collections.abc import Sequence

from planner.report.words import listed, place
from planner.tables.choices import Event

_MOST_NAMED = 3
ALL_NAMED = 1000
"""For ``said``: name everybody an event concerns."""


def said(event: Event, most: int = _MOST_NAMED, *, at_least: bool = False) -> str:
    """What an event changes, as a clause: ``nothing may leave China``, ``prices from Vietnam rise by 18 %``.

    Args:
        event: one row of the case's events.
        most: names given of each kind before the rest are counted.
        at_least: say it as a threshold to watch for: ``at most 30 % of the usual may leave China``.
    """
    more = " or more" if at_least else ""
    who = _who(event, most)
    what = _goods(event, most)
    match event.effect:
        case "availability":
            amount = (
                "nothing"
                if event.value == 0
                else f"{'at most' if at_least else 'only'} {_percent(event.value)} of the usual"
            )
            words = f"{amount}{what} may leave {who or 'any supplier'}"
        case "price":
            words = f"prices{_from(what, who)} {_moves(event.value, '', more)}"
        case "duty":
            words = f"duty on goods{_from(what, who)} rises by {_percent(event.value).removesuffix(' %')} points{more}"
        case "delay":
            months = "month" if event.value == 1 else "months"
            words = f"goods{_from(what, who)} take {event.value:g} {months} longer{more}"
        case "demand":
            words = f"demand{_of(event.product, most)}{_for(event.end_use, most)} {_moves(event.value, 's', more)}"
        case _:
            takes = "takes" if len(event.supplier or event.country) == 1 else "take"
            words = f"{who or 'suppliers'} {takes} no new customers: nothing can be qualified or signed there"
    return words


def when(event: Event) -> str:
    """``from Jul 2027 to Sep 2027``, ``in Jul 2027``; and when it is announced, if ahead."""
    if event.from_month == event.to_month:
        months = f"in {event.from_month.words()}"
    else:
        months = f"from {event.from_month.words()} to {event.to_month.words()}"
    announced = f", known from {event.known_from.words()}" if event.known_from is not None else ""
    return f"{months}{announced}"


def _who(event: Event, most: int) -> str:
    """``Star Group``, ``China or Vietnam``, ``Star Group in Vietnam``; empty where every supplier is meant."""
    suppliers, countries = _some(event.supplier, most, "or"), _some([place(one) for one in event.country], most, "or")
    return f"{suppliers} in {countries}" if suppliers and countries else suppliers or countries


def _goods(event: Event, most: int) -> str:
    """What part of the goods is meant, with a space before it; empty where all are."""
    parts = [_of(event.item, most)]
    if event.element:
        parts.append(f" that holds {_some(event.element, most, 'or')}")
    if event.effect == "availability":
        parts.append(_for(event.end_use, most))
    return "".join(parts)


def _from(what: str, who: str) -> str:
    return f"{what.replace(' that holds', ' that hold')}{f' from {who}' if who else ''}"


def _of(names: Sequence[str], most: int) -> str:
    return f" of {_some(names, most, 'and')}" if names else ""


def _for(names: Sequence[str], most: int) -> str:
    return f" for {_some(names, most, 'and')}" if names else ""


def _some(names: Sequence[str], most: int, last: str) -> str:
    """The names, or the first of them and how many others."""
    if len(names) <= most + 1:
        return listed(names, last)
    return f"{', '.join(names[:most])} {last} {len(names) - most} others"


def _moves(factor: float, ending: str, more: str) -> str:
    """``rise by 18 %``; ``ending`` is the verb's, ``more`` follows a change."""
    if factor == 1:
        return f"stay{ending} the same"
    return f"{'rise' if factor > 1 else 'fall'}{ending} by {_percent(abs(factor - 1))}{more}"


def _percent(fraction: float) -> str:
    return f"{100 * fraction:.6g} %"
