"""Decides whether tiny random cases are worth trying: sound, the same every time, and leaving no feature out."""

from __future__ import annotations

import pytest

from planner.checks.run import check
from tests.budget import examples
from tests.generate.features import features, wanted
from tests.generate.tiny import tiny_case

ALWAYS_TRIED = 300
"""Cases among which every feature turns up; generating them is quick, solving them is not."""


def test_every_column_effect_limit_and_family_of_rules_is_exercised() -> None:
    met: set[str] = set()
    for seed in range(ALWAYS_TRIED):
        met |= features(tiny_case(seed))
    assert not wanted() - met


@pytest.mark.parametrize("seed", range(examples(1000)))
def test_a_tiny_case_has_no_errors(seed: int) -> None:
    assert not [finding.message for finding in check(tiny_case(seed)) if finding.is_error]


def test_a_seed_always_gives_the_same_case() -> None:
    assert tiny_case(7).fingerprint() == tiny_case(7).fingerprint()
    assert tiny_case(7).fingerprint() != tiny_case(8).fingerprint()
