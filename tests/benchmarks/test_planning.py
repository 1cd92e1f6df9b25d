"""How good a plan is found how fast, again after one figure changed, and by HiGHS and CBC handed the same model.

Run with ``pytest --benchmarks tests/benchmarks/test_planning.py -k sample`` (or small, medium, large); the figures are
printed. ``python -m tests.benchmarks.planning_table`` prints the same with a clock and seeds of one's own.
"""

from __future__ import annotations

import pytest

from tests.benchmarks.planning_cbc import told
from tests.benchmarks.planning_table import SECONDS, SEEDS, WHO, after, first, reached, side_by_side

LOG = """\
✔ LP Optimal — Frac: 4/18 (22.2%)   Obj: 90.5   Iters: 37   Time: 0.003s
  Pass     Rows    Tight   Frac     Suminf        Objective  Time(s)
     1      102        0      4        1.3             91.0    0.010
         0        1      0               —             91.0        —     0.020
 ★      21      641     18             120 strong branching     92.0    23.3%     2.0
   128.2K       41     17              100                  99.0    1.0%      9.93
✔ Stopped (time limit) — BestSol: 100   Bound: 99.5   Gap: 0.5%   Nodes: 128.2K   Iters: 438   Time: 10.1s
Result - Stopped on time limit
"""


@pytest.mark.timeout(12000)
@pytest.mark.parametrize(("name", "seed"), [(name, seed) for name, seeds in SEEDS.items() for seed in seeds])
def test_plans_over_time(name: str, seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    made, said = side_by_side(name, seed, SECONDS[name], WHO[name])
    with capsys.disabled():
        print(f"\n{said}")
    assert made["ours"]["best"] is not None


def test_what_cbc_says_is_read_from_its_log() -> None:
    """A table of cuts, one of nodes, and an end; the objective's constant of 10 is not in it."""
    ended = told(LOG, 10.0)
    assert (ended.how, ended.best, ended.bound) == ("Stopped on time limit", 110.0, 109.5)
    assert ended.steps[0] == (0.003, None, 100.5)
    assert [first(ended.steps), reached(ended.steps, 0.1), reached(ended.steps, 0.001)] == ["2.0", "9.9", "–"]
    assert [after(ended.steps, 1), after(ended.steps, 5), after(ended.steps, 20)] == ["–", "21.54%", "0.45%"]
