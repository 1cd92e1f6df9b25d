"""Claims about whether what is needed can be had."""

from __future__ import annotations

from planner.checks.run import check
from tests.planner.checks.story import item, line, of, offer, only, place, product, sound, supplier

WEST = offer("West", price=12)
SCREW = {
    "items": [item("Magnet"), item("Screw")],
    "bill_of_materials": [line("Drive", "Magnet"), line("Drive", "Screw")],
}
DEFENCE = product(excluded_origins="China", end_use="defence")


def test_item_without_source_can_never_be_built_in() -> None:
    finding = only(sound(**SCREW), "item_without_source")
    assert place(finding) == ("items", 1, "item")
    assert not finding.is_error
    held = [{"item": "Screw", "quantity": 5, "origin": "Japan"}]
    assert not of(sound(**SCREW, stock=held), "item_without_source")
    assert not of(sound(**SCREW, offers=[offer(), WEST, offer("West", "Screw")]), "item_without_source")


def test_item_without_source_counts_material_that_is_worked_for_us() -> None:
    case = sound(
        items=[item("Magnet"), item("Oxide", kind="material")],
        tolling=[{"offer": "East | Magnet", "material": "Oxide", "quantity_per_unit": 0.1}],
    )
    assert place(only(case, "item_without_source")) == ("items", 1, "item")


def test_item_without_source_is_no_matter_when_nobody_wants_it() -> None:
    products = [product(), product("Pump")]
    bill = [line("Drive", "Magnet"), line("Pump", "Screw")]
    case = sound(**{**SCREW, "bill_of_materials": bill}, products=products, demand={"Drive": [1] * 6, "Pump": [0] * 6})
    assert not of(case, "item_without_source")


def test_item_too_late_within_the_horizon() -> None:
    late = sound(offers=[offer(production_months=5), offer("West", production_months=6)])
    finding = only(late, "item_too_late")
    assert place(finding) == ("items", 0, "item")
    assert "can arrive by Jun 2027" in finding.message
    assert not of(sound(offers=[offer(production_months=4), offer("West", production_months=6)]), "item_too_late")


def test_offer_too_late_counts_qualification_lead_time_and_capacity() -> None:
    lead = only(sound(offers=[offer(production_months=5), WEST]), "offer_too_late")
    assert place(lead) == ("offers", 0, "production_months")
    assert "an order in Jan 2027, the first possible, arrives in Jul 2027" in lead.message
    approval = [{"qualification": "Q", "months": 3, "cost": 1}]
    closed = sound(offers=[offer(qualification="Q", to_month=2), WEST], qualifications=approval)
    assert "its qualification cannot be passed" in only(closed, "offer_too_late").message
    open_still = sound(offers=[offer(qualification="Q", to_month=3), WEST], qualifications=approval)
    assert not of(open_still, "offer_too_late")
    nothing = [{"supplier": "East", "item": "Magnet", "from_month": 0, "per_month": 0}]
    assert "its capacity lets nothing leave" in only(sound(capacity=nothing), "offer_too_late").message


def test_offer_too_late_knows_that_a_contract_adds_to_capacity() -> None:
    nothing = [{"supplier": "East", "item": "Magnet", "from_month": 0, "per_month": 0}]
    contract = {"contract": "C", "offer": "East | Magnet", "sign_by": 1, "from_month": 1, "to_month": 5, "per_month": 3}
    assert not of(sound(capacity=nothing, contracts=[contract]), "offer_too_late")


def test_offer_for_nobody_may_go_into_no_product() -> None:
    finding = only(sound(products=[DEFENCE]), "offer_for_nobody")
    assert place(finding) == ("offers", 0, "end_uses")
    other_use = sound(
        products=[product(), product("Pump", end_use="industrial")],
        demand={"Drive": [1] * 6, "Pump": [1] * 6},
        bill_of_materials=[line("Drive", "Magnet"), line("Pump", "Screw")],
        items=SCREW["items"],
        offers=[offer(end_uses="industrial"), WEST, offer("West", "Screw")],
    )
    assert place(only(other_use, "offer_for_nobody")) == ("offers", 0, "end_uses")


def test_product_out_of_reach_of_every_source() -> None:
    only_chinese = {"suppliers": [supplier("East", "China")], "offers": [offer()]}
    finding = only(sound(products=[DEFENCE], **only_chinese), "product_out_of_reach")
    assert place(finding) == ("products", 0, "excluded_origins")
    assert not of(sound(products=[DEFENCE]), "product_out_of_reach")
    japanese = [{"item": "Magnet", "quantity": 5, "origin": "Japan"}]
    both = [DEFENCE, product("Pump")]
    two = {
        "products": both,
        "demand": {"Drive": [1] * 6, "Pump": [1] * 6},
        "bill_of_materials": [line("Drive", "Magnet"), line("Pump", "Magnet")],
    }
    assert of(sound(**two, **only_chinese), "product_out_of_reach")
    assert not of(sound(**two, **only_chinese, stock=japanese), "product_out_of_reach")


def test_product_out_of_reach_is_saved_by_a_redesign() -> None:
    case = sound(
        products=[DEFENCE],
        items=[item("Magnet"), item("Ferrite")],
        suppliers=[supplier("East", "China"), supplier("West", "France", feed_country="France")],
        offers=[offer(), offer("West", "Ferrite")],
        redesigns=[{"redesign": "R", "product": "Drive", "months": 1, "cost": 1}],
        redesign_changes=[{"redesign": "R", "item": "Magnet", "replacement": "Ferrite"}],
    )
    assert not of(case, "product_out_of_reach")


def test_capacity_below_need_says_how_much_can_be_had() -> None:
    rows = [{"supplier": name, "item": "Magnet", "from_month": 0, "per_month": 5} for name in ("East", "West")]
    finding = only(sound(capacity=rows), "capacity_below_need")
    assert place(finding) == ("items", 0, "item")
    assert "At most 50 of 'Magnet' can be had" in finding.message  # five months in which goods still arrive in time
    assert not of(
        sound(capacity=rows, stock=[{"item": "Magnet", "quantity": 10, "origin": "Japan"}]), "capacity_below_need"
    )
    assert not of(sound(capacity=rows[:1]), "capacity_below_need")


def test_figures_of_a_finding_have_their_thousands_apart() -> None:
    rows = [{"supplier": name, "item": "Magnet", "from_month": 0, "per_month": 5000} for name in ("East", "West")]
    finding = only(sound(capacity=rows, demand={"Drive": [20000] * 6}), "capacity_below_need")
    assert "At most 50,000 of 'Magnet' can be had" in finding.message and "but 120,000 are needed" in finding.message


def test_capacity_below_need_counts_kilograms_contracts_and_caps() -> None:
    in_kg = [{"supplier": name, "from_month": 0, "per_month": 0.1} for name in ("East", "West")]
    magnet = {"items": [item("Magnet", mass_g=20)]}
    assert "At most 50 of" in only(sound(capacity=in_kg, **magnet), "capacity_below_need").message
    contract = {"contract": "C", "offer": "East | Magnet", "sign_by": 1, "from_month": 0, "to_month": 5, "per_month": 2}
    assert not of(sound(capacity=in_kg, **magnet, contracts=[contract]), "capacity_below_need")
    capped = [offer(max_12_months=20, ordered_before=0), offer("West", max_12_months=30, ordered_before=0)]
    assert "At most 50 of" in only(sound(offers=capped), "capacity_below_need").message


def test_min_order_above_need_of_the_whole_plan() -> None:
    finding = only(sound(offers=[offer(min_order=61), WEST]), "min_order_above_need")
    assert place(finding) == ("offers", 0, "min_order")
    assert "is 61, but the whole plan needs at most 60" in finding.message
    assert not of(sound(offers=[offer(min_order=60), WEST]), "min_order_above_need")


def test_shortage_below_cost_means_nothing_is_built() -> None:
    finding = only(sound(products=[product(shortage_cost=9)]), "shortage_below_cost")
    assert place(finding) == ("products", 0, "shortage_cost")
    assert "less than the 10 that" in finding.message
    assert not of(sound(products=[product(shortage_cost=10)]), "shortage_below_cost")


def test_stock_origin_unknown_matters_to_products_with_excluded_origins() -> None:
    stock = [{"item": "Magnet", "quantity": 5}]
    finding = only(sound(products=[DEFENCE], stock=stock), "stock_origin_unknown")
    assert place(finding) == ("stock", 0, "origin")
    assert "'Drive' with excluded origins" in finding.message
    assert not of(sound(stock=stock), "stock_origin_unknown")
    material = sound(products=[DEFENCE], stock=stock, items=[item("Magnet", kind="material")])
    assert not of(material, "stock_origin_unknown")


def test_feed_origin_unknown_matters_to_products_with_excluded_origins() -> None:
    finding = only(sound(products=[DEFENCE]), "feed_origin_unknown")
    assert place(finding) == ("suppliers", 1, "feed_country")
    known = [supplier("East", "China"), supplier("West", "France", feed_country="Canada", feed_share=1)]
    assert not of(sound(products=[DEFENCE], suppliers=known), "feed_origin_unknown")
    assert check(sound()) == ()
