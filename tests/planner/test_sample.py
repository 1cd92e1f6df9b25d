"""Decides what the sample promises: a rich and honest case that is clean, solves fast, and is worth a plan."""

from __future__ import annotations

import math
import time
from pathlib import Path

import pytest

from planner.checks.run import check
from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.months import Month
from planner.plan.plan import Plan
from planner.planning import Answer, plan
from planner.reference import resources
from planner.reference.library import Library, load
from planner.reference.sample import SampleFigure, sample_case, sample_figures, sources_text
from planner.reference.sheet import CONFIDENCES
from planner.scenarios.grow import grow
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.store.workbook_in import read_workbook
from planner.store.workbook_out import write_case
from planner.tables.case import Case
from planner.tables.choices import Event, Limit, Redesign, Scenario
from planner.tables.column import Kind
from planner.tables.inputs import INPUTS
from planner.tables.needs import BillLine, Item, Product
from planner.tables.supply import Capacity, Contract, Licence, Offer, OpenOrder, Stock, Supplier, Tolling


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.fixture(scope="module")
def sample(library: Library) -> Case:
    return sample_case(library)


@pytest.fixture(scope="module")
def figures(library: Library) -> tuple[SampleFigure, ...]:
    return sample_figures(library)


@pytest.fixture(scope="module")
def facts(sample: Case) -> Facts:
    return gather(sample)


@pytest.fixture(scope="module")
def answer(sample: Case) -> Answer:
    return plan(sample, Options(gap=0.01, time_limit=240))


@pytest.fixture(scope="module")
def best(answer: Answer) -> Plan:
    assert answer.plan is not None, answer.message
    return answer.plan


def offer(sample: Case, supplier: str, item: str) -> Offer:
    (found,) = (one for one in sample.read(Offer) if (one.supplier, one.item) == (supplier, item))
    return found


def test_the_sample_has_no_findings_at_all(sample: Case) -> None:
    assert [finding.message for finding in check(sample)] == []


def test_eight_scenarios_share_long_beginnings_in_a_tree_of_less_than_80_nodes(facts: Facts) -> None:
    tree = grow(facts)
    assert len(facts.scenarios) == 8
    assert math.fsum(one.probability for one in facts.scenarios) == pytest.approx(1, abs=1e-6)
    assert len(tree.nodes) < 80
    assert sum(1 for node in tree.nodes if len(node.scenarios) == 8) >= 6


def test_a_maker_of_motors_pumps_and_sensors_in_four_trades(sample: Case) -> None:
    assert (str(sample.settings.start_month), sample.settings.months) == ("2027-01", 24)
    products = sample.read(Product)
    assert 10 <= len(products) <= 14
    assert {one.end_use for one in products} == {"automotive", "industrial", "medical", "defence"}
    assert {one.backorder_cost is None for one in products} == {True, False}
    (defence,) = (one for one in products if one.end_use == "defence")
    assert "China" in defence.excluded_origins


def test_some_25_magnets_from_n42_to_n38eh_and_samarium_cobalt(sample: Case, library: Library) -> None:
    magnets = [one for one in sample.read(Item) if one.kind == "magnet"]
    assert 22 <= len(magnets) <= 28
    grades = {one.grade for one in magnets if one.grade}
    assert {"N42", "N42SH", "N42UH", "N38EH", "Sm2Co17-28"} <= grades
    assert all(library.grade(grade) is not None for grade in grades)


def test_the_bill_has_three_levels_and_products_inside_products(sample: Case) -> None:
    lines = sample.read(BillLine)
    children: dict[str, list[str]] = {}
    for line in lines:
        children.setdefault(line.parent, []).append(line.component)

    def depth(name: str) -> int:
        return 1 + max((depth(child) for child in children[name]), default=0) if name in children else 0

    products = {one.product for one in sample.read(Product)}
    assert max(depth(product) for product in products) == 3
    assert any(line.component in products for line in lines)


def test_about_two_months_of_stock_and_orders_on_the_way_from_china(sample: Case, facts: Facts) -> None:
    held: dict[str, float] = {}
    for row in sample.read(Stock):
        held[row.item] = held.get(row.item, 0.0) + row.quantity
    needs = {one.name: sum(one.need[:6]) / 6 for one in facts.items}
    for item, quantity in held.items():
        assert 1.7 < quantity / needs[item] < 2.3, item
    chinese = {one.supplier for one in sample.read(Supplier) if one.country == "China"}
    assert len(chinese) == 2
    assert len([one for one in sample.read(OpenOrder) if one.supplier in chinese]) > 30


def test_sources_are_chinese_vietnamese_european_american_recycled_and_tolled(sample: Case) -> None:
    suppliers = {one.supplier: one for one in sample.read(Supplier)}
    vietnam = suppliers["Star Group (SGI Vina)"]
    assert (vietnam.country, vietnam.feed_country, vietnam.feed_share) == ("Vietnam", "China", 0.8)
    assert suppliers["Neo Performance Materials"].country == "Estonia"
    assert {"MP Materials", "HyProMag", "Lynas Rare Earths"} <= set(suppliers)
    tolled = {one.offer for one in sample.read(Tolling)}
    assert tolled == {one.offer for one in sample.read(Offer) if one.supplier == "JS Link"}
    assert {one.material for one in sample.read(Tolling)} == {"NdPr oxide", "Dy oxide"}


def test_claims_to_distrust_are_heeded(sample: Case) -> None:
    assert all("Texas" not in one.supplier for one in sample.read(Supplier))
    steps = {one.from_month: one.per_month for one in sample.read(Capacity) if one.supplier == "MP Materials"}
    assert steps[Month.of(2027, 1)] == 0.0
    assert max(steps.values()) < 1000


def test_few_enough_whole_decisions_to_prove_a_plan_fast(sample: Case, facts: Facts) -> None:
    offers = sample.read(Offer)
    assert 45 <= len(offers) <= 55
    assert sum(1 for one in offers if one.min_order or one.order_cost) <= len(offers) / 3
    assert len(facts.qualifications) <= 8
    assert 4 <= len(sample.read(Redesign)) <= 6
    assert {one.started_month is None for one in sample.read(Redesign)} == {True, False}


def test_contracts_licences_caps_currencies_and_soft_limits_are_shown(sample: Case) -> None:
    contracts = sample.read(Contract)
    assert {one.signed_month is None for one in contracts} == {True, False}
    assert {one.status for one in sample.read(Licence)} == {"granted", "applied"}
    offers = sample.read(Offer)
    assert any(one.max_12_months and one.ordered_before for one in offers)
    assert {one.supplier for one in offers if one.currency == "EUR"} == {"Neo Performance Materials"}
    limits = sample.read(Limit)
    assert {"min_cover", "max_share"} <= {one.limit for one in limits}
    assert all(one.penalty is not None for one in limits)


def test_prices_follow_from_47_dollars_a_kilogram_of_finished_magnets(sample: Case) -> None:
    assert offer(sample, "JL Mag", "MG-101").price == pytest.approx(47 * 2.5 * 0.042, rel=1e-3)
    assert offer(sample, "Other Chinese magnet makers", "MG-182").price == pytest.approx(47 * 0.001, rel=1e-3)
    neo = offer(sample, "Neo Performance Materials", "MG-231")
    assert neo.price == pytest.approx((47 + 20) * 0.010 / 1.12, rel=1e-3)
    assert offer(sample, "Star Group (SGI Vina)", "MG-111").price == pytest.approx(47 * 1.7 * 0.0344 * 1.175, rel=1e-3)


def test_chinese_magnets_under_licence_take_two_months_longer(sample: Case) -> None:
    licensed = offer(sample, "Other Chinese magnet makers", "MG-191")
    free = offer(sample, "Other Chinese magnet makers", "MG-182")
    assert (free.production_months, licensed.production_months) == (2, 4)
    assert offer(sample, "JL Mag", "MG-111F").production_months < offer(sample, "JL Mag", "MG-111").production_months


def test_a_toll_maker_takes_oxide_for_what_the_magnet_holds(sample: Case) -> None:
    taken = {(one.offer, one.material): one.quantity_per_unit for one in sample.read(Tolling)}
    assert taken["JS Link | MG-101", "NdPr oxide"] == pytest.approx(0.042 * 0.456 * 27 / 31, rel=0.05)
    bulk, diffused = taken["JS Link | MG-101", "Dy oxide"], taken["JS Link | MG-101D", "Dy oxide"]
    assert bulk == pytest.approx(0.042 * 0.01148 * 5 / 0.8, rel=1e-3)
    assert diffused == pytest.approx(bulk * 1.5 / 5, rel=1e-3)


def test_the_state_of_the_regime_is_an_assumption_every_scenario_names(sample: Case) -> None:
    for one in sample.read(Scenario):
        said = one.description or ""
        assert "Assumed about the regime after 10 November 2026, to be replaced by what you know." in said
        assert not said.startswith("Assumed")  # what tells one from another is read first
        assert "assumption" in (one.description or "")


def test_every_event_carries_its_source(sample: Case) -> None:
    for one in sample.read(Event):
        assert one.source and one.source.rstrip(")").endswith(CONFIDENCES)


def test_every_figure_of_the_case_has_a_source_or_is_called_an_assumption(
    sample: Case, figures: tuple[SampleFigure, ...]
) -> None:
    told = {(one.table, one.row, one.field) for one in figures}
    assert all(one.source and one.confidence in CONFIDENCES for one in figures)
    assert all("assumption" in one.source for one in figures if one.confidence == "assumption")
    in_case = 0
    for table in INPUTS:
        for raw in sample.rows(table.id):
            in_case += sum(
                value is not None and one.kind in (Kind.NUMBER, Kind.WHOLE, Kind.MONTH)
                for one, value in zip(table.columns, raw, strict=True)
            )
    assert len(figures) == in_case
    assert ("offers", "JS Link | MG-101", "price") in told


def test_the_list_of_sources_beside_the_files_is_in_step() -> None:
    path = resources.file("samples", "SOURCES.csv")
    assert path.read_text(encoding="utf-8") == sources_text(), (
        "write it again: python -c 'from planner.reference import resources, sample; "
        'resources.file("samples", "SOURCES.csv").write_text(sample.sources_text(), encoding="utf-8")\''
    )


def test_the_sample_is_built_in_less_than_a_third_of_a_second() -> None:
    took = []
    for _ in range(3):
        began = time.perf_counter()
        sample_case()
        took.append(time.perf_counter() - began)
    assert min(took) < 0.3


def test_the_sample_is_the_same_every_time() -> None:
    assert sample_case() == sample_case()


def test_the_sample_goes_through_a_workbook_unchanged(sample: Case, tmp_path: Path) -> None:
    path = tmp_path / "sample.xlsx"
    write_case(sample, path)
    imported = read_workbook(path)
    assert imported.findings == ()
    assert imported.case == sample


def test_a_plan_within_one_percent_of_the_best_is_proven(answer: Answer) -> None:
    assert answer.status is Status.PROVEN, answer.message
    assert answer.gap is not None and answer.gap <= 0.01


def test_the_plan_starts_a_qualification_and_a_redesign(best: Plan) -> None:
    begun = {one.kind for one in best.decisions}
    assert {"qualify", "redesign"} <= begun


def test_the_plan_raises_stock_above_opening_cover(best: Plan, sample: Case, facts: Facts) -> None:
    opening: dict[str, float] = {}
    for row in sample.read(Stock):
        opening[row.item] = opening.get(row.item, 0.0) + row.quantity
    needs = {one.name: one.need[0] for one in facts.items}
    shared = {one.node for one in best.nodes if len(one.scenarios) == 8}
    raised = {
        one.item
        for one in best.stock
        if one.node in shared
        and one.item in opening
        and (one.months_of_cover or 0) > opening[one.item] / needs[one.item] + 1
    }
    assert raised


def test_the_plan_holds_a_decision_that_differs_between_branches(best: Plan) -> None:
    scenarios = {one.node: len(one.scenarios) for one in best.nodes}
    assert any(scenarios[one.node] < 8 for one in best.decisions)
    assert any(scenarios[one.node] == 8 for one in best.decisions)
