"""Claims about qualifications, contracts, licences and tolling."""

from __future__ import annotations

from typing import Any

from planner.checks.run import check
from planner.tables.case import Case
from tests.planner.checks.story import item, of, offer, only, place, sound

OXIDE = item("Oxide", kind="material")


def tolled(*rows: tuple[str, str], **tables: Any) -> Case:
    """The sound case with an oxide, offers of it, and tolling rows (offer, material)."""
    return sound(
        **{
            "items": [item("Magnet"), OXIDE],
            "offers": [offer(), offer("West", price=12), offer("West", "Oxide")],
            "tolling": [{"offer": one, "material": what, "quantity_per_unit": 0.1} for one, what in rows],
            **tables,
        }
    )


def contracted(**more: Any) -> Case:
    contract = {"contract": "Offtake", "offer": "East | Magnet", "sign_by": 1, "from_month": 1, "to_month": 4}
    return sound(contracts=[{**contract, "per_month": 3, **more}])


def qualified(**more: Any) -> Case:
    approval = {"qualification": "West approval", "months": 2, "cost": 100, **more}
    return sound(offers=[offer(), offer("West", qualification="West approval")], qualifications=[approval])


def test_usual_terms_are_sound() -> None:
    assert check(tolled(("East | Magnet", "Oxide"))) == ()
    assert check(contracted()) == ()
    assert check(qualified()) == ()


def test_tolling_loop_names_the_loop() -> None:
    finding = only(tolled(("East | Magnet", "Oxide"), ("West | Oxide", "Magnet")), "tolling_loop")
    assert finding.is_error
    assert place(finding) == ("tolling", 1, "material")
    assert "goes in a circle: Magnet -> Oxide -> Magnet." in finding.message


def test_tolling_loop_may_be_one_item_worked_from_itself() -> None:
    assert "Magnet -> Magnet" in only(tolled(("East | Magnet", "Magnet")), "tolling_loop").message


def test_tolled_not_material_is_odd() -> None:
    finding = only(tolled(("East | Magnet", "Oxide"), items=[item("Magnet"), item("Oxide")]), "tolled_not_material")
    assert place(finding) == ("tolling", 0, "material")
    assert "but its kind is magnet" in finding.message


def test_qualification_unused_opens_nothing() -> None:
    case = sound(qualifications=[{"qualification": "West approval", "months": 2, "cost": 100}])
    assert place(only(case, "qualification_unused")) == ("qualifications", 0, "qualification")


def test_qualification_too_late_cannot_help() -> None:
    finding = only(qualified(months=6), "qualification_too_late")
    assert place(finding) == ("qualifications", 0, "months")
    assert "is passed in Jul 2027 at the earliest, after the plan ends in Jun 2027" in finding.message
    assert of(qualified(months=4, earliest_month=2), "qualification_too_late")
    assert not of(qualified(months=5), "qualification_too_late")
    assert not of(qualified(months=8, started_month=-3), "qualification_too_late")


def test_contract_never_signed_can_no_longer_be() -> None:
    finding = only(contracted(sign_by=-1), "contract_never_signed")
    assert place(finding) == ("contracts", 0, "sign_by")
    assert not of(contracted(sign_by=-1, signed_month=-2), "contract_never_signed")
    assert not of(contracted(sign_by=0), "contract_never_signed")


def test_contract_offer_closed_in_the_months_it_runs() -> None:
    contract = {
        "contract": "Offtake",
        "offer": "East | Magnet",
        "sign_by": 1,
        "from_month": 2,
        "to_month": 4,
        "per_month": 3,
    }
    closed = sound(contracts=[contract], offers=[offer(to_month=1), offer("West")])
    assert place(only(closed, "contract_offer_closed")) == ("contracts", 0, "from_month")
    assert not of(sound(contracts=[contract], offers=[offer(to_month=2), offer("West")]), "contract_offer_closed")


def test_contract_price_currency_is_that_of_the_case() -> None:
    contract = {
        "contract": "Offtake",
        "offer": "East | Magnet",
        "sign_by": 1,
        "from_month": 1,
        "to_month": 4,
        "per_month": 3,
    }
    euros = {
        "offers": [offer(currency="EUR"), offer("West")],
        "currencies": [{"currency": "EUR", "rate": 1.2}],
    }
    finding = only(sound(contracts=[{**contract, "price": 10}], **euros), "contract_price_currency")
    assert place(finding) == ("contracts", 0, "price")
    assert not of(sound(contracts=[{**contract, "price": 12}], **euros), "contract_price_currency")
    assert not of(sound(contracts=[contract], **euros), "contract_price_currency")
    assert not of(contracted(price=10), "contract_price_currency")


def test_licence_without_offer_has_no_effect() -> None:
    licence = {"licence": "L-1", "supplier": "East", "item": "Oxide", "quantity": 9, "from_month": 0, "to_month": 4}
    finding = only(tolled(licences=[licence]), "licence_without_offer")
    assert place(finding) == ("licences", 0, "item")
    assert not finding.is_error
    assert not of(tolled(licences=[{**licence, "item": "Magnet"}]), "licence_without_offer")
