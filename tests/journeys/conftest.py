"""Decides what journeys start from: the same window as the tests of its parts."""

from tests.ui.conftest import answers, garbage, look, new_window, window

__all__ = ["answers", "garbage", "look", "new_window", "window"]
