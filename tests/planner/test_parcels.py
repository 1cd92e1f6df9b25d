"""Decides whether values arrive as they left, however long, and whether nobody waits long for one of their pieces."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner import parcels
from planner.months import Month
from planner.parcels import Unpacking, packed
from planner.tables.case import Case
from planner.tables.inputs import table
from tests.budget import examples


def arrived(value: object) -> object:
    """A value after a journey."""
    unpacking = Unpacking()
    (last,) = [one for message in packed(value) for one in unpacking.take(message)]
    return last


@settings(max_examples=examples(200), deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.text() | st.floats(allow_nan=False),
        lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
        max_leaves=60,
    ),
    st.sampled_from([1, 2, 3, 1000]),
)
def test_any_value_arrives_as_it_left(value: object, long: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parcels, "_LONG", long)
        assert arrived(value) == value


def test_long_lists_and_tuples_keep_their_kind() -> None:
    value = {"rows": [(number, str(number)) for number in range(5001)], "plan": tuple(range(2000)), "none": []}
    assert arrived(value) == value


def test_a_long_list_in_two_places_is_one_list() -> None:
    long = list(range(3000))
    first, second = arrived((long, long))  # type: ignore[misc]  # a pair
    assert first is second
    assert first == long


def test_a_case_travels_in_pieces_none_of_which_holds_anybody_up() -> None:
    offers = table("offers")
    rows = [
        offers.raw(supplier=f"S{number % 500}", item=f"M{number}", price=1.5 * number, from_month=Month(24000 + number))
        for number in range(50_000)
    ]
    case = Case({"offers": rows})
    messages = list(packed(case))
    assert len(messages) > 50  # a thousand rows and less in each
    assert max(map(len, messages)) < 200_000
    unpacking = Unpacking()
    assert [value for message in messages for value in unpacking.take(message)] == [case]


def test_what_cannot_travel_says_so() -> None:
    with pytest.raises((pickle.PicklingError, AttributeError)):
        list(packed([lambda: None] * 3000))
