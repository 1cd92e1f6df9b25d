"""Claims about limits, each for itself."""

from __future__ import annotations

import pytest

from planner.checks.run import check
from tests.planner.checks.story import of, only, place, sound

FILTERS = {"supplier": "East", "country": "China", "item": "Magnet", "product": "Drive"}

UNDERSTOOD = {
    "max_share": set(FILTERS),
    "min_share": set(FILTERS),
    "min_cover": {"item"},
    "max_cover": {"item"},
    "max_stock_value": {"item"},
    "budget": set(),
    "min_fill": {"product"},
}


def limited(*limits: tuple, **more):
    """The sound case with limits (limit, value), all with the same further cells."""
    return sound(limits=[{"limit": kind, "value": value, **more} for kind, value in limits])


@pytest.mark.parametrize("kind", UNDERSTOOD)
@pytest.mark.parametrize("field", FILTERS)
def test_limit_filter_without_a_meaning_is_an_error(kind, field) -> None:
    found = of(limited((kind, 1), **{field: FILTERS[field]}), "limit_filter")
    assert [place(finding) for finding in found] == ([] if field in UNDERSTOOD[kind] else [("limits", 0, field)])
    assert all(finding.is_error for finding in found)


@pytest.mark.parametrize("kind", ["max_share", "min_share", "min_fill"])
def test_limit_share_above_1_is_percent(kind) -> None:
    finding = only(limited((kind, 60)), "limit_share_above_1")
    assert finding.is_error
    assert place(finding) == ("limits", 0, "value")
    assert "60 % is 0.6" in finding.message
    assert not of(limited((kind, 1)), "limit_share_above_1")


def test_limit_share_above_1_says_nothing_of_months_or_money() -> None:
    assert not of(limited(("min_cover", 2), ("max_cover", 4), ("budget", 9000), penalty=1), "limit_share_above_1")


def test_limits_clash_when_the_least_is_above_the_most() -> None:
    finding = only(limited(("min_cover", 2), ("max_cover", 1.5)), "limits_clash")
    assert not finding.is_error
    assert place(finding) == ("limits", 1, "value")
    assert finding.message.startswith("Rows 1 and 2 of Limits ask for at least 2 and at most 1.5")
    assert not of(limited(("min_cover", 1.5), ("max_cover", 1.5)), "limits_clash")
    assert not of(limited(("min_cover", 2), ("max_cover", 1.5), penalty=3), "limits_clash")


def test_limits_clash_only_on_the_same_and_in_the_same_months() -> None:
    least = {"limit": "min_share", "value": 0.5, "supplier": "East"}
    most = {"limit": "max_share", "value": 0.4, "supplier": "east"}
    assert of(sound(limits=[least, most]), "limits_clash")
    assert not of(sound(limits=[least, {**most, "supplier": "West"}]), "limits_clash")
    assert not of(sound(limits=[{**least, "to_month": 2}, {**most, "from_month": 3}]), "limits_clash")


def test_limit_free_to_break_has_no_effect() -> None:
    assert place(only(limited(("budget", 50), penalty=0), "limit_free_to_break")) == ("limits", 0, "penalty")
    assert not of(limited(("budget", 50)), "limit_free_to_break")


def test_usual_limits_are_sound() -> None:
    case = sound(
        limits=[
            {"limit": "max_share", "value": 0.6, "country": "China"},
            {"limit": "min_share", "value": 0.1, "supplier": "West", "product": "Drive", "penalty": 4},
            {"limit": "min_cover", "value": 1.5, "item": "Magnet", "from_month": 2},
            {"limit": "max_cover", "value": 3},
            {"limit": "max_stock_value", "value": 5000},
            {"limit": "budget", "value": 5000},
            {"limit": "min_fill", "value": 0.8, "product": "Drive"},
        ]
    )
    assert check(case) == ()
