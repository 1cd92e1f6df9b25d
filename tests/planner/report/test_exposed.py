"""What is told of exposure before any plan is what one can count on one's fingers, and otherwise when it is so."""

from __future__ import annotations

import time
from typing import Any

import pytest

from planner.events import Stopped as StoppedByUser
from planner.events import never, silent
from planner.insight.at_risk import Hazard
from planner.insight.stops import Stop, Stopped
from planner.reference.sample import sample_case
from planner.report import exposed_charts, figures
from planner.report.answer_table import AnswerTable
from planner.report.exposed import Exposed, exposed
from planner.report.theme import LIGHT
from tests.planner.insight.stories import company, rows
from tests.planner.report.test_figures_titles import subtitle, title

STOCKED = {"stock": [{"item": "Strong", "quantity": 60}, {"item": "Plain", "quantity": 50}]}
"""Three months for the drive, two and a half for the pump."""


def told(**tables: Any) -> Exposed:
    found = exposed(company(**(STOCKED | tables)), listen=silent, stopping=never)
    assert found is not None
    return found


def table(found: Exposed, name: str) -> AnswerTable:
    return next(one for one in found.tables if one.table.title == name)


def columns(found: AnswerTable, *titles: str) -> list[tuple[Any, ...]]:
    places = [next(at for at, one in enumerate(found.table.columns) if one.title == each) for each in titles]
    return [tuple(row[place] for place in places) for row in found.rows]


def test_the_first_line_to_stop_is_told_with_its_day_and_why() -> None:
    figure = told().figures[0]
    assert figure.words == "10.8 weeks"  # 50 of 20 a month are two and a half months
    assert figure.note == "Pump stops on 16 Mar 2027 if Ganzhou stops today"


def test_where_stock_outlasts_the_horizon_no_line_stops() -> None:
    figure = told(stock=[{"item": "Strong", "quantity": 80}, {"item": "Plain", "quantity": 80}]).figures[0]
    assert figure.words == "none"


def test_magnets_under_licence_are_those_a_rule_in_force_binds() -> None:
    assert told().figures[1].words == "1 of 2"
    assert told().figures[1].note == "1 NdFeB with Dy or Tb"
    without = [row for row in rows("composition") if row["element"] != "Dy"]
    assert told(composition=without).figures[1].words == "0 of 2"


def test_magnets_of_a_maker_no_rule_binds_are_not_under_licence() -> None:
    leads = {"price": 6, "production_months": 1, "transit_months": 0}
    offers = [{"supplier": "Narva", "item": item, **leads} for item in ("Strong", "Plain")]
    assert told(offers=offers).figures[1].words == "0 of 2"


def test_what_hangs_on_the_country_that_matters_most_is_told_with_its_part() -> None:
    figure = told().figures[2]
    # A quarter of 40 drives at 100 and three eighths of 80 pumps at 30 are still to come from China.
    assert (figure.name, figure.words) == ("At risk if China stops", "USD 1.90 k")
    assert figure.note == "contribution over 4 months: 30 % of all, 2 products"


def test_single_sources_are_told_by_what_they_hang_on() -> None:
    assert told().figures[3].words == "2 of 2 items"
    assert told().figures[3].note == "2 on one supplier"
    second = {"supplier": "Narva", "item": "Plain", "price": 2, "production_months": 1, "transit_months": 0}
    assert told(offers=rows("offers", second)).figures[3].words == "1 of 2 items"


def test_the_table_of_runways_says_how_long_and_what_brings_supply_back() -> None:
    found = columns(table(told(), "Runways"), "What stops", "Product", "Lasts", "Way back", "How supply comes back")
    assert ("China", "Drive", 13.0, 13.0, "qualification “Narva approval”; Narva") in found
    assert ("every supplier", "Drive", 13.0, None, "none") in found


def test_kilograms_are_told_by_year_and_by_month() -> None:
    found = told()
    years = columns(table(found, "Rare earths by year"), "Product", "Rare earth", "In one unit", "2027", "Together")
    assert ("Drive", "Dy", 2.0, pytest.approx(0.08), pytest.approx(0.08)) in years
    months = columns(table(found, "Rare earths by month"), "Product", "Rare earth", "Jan 2027", "Apr 2027")
    assert ("Drive", "Dy", 0.02, 0.02) in months


def test_what_is_not_known_is_said_not_left_out_silently() -> None:
    found = told(items=rows("items", Strong={"mass_g": None}))
    assert "Strong (magnet mass not known)" in table(found, "Rare earths by year").table.meaning


def test_goods_on_hand_come_from_stock_not_from_a_supplier_nobody_knows() -> None:
    found = columns(table(told(), "Where it comes from"), "Share by", "Name")
    assert ("supplier", "in stock") in found
    assert ("supplier", None) not in found


def test_every_item_under_a_rule_names_the_rule_its_day_and_who_is_free() -> None:
    found = columns(table(told(), "Licences needed"), "Item", "Rule", "State", "Since", "Holds", "Held", "Free")
    assert found == [("Strong", "NdFeB with Dy or Tb", "in force", "2025-04-04", ("Dy",), ("Ganzhou",), ("Narva",))]


def test_the_state_of_the_october_layer_is_asked_and_never_assumed() -> None:
    states = dict(columns(table(told(), "Licence rules"), "Rule", "State"))
    assert states["Chinese content abroad (October 2025)"] == "not known: ask"
    assert states["NdFeB with Dy or Tb"] == "in force"


def test_money_at_risk_is_told_product_by_product() -> None:
    found = columns(table(told(), "Money at risk"), "If this fails", "Which", "Product", "At risk", "Of its demand")
    assert ("supplier", "Ganzhou", "Drive", 1000.0, 25.0) in found
    assert ("supplier", "Ganzhou", "Pump", 900.0, 37.5) in found


def test_who_earns_most_per_gram_is_served_first() -> None:
    found = columns(table(told(), "Serve first"), "Scarce", "Turn", "Product", "Earned")
    assert ("Dy", 1, "Drive", 50.0) in found  # 100 for 2 g
    assert [row[2] for row in found if row[0] == "Nd"] == ["Pump", "Drive"]


def test_a_case_with_errors_is_told_nothing() -> None:
    case = company(demand={"Nothing": [1, 1, 1, 1]})
    assert exposed(case, listen=silent, stopping=never) is None


def test_it_can_be_stopped() -> None:
    with pytest.raises(StoppedByUser):
        exposed(company(**STOCKED), listen=silent, stopping=lambda: True)


def test_the_sample_is_told_within_seconds() -> None:
    began = time.perf_counter()
    found = exposed(sample_case(), listen=silent, stopping=never)
    assert found is not None
    assert time.perf_counter() - began < 5.0


def test_every_chart_is_drawn_and_has_its_numbers() -> None:
    found = told()
    assert list(dict.fromkeys(one.title for one in found.charts)) == [
        "Runway",
        "Rare earths",
        "From mine to product",
        "Money at risk",
    ]
    for chart in found.charts:
        assert title(exposed_charts.draw(found.drawn, chart, LIGHT))
        assert not exposed_charts.data(found.drawn, chart).empty


def test_what_stops_is_set_side_by_side_those_without_supply_first() -> None:
    drawn = told().drawn
    data = figures.stop_bars_data(drawn.runways, Stopped.ITEM)
    assert data["stop"].tolist() == ["Plain", "Strong"]
    assert data["weeks"].tolist() == pytest.approx([10.833, 13.0], abs=0.001)
    assert data["recovery_weeks"].isna().all()  # whoever makes them
    said = title(figures.stop_bars(drawn.case, drawn.runways, Stopped.ITEM, LIGHT))
    assert said == (
        "If Plain stops, the line of Pump stops on 16 Mar 2027, after 10.8 weeks; "
        "all 2 items would stop a line before supply is back"
    )


def test_side_by_side_says_that_nothing_stops_a_line() -> None:
    drawn = told(stock=[{"item": "Strong", "quantity": 80}, {"item": "Plain", "quantity": 80}]).drawn
    said = title(figures.stop_bars(drawn.case, drawn.runways, Stopped.SUPPLIER, LIGHT))
    assert said == "No supplier alone stops a line within the months planned"
    assert figures.stop_bars_data(drawn.runways, Stopped.SUPPLIER).empty


def test_money_at_risk_is_drawn_largest_first_with_its_finding() -> None:
    drawn = told().drawn
    data = figures.risk_bars_data(drawn.exposure, Hazard.SUPPLIER)
    assert data["name"].tolist() == ["Ganzhou", "Ganzhou"]
    assert data["product_at_risk"].tolist() == [1000.0, 900.0]
    said = title(figures.risk_bars(drawn.case, drawn.exposure, Hazard.COUNTRY, LIGHT))
    assert said == "30 % of the contribution, USD 1.90 k, hangs on magnets made in China"
    nothing = told(stock=[{"item": "Strong", "quantity": 80}, {"item": "Plain", "quantity": 80}]).drawn
    said = title(figures.risk_bars(nothing.case, nothing.exposure, Hazard.COUNTRY, LIGHT))
    assert said == "No money that is still to be earned hangs on any of them"


def test_the_map_of_a_year_counts_its_months_alone_and_says_which() -> None:
    case = company(**STOCKED, case={"months": 4, "start_month": "2026-11"})
    found = exposed(case, listen=silent, stopping=never)
    assert found is not None
    drawn = found.drawn
    data = figures.element_map_data(drawn.case, drawn.exposure, 2026)
    drive = data[(data["product"] == "Drive") & (data["element"] == "Dy")]
    assert drive["kg_in_year"].tolist() == pytest.approx([0.04])
    assert subtitle(figures.element_map(drawn.case, drawn.exposure, LIGHT, 2026)).startswith("kg from Nov to Dec 2026")
    assert [one.choice for one in found.charts if one.title == "Rare earths"] == ["A mean year", "2026", "2027"]


def test_a_stop_is_drawn_for_every_product_that_rests_on_it() -> None:
    found = told()
    chart = next(one for one in found.charts if one.of == Stop(Stopped.COUNTRY, "China"))
    assert chart.choice == "Each product if China stops"
    assert exposed_charts.data(found.drawn, chart)["product"].tolist() == ["Pump", "Drive"]
