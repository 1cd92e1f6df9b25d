"""Never to have more in store than today costs what must then be bought dearer, less what keeping it costs."""

from __future__ import annotations

import pytest

from planner.errors import UserError
from planner.events import Event, Phase, Stopped
from planner.insight.stockpile import without_stock
from planner.solve.chosen import Freedom
from planner.tables.case import Case
from planner.tables.edits import SetCells, apply
from tests.planner.insight.asked import EXACT, asking
from tests.planner.insight.embargo import embargo
from tests.planner.insight.test_baselines import halt
from tests.planner.insight.test_why import ahead


def test_without_the_stock_the_second_month_is_bought_dear_if_the_licences_stop(freedom: Freedom) -> None:
    # Ten magnets bought ahead cost 100 and 20 to keep; in the second month they cost 100, or 400 if it has stopped.
    ask = asking(ahead())
    found = without_stock(ask.case, ask.plan, EXACT, "Magnet")
    assert found.by_scenario == pytest.approx([-20, 280])
    assert found.more.value == pytest.approx(130)
    assert found.freedom is freedom or freedom is Freedom.STARTS


def test_what_is_there_already_may_be_kept() -> None:
    told = halt(demand={"Drive": [10] * 2}, case={"months": 2, "carrying_cost_rate": 2.4}, events=[])
    ask = asking(told)
    assert without_stock(told, ask.plan, EXACT, "Magnet").more.value == pytest.approx(0)


def test_it_says_what_it_does_and_stops_when_asked() -> None:
    ask = asking(ahead())
    heard: list[Event] = []
    without_stock(ask.case, ask.plan, EXACT, "Magnet", listen=heard.append)
    assert heard == [Phase("Planning without more of it in store")]
    with pytest.raises(Stopped):
        without_stock(ask.case, ask.plan, EXACT, "Magnet", stopping=lambda: True)


def test_a_plan_older_than_its_data_is_not_questioned() -> None:
    ask = asking(ahead())
    with pytest.raises(UserError, match="older"):
        without_stock(embargo(0.4), ask.plan, EXACT, "Magnet")


def test_the_price_of_keeping_counts_against_it() -> None:
    told: Case = ahead()
    apply(told, SetCells("case", ((0, "carrying_cost_rate", 0.0),)))
    ask = asking(told)
    assert without_stock(told, ask.plan, EXACT, "Magnet").by_scenario == pytest.approx([0, 300])
