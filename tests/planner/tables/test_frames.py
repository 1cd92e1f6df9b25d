"""Decides whether typed rows become frames a person can read."""

import pandas as pd

from planner.months import Month
from planner.tables.choices import Event
from planner.tables.frames import frame
from planner.tables.needs import Demand
from tests.builders import case


def test_a_frame_has_a_column_for_every_field_even_without_rows() -> None:
    assert list(frame(Demand, ()).columns) == ["product", "month", "quantity"]


def test_months_become_first_days_and_lists_become_text() -> None:
    made = case(
        events=[
            {"scenario": "w", "from_month": 0, "to_month": 1, "effect": "price", "value": 2, "country": "China;Japan"}
        ]
    )
    shown = frame(Event, made.read(Event))
    assert shown["from_month"][0] == pd.Timestamp("2027-01-01")
    assert shown["country"][0] == "China; Japan"
    assert pd.isna(shown["known_from"][0])


def test_a_frame_has_a_row_for_every_row() -> None:
    rows = [Demand(product="Drive", month=Month.of(2027, 1) + month, quantity=5.0) for month in range(3)]
    assert list(frame(Demand, rows)["quantity"]) == [5, 5, 5]
