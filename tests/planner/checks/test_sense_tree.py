"""Claims about the first month and the last: one plan for now, and what is left at the end."""

from __future__ import annotations

from tests.planner.checks.story import calm_and_halt, event, item, of, offer, only, place, sound

CREDITED = {"case": {"closing_stock_value": 0.8}}


def test_no_single_start_when_scenarios_differ_in_the_first_month() -> None:
    finding = only(calm_and_halt(event(country="China", from_month=0)), "no_single_start")
    assert place(finding) == ("scenarios", None, None)
    assert "Scenarios already differ in Jan 2027, the first month: 'Calm' against 'Halt'." in finding.message
    assert not of(calm_and_halt(event(country="China", from_month=1)), "no_single_start")


def test_no_single_start_when_an_event_was_announced_before() -> None:
    assert of(calm_and_halt(event(country="China", known_from=-2)), "no_single_start")
    assert not of(calm_and_halt(event(country="China", known_from=1)), "no_single_start")


def test_scenarios_alike_can_be_joined() -> None:
    finding = only(calm_and_halt(), "scenarios_alike")
    assert place(finding) == ("scenarios", 1, "scenario")
    assert finding.message.startswith("'Calm' and 'Halt' are the same in every month")
    assert not of(calm_and_halt(event(country="China")), "scenarios_alike")


def test_closing_credit_limited_by_the_lowest_price() -> None:
    cheap = [offer(price=7), offer("West", price=12)]
    finding = only(sound(**CREDITED, offers=cheap), "closing_credit_limited")
    assert place(finding) == ("items", 0, "standard_cost")
    assert "credited with 7 a unit, its lowest purchase price, instead of 8" in finding.message
    assert not of(sound(**CREDITED, offers=[offer(price=8)]), "closing_credit_limited")
    assert not of(sound(offers=cheap), "closing_credit_limited")


def test_closing_credit_limited_by_a_price_that_falls_in_one_scenario() -> None:
    case = calm_and_halt(event("price", 0.5, country="China"), **CREDITED)
    assert "credited with 5 a unit" in only(case, "closing_credit_limited").message


def test_closing_credit_limited_by_a_contract_and_by_worked_material() -> None:
    contract = {"contract": "C", "offer": "West | Magnet", "sign_by": 2, "from_month": 1, "to_month": 5, "per_month": 3}
    case = sound(**CREDITED, contracts=[{**contract, "price": 6}])
    assert "credited with 6 a unit" in only(case, "closing_credit_limited").message
    tolled = sound(
        **CREDITED,
        items=[item("Magnet"), item("Oxide", kind="material", standard_cost=30)],
        offers=[offer(price=2), offer("West"), offer("West", "Oxide", price=25)],
        tolling=[{"offer": "East | Magnet", "material": "Oxide", "quantity_per_unit": 0.1}],
    )
    assert "credited with 4.4 a unit" in only(tolled, "closing_credit_limited").message  # 2 + 0.1 * 0.8 * 30
