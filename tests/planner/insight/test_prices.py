"""Decides that a product costs more by the oxide in it times the move of the price."""

from __future__ import annotations

import pytest

from planner.insight.exposure import exposure
from planner.insight.prices import PriceSensitivity
from planner.reference.library import Library, load
from planner.tables.case import Case
from tests.planner.insight.stories import company


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def told(story: Case, library: Library) -> dict[tuple[str, str], PriceSensitivity]:
    return {(one.product, one.oxide): one for one in exposure(story, library=library).prices}


def test_oxide_is_metal_times_the_mass_ratio(library: Library) -> None:
    found = told(company(), library)
    assert found["Drive", "Dy oxide"].oxide_kg == pytest.approx(0.002 * 1.1477)
    assert found["Drive", "NdPr oxide"].oxide_kg == pytest.approx(0.030 * 1.1768)
    assert ("Drive", "Tb oxide") not in found


def test_losses_take_more_oxide(library: Library) -> None:
    one = told(company(), library)["Drive", "Dy oxide"]
    assert one.oxide_kg_with_losses == pytest.approx(one.oxide_kg / (0.70 * 0.95))


def test_a_year_takes_a_mean_years_oxide(library: Library) -> None:
    one = told(company(), library)["Drive", "Dy oxide"]
    assert one.per_year_kg == pytest.approx(30 * 4 * one.oxide_kg)


def test_a_tenth_of_the_last_quote_is_told_in_case_currency(library: Library) -> None:
    one = told(company(), library)["Drive", "Dy oxide"]
    assert one.price is not None and one.ten_percent is not None
    assert str(one.price.month) == "2026-02"
    assert one.ten_percent == pytest.approx(0.1 * one.price.usd_per_kg * one.oxide_kg)
    euro = company(case={"currency": "EUR"}, currencies=[{"currency": "usd", "rate": 0.9}])
    assert told(euro, library)["Drive", "Dy oxide"].ten_percent == pytest.approx(0.9 * one.ten_percent)


def test_without_a_rate_there_is_no_money(library: Library) -> None:
    one = told(company(case={"currency": "EUR"}), library)["Drive", "Dy oxide"]
    assert one.ten_percent is None and one.price is not None and one.price.per_kg is None
