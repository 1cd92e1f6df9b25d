"""The brief has two to six pages of A4 with text one can search, tables that are never cut, and the same bytes."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planner.errors import UserError
from planner.insight.exposure import exposure
from planner.insight.runway import runways
from planner.plan.answer import with_plan
from planner.report import brief as brief_room
from planner.report.brief import MOST_PAGES, Brief, draw_brief, write_brief
from planner.report.evidence import grouped
from planner.report.paper import BOTTOM, HIGH, SMALL, Column, Paper
from planner.report.playbook import playbook
from planner.report.recommend import Sentence, Topic
from planner.report.type_metrics import Metrics
from planner.tables.case import Case
from planner.tables.inputs import INPUTS
from planner.tables.needs import Settings
from planner.tables.table import table_of
from tests.planner.report.charted import changed, whole_story
from tests.planner.report.told import ways

A4 = b"/MediaBox [ 0 0 595.28 841.89 ]"


def brief(**more: Any) -> Brief:
    told, plan = whole_story()
    answer = with_plan(plan, (), 1290.0, 0.005)
    return replace(Brief(told, answer, exposure(told), runways(told), playbook(told, plan, {3: 1234.0})), **more)


def seen(paper: Paper) -> list[str]:
    """Every text set on the pages, in order."""
    return [text.get_text() for page in paper.pages for text in page.texts]


def written(tmp_path: Path, told: Brief) -> tuple[int, bytes]:
    path = tmp_path / "brief.pdf"
    return write_brief(path, told), path.read_bytes()


def test_a_brief_has_two_to_six_pages_of_a4(tmp_path: Path) -> None:
    pages, content = written(tmp_path, brief())
    assert 2 <= pages <= MOST_PAGES
    assert len(re.findall(rb"/Type /Page\b", content)) == pages
    assert content.count(A4) == pages


def test_the_pages_can_be_looked_at_before_they_are_written(tmp_path: Path) -> None:
    drawn = draw_brief(brief(), 144.0)
    assert len(drawn) == written(tmp_path, brief())[0]
    for page in drawn:
        assert page[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", page[16:24]) == (1190, 1683)  # A4 at two pixels a point


def test_fonts_are_embedded_and_letters_can_be_read_back(tmp_path: Path) -> None:
    _, content = written(tmp_path, brief())
    assert b"/FontFile2" in content  # the letters of the font itself
    assert b"/ToUnicode" in content  # which letter each of them is
    assert b"/Subtype /Type3" not in content


def test_the_same_brief_is_the_same_file_and_small(tmp_path: Path) -> None:
    first = written(tmp_path, brief(ways=ways()))[1]
    second = written(tmp_path, brief(ways=ways()))[1]
    assert first == second
    assert len(first) < 2_000_000
    assert b"/CreationDate" not in first


def test_charts_stay_vectors(tmp_path: Path) -> None:
    _, content = written(tmp_path, brief())
    assert b"/Subtype /Image" not in content
    streams = re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)
    drawn = b"".join(_inflated(one) for one in streams)
    assert drawn.count(b" re\n") + drawn.count(b" l\n") > 50


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_the_brief_tells_the_figures_the_advice_and_the_assumptions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = _caught(tmp_path, monkeypatch, brief(ways=ways()))
    words = " ".join(told)
    for heading in (
        "Do now",
        "How exposed we are",
        "How long we last if something stops today",
        "Playbook: what to do when what becomes known",
        "Compared with other ways to carry on",
        "What this rests on",
    ):
        assert heading in told
    assert "EUR 1.20 k" in words.replace("\u00a0", " ")
    assert "Start the qualification" in words
    assert "EUR 1.23 k" in words.replace("\u00a0", " ")  # a month late
    assert "Diversify only" in words
    assert "Page 1 of" in words


def _caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Brief) -> list[str]:
    caught: list[Paper] = []
    save = Paper.save

    def keep(self: Paper, path: Path, note: str) -> None:
        save(self, path, note)
        caught.append(self)

    monkeypatch.setattr(Paper, "save", keep)
    write_brief(tmp_path / "brief.pdf", told)
    return seen(caught[0])


def test_without_prices_of_delay_the_playbook_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told, plan = whole_story()
    words = _caught(tmp_path, monkeypatch, brief(playbook=playbook(told, plan)))
    assert any("was not computed" in one for one in words)
    assert "A month late costs" not in " ".join(words)


def test_many_scenarios_are_cut_to_six_pages(tmp_path: Path) -> None:
    told = _crowded()
    pages, _ = written(tmp_path, brief(case=told, exposure=exposure(told), runways=runways(told)))
    assert pages <= MOST_PAGES


def test_scenarios_left_out_are_counted_and_the_likeliest_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _crowded()
    words = _caught(tmp_path, monkeypatch, brief(case=told, exposure=exposure(told), runways=runways(told)))
    shown = [one for one in words if one.startswith("Future ")]
    left = next(one for one in words if "less likely" in one)
    assert left == f"{50 - len(shown)} further scenarios, less likely, in the plan workbook."
    assert 0 < len(shown) < 50
    few = " ".join(_caught(tmp_path, monkeypatch, brief()))
    assert "Calm" in few and "less likely" not in few


def test_without_a_rare_earth_the_brief_says_what_is_not_known_and_draws_no_empty_chart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, _ = whole_story()
    words = " ".join(_caught(tmp_path, monkeypatch, brief(exposure=exposure(told))))
    assert "No rare earth is known in any product: mass or composition of Magnet is not known." in words
    assert "scrap included" not in words  # the subtitle of the chart


def _crowded() -> Case:
    told, _ = whole_story()
    scenarios = [
        {"scenario": f"Future {place} with a long name", "probability": 0.02, "description": "x " * 200}
        for place in range(50)
    ]
    events = [
        {
            "scenario": one["scenario"],
            "from_month": 1,
            "to_month": 2,
            "effect": effect,
            "value": 1,
            "source": "a source that says a lot " * 6,
        }
        for one in scenarios
        for effect in ("price", "delay")
    ]
    return changed(told, scenarios=scenarios, events=events)


@pytest.mark.parametrize("name", ["$x^2$ & <b>", "磁石 工場", "x" * 300, "two\nlines"])
def test_awkward_names_are_set_as_they_are(tmp_path: Path, name: str) -> None:
    told, _ = whole_story()
    columns = [column.id for column in table_of(Settings).columns]
    row = ["" if one == "name" else value for one, value in zip(columns, told.rows("case")[0], strict=True)]
    row[columns.index("name")] = name
    tables = {one.id: list(told.rows(one.id)) for one in INPUTS}
    assert written(tmp_path, brief(case=Case(tables | {"case": [row]})))[0] >= 2


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        write_brief(tmp_path / "nowhere" / "brief.pdf", brief())


def test_a_row_is_never_cut_and_the_header_comes_again() -> None:
    paper = Paper("Title")
    columns = (Column("Name", 1), Column("Figure", 1, True))
    paper.table(columns, [(f"row {place} " + "word " * 60, "1") for place in range(40)])
    assert len(paper.pages) > 1
    for page in paper.pages:
        said = [text.get_text() for text in page.texts]
        assert said[0] == "Name"
        rows = [int(one.split()[1]) for one in said if one.startswith("row ")]
        assert rows == list(range(rows[0], rows[-1] + 1))
        assert min(text.get_position()[1] * HIGH for text in page.texts) >= BOTTOM


def test_a_heading_stays_with_what_follows() -> None:
    paper = Paper("Title")
    while paper.left > 60:
        paper.words("word")
    paper.heading("Section")
    assert len(paper.pages) == 2
    assert [text.get_text() for text in paper.pages[1].texts] == ["Section"]


def test_the_head_of_a_page_names_the_case_whole_where_the_section_leaves_it_room() -> None:
    name = "Sample: an invented European maker of traction motors, pumps and sensors"
    for section, whole in (("Playbook", True), ("What we do " * 8, False)):
        paper = Paper(name)
        paper.new_page()
        paper.heading(section)
        paper.new_page()
        paper.heading(section)
        paper._number(1, "")
        left, right = (text for text in paper.pages[1].texts if text.get_position()[1] > 0.94)
        assert (left.get_text() == name) is whole
        assert right.get_text() == section


def test_words_are_broken_where_they_no_longer_fit() -> None:
    metrics = Metrics()
    text = "Order 12,000 magnets from Narva before the licences stop in March"
    lines = metrics.lines(text, SMALL, 90.0)
    assert " ".join(lines) == text
    assert all(metrics.width(line, SMALL) <= 90.0 for line in lines)
    assert all(metrics.width(line, SMALL) <= 90.0 for line in metrics.lines("x" * 200, SMALL, 90.0))
    assert metrics.width(metrics.shortened(text, SMALL, 90.0), SMALL) <= 90.0
    assert metrics.width("磁石", 10.0) == pytest.approx(20.0)


def test_a_page_of_advice_keeps_its_chart_and_the_rest_of_the_advice_goes_on_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    charts: list[int] = []
    chart = Paper.chart

    def count(self: Paper, figure: Any, height: float) -> None:
        chart(self, figure, height)
        charts.append(len(self.pages))

    monkeypatch.setattr(Paper, "chart", count)
    long = [
        Sentence(topic, f"{topic.value} {place}", f"{topic.value} {place} " + "word " * 28)
        for topic in (Topic.ORDER, Topic.START, Topic.MONEY)
        for place in range(5)
    ]
    monkeypatch.setattr("planner.report.brief.sentences", lambda *told: tuple(long))
    words = _caught(tmp_path, monkeypatch, brief())
    assert charts[0] == 1
    assert words.index("What it leads to") < words.index("How exposed we are")


def test_no_page_is_left_with_next_to_nothing_where_less_detail_spares_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = brief()
    pages, _ = written(tmp_path, told)
    whole = brief_room._set

    def one_line_too_many(told: Brief, most: int, metrics: Metrics) -> Paper:
        paper = whole(told, most, metrics)
        if most > 8:
            paper.new_page()
            paper.words("A line.")
        return paper

    monkeypatch.setattr(brief_room, "_set", one_line_too_many)
    assert write_brief(tmp_path / "spared.pdf", told) == pages


def test_a_table_of_tall_rows_begins_where_one_of_them_fits() -> None:
    paper = Paper("Title")
    while paper.left > 260:
        paper.words("word")
    paper.table((Column("Name", 1),), [("line\n" * 14,)] * 3)
    assert any("line" in text.get_text() for text in paper.pages[0].texts)


def test_the_odds_of_the_only_scenario_stand_on_one_line() -> None:
    told = brief()
    alone = [{"scenario": "Halt", "probability": 1.0}]
    paper = Paper("One", Metrics())
    brief_room._assumptions(paper, replace(told, case=changed(told.case, scenarios=alone, events=[])), 20)
    assert "100 %" in [text.replace("\u00a0", " ") for text in seen(paper)]


def test_what_is_said_with_several_sources_is_said_once_with_all_of_them() -> None:
    parts = ["a declaration replaces it (a.com, 2026; low)", "a declaration replaces it (b.com; low)", "assumption"]
    assert grouped(parts) == ["a declaration replaces it (a.com, 2026; low / b.com; low)", "assumption"]
    assert grouped(["half (one) and (two)"]) == ["half (one) and (two)"]


def test_a_single_bar_of_a_runway_has_a_third_of_a_chart_high_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """In rows of four, in less height, it was thinner than the letters beside it."""
    caught: list[Any] = []
    monkeypatch.setattr(Paper, "chart", lambda _, figure, height: caught.append((figure, height)))
    brief_room._runway(Paper("One", Metrics()), brief())
    figure, height = caught[0]
    (axes,) = figure.axes
    bottom, top = axes.get_ylim()
    assert len(axes.get_yticks()) == 1  # one product
    assert bottom - top == pytest.approx(3.1)
    assert height >= 165


@pytest.mark.parametrize(("room", "pages"), [(400.0, 1), (80.0, 2)])
def test_a_short_playbook_follows_below_where_it_fits_and_has_its_own_page_where_not(room: float, pages: int) -> None:
    paper = Paper("One", Metrics())
    while paper.left > room:
        paper.words("A line.")
    brief_room._playbook(paper, brief())
    assert len(paper.pages) == pages


def test_the_bars_of_the_runway_take_the_room_that_would_stay_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a playbook that needs its own page; before one that follows below they are no higher than they need be."""
    heights: list[float] = []
    monkeypatch.setattr(Paper, "chart", lambda _, figure, height: heights.append(height))
    for following in (10.0, 1e6):
        monkeypatch.setattr(brief_room, "height_of_playbook", lambda *of, high=following: high)
        brief_room._runway(Paper("One", Metrics()), replace(brief(), streams=()))
    usual, filling = heights
    assert usual < filling
    assert filling == pytest.approx(1.4 * usual)


def test_without_a_rare_earth_exposure_needs_little_room_below_the_cover() -> None:
    told, _ = whole_story()
    paper = Paper("One", Metrics())
    while paper.left > 200:
        paper.words("A line.")
    brief_room._exposure(paper, brief(exposure=exposure(told)), 5)
    assert any("How exposed we are" in text.get_text() for text in paper.pages[0].texts)
