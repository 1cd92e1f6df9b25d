"""Decides whether goods go where they may, and lie together where they may go to the same products."""

from tests.planner.facts.stories import HALT, halt, offer, parts_of, pool_names, product, small

ABROAD = [{"supplier": "East", "country": "China"}, {"supplier": "West", "country": "France"}]


def test_goods_every_product_may_use_are_one_pool() -> None:
    facts = small(stock=[{"item": "Magnet", "quantity": 5}])
    assert pool_names(facts) == ["Drive;Pump;Rail"]
    assert parts_of(facts) == [(None, "Drive;Pump;Rail")]
    assert facts.pools[0].products == (0, 1, 2)
    assert facts.items[0].pools == (0,)


def test_goods_from_an_excluded_country_are_kept_from_the_product() -> None:
    rows = [product("Drive"), product("Pump", excluded="CHINA; Russia"), product("Rail")]
    facts = small(products=rows, suppliers=ABROAD, offers=[offer("East"), offer("West")])
    assert parts_of(facts, 0) == [(None, "Drive;Rail")]
    assert parts_of(facts, 1) == [(None, "Drive;Pump;Rail")]
    assert pool_names(facts) == ["Drive;Pump;Rail", "Drive;Rail"]


def test_goods_fed_from_an_excluded_country_are_kept_from_the_product() -> None:
    rows = [product("Drive", excluded="China"), product("Pump"), product("Rail")]
    fed = {"supplier": "East", "country": "Vietnam", "feed_country": "china", "feed_share": 0.1}
    assert parts_of(small(products=rows, suppliers=[fed])) == [(None, "Pump;Rail")]
    assert parts_of(small(products=rows, suppliers=[fed | {"feed_share": 0}])) == [(None, "Drive;Pump;Rail")]


def test_goods_sold_for_end_uses_go_to_products_of_these_only() -> None:
    assert parts_of(small(offers=[offer(end_uses="INDUSTRIAL")])) == [(None, "Pump")]
    assert parts_of(small(offers=[offer(end_uses="industrial; automotive")])) == [(None, "Drive;Pump")]


def test_stock_is_judged_by_origin_and_feed_origin() -> None:
    rows = [product("Drive", excluded="China"), product("Pump", excluded="Japan"), product("Rail")]
    held = [
        {"item": "Magnet", "quantity": 1, "origin": "china"},
        {"item": "Magnet", "quantity": 2, "origin": "Vietnam", "feed_origin": "China"},
        {"item": "Magnet", "quantity": 4, "origin": "Japan", "feed_origin": "China"},
        {"item": "Magnet", "quantity": 8, "origin": "France"},
        {"item": "Magnet", "quantity": 16},
        {"item": "Magnet", "quantity": 32, "feed_origin": "Japan"},
    ]
    facts = small(products=rows, stock=held)
    assert {pool.name: pool.opening for pool in facts.pools} == {
        "Drive;Pump;Rail": 24,
        "Drive;Rail": 32,
        "Pump;Rail": 3,
        "Rail": 4,
    }


def test_a_row_of_no_stock_makes_no_pool() -> None:
    rows = [product("Drive", excluded="China"), product("Pump"), product("Rail")]
    facts = small(products=rows, offers=[], stock=[{"item": "Magnet", "quantity": 0, "origin": "China"}])
    assert pool_names(facts) == ["Drive;Pump;Rail"]


def test_only_products_that_use_the_item_in_some_design_are_in_its_pools() -> None:
    facts = small(
        items=[{"item": "Magnet", "standard_cost": 3}, {"item": "Spare", "standard_cost": 3}],
        redesigns=[{"redesign": "Lean", "product": "Pump", "months": 1, "cost": 1}],
        redesign_changes=[{"redesign": "Lean", "item": "Magnet", "replacement": "Spare"}],
        offers=[offer(), offer(item="Spare")],
    )
    assert pool_names(facts) == ["Drive;Pump;Rail", "Pump"]


def test_goods_nobody_may_use_keep_one_pool_for_nobody() -> None:
    rows = [product(name, excluded="China") for name in ("Drive", "Pump", "Rail")]
    facts = small(products=rows)
    assert parts_of(facts) == [(None, "")]
    assert pool_names(facts) == [""]
    assert facts.pools[0].products == ()


def test_an_item_without_goods_has_a_pool_for_all_its_users() -> None:
    facts = small(offers=[])
    assert pool_names(facts) == ["Drive;Pump;Rail"]
    assert facts.pools[0].opening == 0


def test_materials_are_neither_excluded_nor_split() -> None:
    rows = [product("Drive", "automotive", "China"), product("Pump", "industrial"), product("Rail")]
    facts = small(
        products=rows,
        items=[{"item": "Magnet", "standard_cost": 3, "kind": "material"}],
        offers=[offer(end_uses="industrial")],
        stock=[{"item": "Magnet", "quantity": 7, "origin": "China"}],
        scenarios=HALT,
        events=[halt("automotive")],
    )
    assert pool_names(facts) == ["Drive;Pump;Rail"]
    assert parts_of(facts) == [(None, "Drive;Pump;Rail")]
    assert facts.pools[0].opening == 7


def test_a_material_no_product_uses_has_a_pool_for_nobody() -> None:
    facts = small(
        items=[
            {"item": "Magnet", "standard_cost": 3},
            {"item": "Oxide", "standard_cost": 60, "kind": "material"},
        ],
        offers=[offer(), offer(item="Oxide")],
        tolling=[{"offer": "East | Magnet", "material": "Oxide", "quantity_per_unit": 0.02}],
    )
    assert pool_names(facts) == ["Drive;Pump;Rail", ""]
    assert facts.offers[0].tolling == ((1, 0.02),)


def test_an_offer_ships_one_part_for_each_lane_some_product_draws_on() -> None:
    facts = small(scenarios=HALT, events=[halt("industrial"), halt("defence")])
    assert parts_of(facts) == [("industrial", "Pump"), (None, "Drive;Rail")]


def test_an_offer_whose_goods_serve_one_lane_ships_nothing_in_the_others() -> None:
    facts = small(offers=[offer(end_uses="automotive")], scenarios=HALT, events=[halt("automotive")])
    assert parts_of(facts) == [("automotive", "Drive")]
    assert [lane.end_use for lane in facts.lanes] == ["automotive", None]


def test_an_offer_for_nobody_keeps_the_lane_of_the_rest() -> None:
    rows = [product(name, "automotive", "China") for name in ("Drive", "Pump", "Rail")]
    assert parts_of(small(products=rows, scenarios=HALT, events=[halt("automotive")])) == [(None, "")]


def test_pools_of_an_item_with_the_same_products_are_one_whoever_ships() -> None:
    facts = small(
        suppliers=ABROAD,
        offers=[offer("East"), offer("West")],
        scenarios=HALT,
        events=[halt("industrial", country="China")],
    )
    assert parts_of(facts, 0) == [("industrial", "Pump"), (None, "Drive;Rail")]
    assert parts_of(facts, 1) == [(None, "Drive;Pump;Rail")]
    assert pool_names(facts) == ["Drive;Pump;Rail", "Drive;Rail", "Pump"]


def test_the_pool_for_most_products_comes_first() -> None:
    facts = small(scenarios=HALT, events=[halt("automotive")])
    assert pool_names(facts) == ["Pump;Rail", "Drive"]
