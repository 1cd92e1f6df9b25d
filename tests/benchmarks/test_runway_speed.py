"""Decides how long runways and exposure take, from the sample to 150 products and 250 magnets over three years.

Run with ``pytest --benchmarks tests/benchmarks/test_runway_speed.py -s``; the figures are printed. Counted is the time
of the processor, which does not depend on what else the machine does.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from planner.facts.gather import gather
from planner.insight.exposure import exposure
from planner.insight.runway import runways
from planner.reference.library import Library, load
from planner.reference.sample import sample_case
from planner.tables.case import Case
from tests.generate.realistic import realistic

CASES: dict[str, tuple[Callable[[Library], Case], float]] = {
    "sample": (sample_case, 1.0),
    "small": (lambda _: realistic("small", 1), 2.0),
    "medium": (lambda _: realistic("medium", 1), 4.0),
    "large": (lambda _: realistic("large", 1), 10.0),
}
"""The cases, and seconds their runways may take."""


@pytest.mark.parametrize("name", CASES)
def test_runways_are_soon_known(name: str) -> None:
    library = load()
    make, most = CASES[name]
    told = make(library)
    facts = gather(told)
    started = time.process_time()
    exposure(told, facts, library)
    between = time.process_time()
    found = runways(told, facts, library)
    ended = time.process_time()
    print(
        f"\n{name}: {len(facts.products)} products, {len(facts.items)} items, {facts.months} months, "
        f"{len(found.runways)} stops: exposure {between - started:.2f} s, runways {ended - between:.2f} s"
    )
    assert ended - between < most
