"""The playbook alone is one page of paper, however much there is to tell, and says what is not on it."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from planner.events import Event, Phase
from planner.insight.lateness import Lateness
from planner.plan.plan import Plan
from planner.report.paper import Paper
from planner.report.playbook import costs_of
from planner.report.playbook_page import write_playbook
from planner.tables.case import Case
from tests.planner.report.charted import whole_story
from tests.planner.report.many_ways import many_ways
from tests.planner.report.stories import answer_to, embargo, order, short


def written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, story: tuple[Case, Plan], late: dict[int, float] | None = None
) -> tuple[bytes, list[str], int]:
    """The file, every text on it, and how many pages were told."""
    caught: list[str] = []
    save = Paper.save

    def keep(self: Paper, path: Path, note: str) -> None:
        save(self, path, note)
        caught.extend(text.get_text() for page in self.pages for text in page.texts)

    monkeypatch.setattr(Paper, "save", keep)
    path = tmp_path / "playbook.pdf"
    pages = write_playbook(path, *story, late or {})
    return path.read_bytes(), caught, pages


def count(content: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", content))


def test_the_playbook_is_one_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content, words, pages = written(tmp_path, monkeypatch, whole_story())
    assert pages == count(content) == 1
    assert "Playbook: what to do when what becomes known" in words
    assert any("was not computed" in one for one in words)


@pytest.mark.parametrize("ways", [1, 12, 60])
def test_it_stays_one_page_with_many_ways_and_counts_what_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ways: int
) -> None:
    content, words, pages = written(tmp_path, monkeypatch, many_ways(ways))
    assert pages == count(content) == 1
    assert any("further way" in one for one in words) is (ways == 60)


def test_what_a_months_delay_costs_stands_in_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = costs_of([Lateness(3, 1234.0)])
    _, words, _ = written(tmp_path, monkeypatch, whole_story(), late)
    assert "EUR 1.23 k" in " ".join(words).replace("\u00a0", " ")
    late = costs_of([Lateness(3, None, possible=False)])
    assert late == {3: math.inf}
    _, words, _ = written(tmp_path, monkeypatch, whole_story(), late)
    assert "not possible" in " ".join(words).replace("\u00a0", " ")


def test_where_time_ran_out_nothing_is_claimed() -> None:
    assert costs_of([Lateness(3, None)]) == {}


def test_it_says_that_it_is_writing(tmp_path: Path) -> None:
    heard: list[Event] = []
    write_playbook(tmp_path / "playbook.pdf", *whole_story(), {}, listen=heard.append)
    assert heard == [Phase("Writing the page")]


def test_a_delay_that_costs_next_to_nothing_is_told_so_and_what_is_done_whatever_comes_reads_as_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, words, _ = written(tmp_path, monkeypatch, whole_story(), costs_of([Lateness(3, 0.2)]))
    read = " ".join(" ".join(words).replace("\u00a0", " ").split())
    assert "next to nothing" in read
    assert "Order from Ganzhou (China); start the qualification" in read


def test_who_goes_short_whatever_comes_is_told_in_full_where_figures_of_orders_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = embargo()
    plan = answer_to(told, orders=[order(0, 0, "Ganzhou", 40, 160, 1)], shortages=[short(1, 1, 2)])
    _, words, _ = written(tmp_path, monkeypatch, (told, plan))
    said = " ".join(" ".join(words).split())
    assert "Order from Ganzhou (China); not delivered until Feb 2027: 2 × Drive." in said
