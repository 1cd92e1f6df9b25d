"""Decides what the program knows before the user says anything: the reference library, every figure with its source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planner.reference import materials, resources, sheet, trade


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The library: one tuple of rows per file. Look-ups disregard case."""

    sources: tuple[trade.Source, ...]
    grades: tuple[materials.LibraryGrade, ...]
    compositions: tuple[materials.ElementShare, ...]
    oxides: tuple[materials.OxideFactor, ...]
    prices: tuple[materials.Price, ...]
    exports: tuple[materials.ExportMonth, ...]
    applications: tuple[materials.Application, ...]
    redesign_templates: tuple[materials.RedesignTemplate, ...]
    parameters: tuple[materials.Parameter, ...]
    suppliers: tuple[trade.KnownSupplier, ...]
    capacity_ramps: tuple[trade.CapacityRamp, ...]
    commitments: tuple[trade.Commitment, ...]
    licence_rules: tuple[trade.LicenceRule, ...]
    regime: tuple[trade.RegimeStep, ...]
    calendar: tuple[trade.Milestone, ...]
    scenario_templates: tuple[trade.ScenarioTemplate, ...]
    scenario_events: tuple[trade.TemplateEvent, ...]
    origin_evidence: tuple[trade.OriginQuestion, ...]
    erp_formats: tuple[trade.ErpColumn, ...]
    claims_to_distrust: tuple[trade.ClaimToDistrust, ...]
    by_grade: dict[str, materials.LibraryGrade]
    shares_by_grade: dict[str, tuple[tuple[str, float], ...]]

    def grade(self, name: str) -> materials.LibraryGrade | None:
        """The grade of this name, None if the library does not know it."""
        return self.by_grade.get(_folded(name))

    def composition(self, grade: str) -> tuple[tuple[str, float], ...]:
        """(element, weight percent) of a grade, elements it holds only (more than 0 %); empty for an unknown grade."""
        return self.shares_by_grade.get(_folded(grade), ())

    def parameter(self, name: str) -> materials.Parameter:
        """The parameter of this name.

        Raises:
            KeyError: there is none.
        """
        for one in self.parameters:
            if one.parameter == name:
                return one
        raise KeyError(name)

    def template(self, scenario: str) -> trade.ScenarioTemplate:
        """The scenario template of this name.

        Raises:
            KeyError: there is none.
        """
        for one in self.scenario_templates:
            if one.scenario == scenario:
                return one
        raise KeyError(scenario)

    def cite(self, *ids: str) -> str:
        """The sources with these ids, in words.

        Raises:
            KeyError: an id the library does not know.
        """
        return sheet.cite(ids, {one.source_id: one for one in self.sources})


def load() -> Library:
    """Read the library from resources/reference: about 1,100 rows, a few hundredths of a second. The caller keeps it.

    Raises:
        UserError: a file is missing.
        PlannerBug: a file of ours is not as declared.
    """

    def at(name: str) -> Path:
        return resources.file("reference", f"{name}.csv")

    listed = sheet.read(at("sources"), trade.Source)
    known = {one.source_id: one for one in listed}
    grades = sheet.read(at("grades"), materials.LibraryGrade, known)
    compositions = sheet.read(at("composition"), materials.ElementShare, known)
    return Library(
        sources=listed,
        grades=grades,
        compositions=compositions,
        oxides=sheet.read(at("oxides"), materials.OxideFactor, known),
        prices=sheet.read(at("prices"), materials.Price, known),
        exports=sheet.read(at("exports_monthly"), materials.ExportMonth, known),
        applications=sheet.read(at("applications"), materials.Application, known),
        redesign_templates=sheet.read(at("redesign_templates"), materials.RedesignTemplate, known),
        parameters=sheet.read(at("parameters"), materials.Parameter, known),
        suppliers=sheet.read(at("suppliers"), trade.KnownSupplier, known),
        capacity_ramps=sheet.read(at("capacity_ramps"), trade.CapacityRamp, known),
        commitments=sheet.read(at("commitments"), trade.Commitment, known),
        licence_rules=sheet.read(at("licence_rules"), trade.LicenceRule, known),
        regime=sheet.read(at("regime_timeline"), trade.RegimeStep, known),
        calendar=sheet.read(at("calendar"), trade.Milestone, known),
        scenario_templates=sheet.read(at("scenario_templates"), trade.ScenarioTemplate, known),
        scenario_events=sheet.read(at("scenario_events"), trade.TemplateEvent, known),
        origin_evidence=sheet.read(at("origin_evidence"), trade.OriginQuestion, known),
        erp_formats=sheet.read(at("erp_formats"), trade.ErpColumn, known),
        claims_to_distrust=sheet.read(at("claims_to_distrust"), trade.ClaimToDistrust, known),
        by_grade={_folded(one.grade): one for one in grades},
        shares_by_grade=_shares(compositions),
    )


def _shares(rows: tuple[materials.ElementShare, ...]) -> dict[str, tuple[tuple[str, float], ...]]:
    found: dict[str, list[tuple[str, float]]] = {}
    for one in rows:
        if one.weight_percent > 0:
            found.setdefault(_folded(one.grade), []).append((one.element, one.weight_percent))
    return {grade: tuple(shares) for grade, shares in found.items()}


def _folded(name: str) -> str:
    return name.strip().casefold()
