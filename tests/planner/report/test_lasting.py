"""The shortest runway names product, stop and day, and says so where no line stops."""

from __future__ import annotations

from planner.insight.runway import runways
from planner.report.lasting import shortest_runway
from tests.planner.insight.stories import company


def test_the_first_line_to_stop_is_named_with_weeks_and_day() -> None:
    # Fifty Strong are in store, twenty needed a month: two and a half months, less than the ninety Plain last.
    told = company(stock=[{"item": "Strong", "quantity": 50}, {"item": "Plain", "quantity": 90}])
    figure = shortest_runway(runways(told))
    assert figure.words == "10.8 weeks"
    assert figure.note.startswith("Drive, if ")
    assert "Drive stops on 16 Mar 2027" in figure.exact


def test_where_no_line_stops_there_is_none() -> None:
    told = company(stock=[{"item": "Strong", "quantity": 5000}, {"item": "Plain", "quantity": 5000}])
    figure = shortest_runway(runways(told))
    assert (figure.words, figure.note) == ("none", "no line stops in the months planned")
