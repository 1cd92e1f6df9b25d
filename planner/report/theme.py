"""Decides how everything looks: the colours of both themes, the four type sizes, and the colour of a country."""

from __future__ import annotations

from dataclasses import dataclass

NOTE, BODY, SECTION, FIGURE = 11, 13, 16, 24
"""The four type sizes, in pixels: notes, body, section titles, headline figures."""

SPACE = 8
"""Pixels between things; half of it inside a control."""

SUPPLIER_GROUPS = ("China", "Australia", "United States", "Vietnam", "Europe", "Japan", "Recycled", "Other")
"""The groups that have a colour of their own, in the order they are drawn."""

_EUROPE = frozenset(
    [
        "austria",
        "belgium",
        "bulgaria",
        "croatia",
        "cyprus",
        "czechia",
        "denmark",
        "estonia",
        "europe",
        "finland",
        "france",
        "germany",
        "greece",
        "greenland",
        "hungary",
        "iceland",
        "ireland",
        "italy",
        "latvia",
        "lithuania",
        "luxembourg",
        "malta",
        "netherlands",
        "norway",
        "poland",
        "portugal",
        "romania",
        "serbia",
        "slovakia",
        "slovenia",
        "spain",
        "sweden",
        "switzerland",
        "ukraine",
    ]
) | {"czech republic", "united kingdom", "great britain", "european union", "eu", "uk"}

_OTHER_NAMES = {
    "usa": "United States",
    "us": "United States",
    "united states of america": "United States",
    "people's republic of china": "China",
    "prc": "China",
    "viet nam": "Vietnam",
    "recycling": "Recycled",
}

# Okabe and Ito, "Color Universal Design", 2008: eight colours told apart with every common colour vision.
_OKABE_ITO = ("#D55E00", "#E69F00", "#0072B2", "#009E73", "#56B4E9", "#CC79A7", "#F0E442")
_HATCHES = ("", "//", "\\\\", "..", "xx", "--", "++", "oo")


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme, as ``#RRGGBB``.

    Attributes:
        name: ``light`` or ``dark``.
        window: behind everything; surface: behind grids, cards and charts; raised: behind bars and headers.
        line: hairlines and axes.
        text, muted: words, and words that matter less.
        accent: what can be pressed and what is recommended; on_accent: words upon it; accent_soft: behind a selection.
        hover: behind what the pointer is over.
        amber, red: "look here", and a stoppage or an error, as words or marks; amber_soft, red_soft: behind them.
        groups: one colour for each of ``SUPPLIER_GROUPS``, in that order.
    """

    name: str
    window: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    hover: str
    amber: str
    amber_soft: str
    red: str
    red_soft: str
    groups: tuple[str, ...]

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    def country_colour(self, country: str | None) -> str:
        """The colour of a supplier's country, the same through the whole program."""
        return self.groups[SUPPLIER_GROUPS.index(group_of(country))]


LIGHT = Theme(
    name="light",
    window="#F5F7F7",
    surface="#FFFFFF",
    raised="#ECF0F0",
    line="#D3DADB",
    text="#182022",
    muted="#566264",
    accent="#0F6E73",
    on_accent="#FFFFFF",
    accent_soft="#D3E8E7",
    hover="#E9F2F2",
    amber="#8A5300",
    amber_soft="#FFF2DC",
    red="#B3261E",
    red_soft="#FDE9E7",
    groups=(*_OKABE_ITO, "#000000"),
)

DARK = Theme(
    name="dark",
    window="#14191A",
    surface="#1B2122",
    raised="#252C2E",
    line="#394345",
    text="#E7ECEC",
    muted="#A3B0B2",
    accent="#4CB5AB",
    on_accent="#06201E",
    accent_soft="#183A38",
    hover="#243031",
    amber="#F0B95B",
    amber_soft="#3A2D14",
    red="#FF9A8F",
    red_soft="#43211E",
    groups=(*_OKABE_ITO, "#C9D1D2"),  # black would vanish on a dark ground
)


def group_of(country: str | None) -> str:
    """The group of ``SUPPLIER_GROUPS`` a country belongs to; a country that is unknown or blank is ``Other``."""
    plain = (country or "").strip().casefold()
    if plain in _EUROPE:
        return "Europe"
    if plain in _OTHER_NAMES:
        return _OTHER_NAMES[plain]
    return next((group for group in SUPPLIER_GROUPS if group.casefold() == plain), "Other")


def hatch_of(country: str | None) -> str:
    """The hatch of a country's group, in matplotlib's words, for print without colour."""
    return _HATCHES[SUPPLIER_GROUPS.index(group_of(country))]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    bright, faint = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (faint + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
