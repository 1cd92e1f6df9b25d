"""Decides how money at risk is drawn: a bar for each supplier, country, element or rule that may fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.insight.at_risk import AtRisk, Hazard
from planner.insight.exposure import Exposure
from planner.report import style
from planner.report.export import framed
from planner.report.rules import rule_words
from planner.report.theme import NOTE, Theme
from planner.report.words import counted, money, place, share
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_MOST = 20
_FRAME, _ROW, _LEAST = 1.9, 0.4, 5  # inches, inches, rows
_ROOM = 3
"""Rows there is room for at least, so that few bars are neither thick nor leave the chart empty."""
_FAILS = {
    Hazard.SUPPLIER: "hangs on {}",
    Hazard.COUNTRY: "hangs on magnets made in {}",
    Hazard.FEED: "hangs on rare earth from {}",
    Hazard.ELEMENT: "needs {}",
    Hazard.LICENCE: "needs a licence for {}",
}


def risk_bars(case: Case, told: Exposure, hazard: Hazard, theme: Theme) -> Figure:
    """Contribution over the horizon that hangs on each, largest first; the last bar is all there is.

    Args:
        case: for its currency and months.
        told: its exposure.
        hazard: what may fail.
        theme: the colours.
    """
    rows = risk_rows(told, hazard)
    shown, currency = rows[:_MOST], case.settings.currency
    hidden = len(rows) - len(shown)
    note = "A product hangs on all of its items: the same money can hang on several."
    note += f" {hidden:,} more in the table." if hidden else ""
    subtitle = f"Contribution over {counted(case.settings.months, 'month')} of planned demand, {{}}"
    high = max((one.contribution for one in shown), default=0.0)
    divisor, unit = style.scale_of(high, currency)
    figure, (axes,) = style.page(
        theme, risk_finding(case, told, hazard), subtitle.format(unit), note, height=risk_height(len(shown))
    )
    style.amounts_below(axes, theme, 0.0, 1.25 * high, divisor)
    for row, one in enumerate(shown):
        fill = _fill(theme, hazard, one.name)
        axes.barh(row, one.contribution, 0.62, zorder=3, **fill)
        words = f"{money(one.contribution, currency)}, {share(one.share)}, {counted(len(one.products), 'product')}"
        axes.text(
            one.contribution + 0.012 * high,
            row,
            style.unbroken(words),
            va="center",
            zorder=5,
            **style.lettering(theme, words, NOTE),
        )
    axes.set_ylim(max(len(shown), _ROOM) - 0.4, -0.6)
    style.name_rows(axes, theme, list(range(len(shown))), [style.shortened(_name(one)) for one in shown])
    if not shown:
        style.say(axes, theme, 0.5, 1.5, "Nothing still to come hangs on any of them.", ha="center")
    return figure


def risk_bars_data(told: Exposure, hazard: Hazard) -> pd.DataFrame:
    """The numbers behind ``risk_bars``: one row per name and product that hangs on it.

    Returns:
        Columns name, at_risk (of all products, case currency), share (of the contribution of all products), product,
        product_at_risk (case currency), product_part (of its demand), item (that decides).
    """
    rows = [
        (_name(one), one.contribution, one.share, product.product, product.contribution, product.part, product.item)
        for one in risk_rows(told, hazard)
        for product in one.products
    ]
    return framed(("name", "at_risk", "share", "product", "product_at_risk", "product_part", "item"), rows)


def risk_rows(told: Exposure, hazard: Hazard) -> list[AtRisk]:
    """What may fail of one kind, most money first."""
    found = [one for one in told.at_risk if one.hazard is hazard and one.contribution > 0]
    return sorted(found, key=lambda one: -one.contribution)


def risk_height(rows: int) -> float:
    """Inches that so many bars need to be read."""
    return _FRAME + _ROW * max(_LEAST, min(rows, _MOST))


def risk_finding(case: Case, told: Exposure, hazard: Hazard) -> str:
    """On which of them most money hangs, as a title."""
    rows = risk_rows(told, hazard)
    if not rows:
        return "No money that is still to be earned hangs on any of them"
    first = rows[0]
    amount = money(first.contribution, case.settings.currency)
    return f"{share(first.share)} of the contribution, {amount}, {_FAILS[hazard].format(_within(first))}"


def _within(one: AtRisk) -> str:
    """Its name within a sentence."""
    return place(one.name) if one.hazard in (Hazard.COUNTRY, Hazard.FEED) else _name(one)


def _name(one: AtRisk) -> str:
    return rule_words(one.name) if one.hazard is Hazard.LICENCE else one.name


def _fill(theme: Theme, hazard: Hazard, name: str) -> dict[str, Any]:
    if hazard in (Hazard.COUNTRY, Hazard.FEED):
        return style.filled(theme, name)
    return {"color": theme.accent}
