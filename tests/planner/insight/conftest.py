"""Decides how tests of insight make large what is small."""

from __future__ import annotations

import pytest

from planner.solve import whatif
from planner.solve.chosen import Freedom


@pytest.fixture(params=list(Freedom))
def freedom(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Freedom:
    """Each way to hold the rest, forced by making large what is small."""
    if request.param is not Freedom.ALL:
        monkeypatch.setattr(whatif, "SMALL_ENOUGH", -1)
    if request.param is Freedom.ORDERS:
        monkeypatch.setattr(whatif, "STARTS_FREE", -1)
    assert isinstance(request.param, Freedom)
    return request.param
