"""Decides what the library promises: every figure typed, in bounds and with its source in words."""

from __future__ import annotations

import csv
import dataclasses
import math
import typing
from pathlib import Path

import pytest

from planner.errors import PlannerBug, UserError
from planner.months import Month
from planner.reference import resources, sheet, trade
from planner.reference.library import Library, load
from planner.reference.materials import Parameter


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def figures(library: Library) -> list[typing.Any]:
    """Every row of every table of the library."""
    tables = [getattr(library, one.name) for one in dataclasses.fields(library)]
    return [row for rows in tables if isinstance(rows, tuple) for row in rows]


def test_every_file_of_the_folder_is_read(library: Library) -> None:
    read = sum(1 for _ in figures(library))
    lying_there = 0
    for path in (resources.folder() / "reference").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            lying_there += sum(1 for _ in csv.DictReader(file))
    assert read == lying_there == 1071


def test_every_figure_has_a_source_in_words_and_a_confidence(library: Library) -> None:
    known = {one.source_id for one in library.sources}
    for row in figures(library):
        assert row.confidence in sheet.CONFIDENCES
        if not isinstance(row, trade.Source):
            assert row.source and row.source_ids and set(row.source_ids) <= known


def test_every_figure_is_of_the_type_it_declares_and_finite(library: Library) -> None:
    for row in figures(library):
        hints = typing.get_type_hints(type(row))
        for one in dataclasses.fields(row):
            value, hint = getattr(row, one.name), hints[one.name]
            allowed = tuple(typing.get_origin(part) or part for part in typing.get_args(hint) or (hint,))
            assert isinstance(value, tuple if typing.get_origin(hint) is tuple else allowed), (row, one.name)
            assert not isinstance(value, float) or math.isfinite(value)


def test_the_odds_of_the_templates_add_up_to_one_for_either_buyer(library: Library) -> None:
    assert math.fsum(one.probability for one in library.scenario_templates) == pytest.approx(1, abs=1e-9)
    assert math.fsum(one.probability_us_buyer for one in library.scenario_templates) == pytest.approx(1, abs=1e-9)


def test_every_grade_has_a_composition_within_its_band_and_no_more_than_100_percent(library: Library) -> None:
    for grade in library.grades:
        shares = library.composition(grade.grade)
        assert shares, grade.grade
        assert 90 < math.fsum(share for _, share in shares) <= 100, grade.grade
    for one in library.compositions:
        assert library.grade(one.grade) is not None
        assert 0 <= one.weight_percent <= 100
        assert one.low is None or one.low <= one.weight_percent
        assert one.high is None or one.weight_percent <= one.high


def test_n42sh_holds_dysprosium_however_it_is_written_and_n42_holds_none(library: Library) -> None:
    assert dict(library.composition(" n42Sh "))["Dy"] == 3.0
    assert "Dy" not in dict(library.composition("N42"))
    assert dict(library.composition("Sm2Co17-28"))["Sm"] > 20


def test_an_unknown_grade_is_unknown_rather_than_guessed(library: Library) -> None:
    assert library.grade("N42XY") is None
    assert library.composition("N42XY") == ()


def test_a_grade_tells_its_family_temperature_and_licence_rule(library: Library) -> None:
    grade = library.grade("n38eh")
    assert grade is not None
    assert (grade.family, grade.max_temperature_c, grade.licence_rule) == ("sintered NdFeB", 200.0, "ndfeb_dy_tb")
    rules = {one.rule for one in library.licence_rules}
    assert {one.licence_rule for one in library.grades if one.licence_rule} <= rules


def test_a_source_names_its_publisher_and_date_and_an_assumption_says_so(library: Library) -> None:
    assert library.cite("P44", "CALC", "ASSUMED") == "news.metal.com, 2025-03 to 2026-02; calculated; assumption"
    with pytest.raises(KeyError):
        library.cite("P999")


def test_claims_to_distrust_leave_lynas_texas_at_nothing(library: Library) -> None:
    (claim,) = (one for one in library.claims_to_distrust if one.topic == "Lynas Texas")
    assert claim.figure_to_use == "0"
    (ramp,) = (one for one in library.capacity_ramps if one.site == "Seadrift, Texas")
    assert ramp.tonnes_per_year == 0.0


def test_a_parameter_is_found_by_its_name_or_refused(library: Library) -> None:
    assert library.parameter("finished_magnet_export_value").value == 47
    with pytest.raises(KeyError):
        library.parameter("price_of_hope")


def test_months_of_the_library_are_months(library: Library) -> None:
    assert min(one.month for one in library.exports) == Month.of(2024, 2)
    (may,) = (one for one in library.exports if one.month == Month.of(2025, 5))
    assert may.world_index_2024_mean == pytest.approx(0.255)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("x,many,,1,kg,,ASSUMED,low", "could not convert"),
        ("x,meaning,inf,,,kg,,ASSUMED,low", "finite"),
        ("x,meaning,1,,,kg,,P0,low", "P0"),
        ("x,meaning,1,,,kg,,,low", "no source"),
        ("x,meaning,1,,,kg,,ASSUMED,certain", "certain"),
        ("x,,1,,,kg,,ASSUMED,low", "blank"),
        ("x,meaning", "line 2"),
    ],
)
def test_a_damaged_file_is_told_with_its_line(tmp_path: Path, library: Library, line: str, told: str) -> None:
    path = tmp_path / "parameters.csv"
    path.write_text(f"parameter,meaning,value,low,high,unit,note,source_id,confidence\n{line}\n", encoding="utf-8")
    known = {one.source_id: one for one in library.sources}
    with pytest.raises(PlannerBug, match="line 2") as refused:
        sheet.read(path, Parameter, known)
    assert told in str(refused.value)


def test_a_frozen_program_looks_beside_itself_and_says_when_files_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(UserError, match="Install the program again"):
        resources.folder()
    (tmp_path / "resources").mkdir()
    assert resources.folder() == tmp_path / "resources"
    with pytest.raises(UserError, match="missing"):
        resources.file("reference", "grades.csv")


def test_a_template_nobody_wrote_is_refused(library: Library) -> None:
    with pytest.raises(KeyError):
        library.template("eternal_peace")
