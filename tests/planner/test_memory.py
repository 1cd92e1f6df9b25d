"""Claims about how much memory work may use."""

import psutil

from planner.memory import usual_memory


def test_the_usual_memory_is_at_most_three_quarters_of_what_there_is() -> None:
    assert 0 < usual_memory() <= psutil.virtual_memory().total * 3 // 4
