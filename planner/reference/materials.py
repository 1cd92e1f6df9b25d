"""Declares what the library knows of materials: grades, what they hold, oxides, prices, masses, ways to redesign."""

from __future__ import annotations

from dataclasses import dataclass

from planner.months import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryGrade:
    """A magnet grade. Temperatures in °C, energy product in MGOe, remanence in kG, coercivity in kOe, density in g/cm³.

    ``licence_rule`` names a row of the licence rules; the two heavy-rare-earth figures are weight percent of Dy and Tb,
    alloyed in bulk or diffused in.
    """

    grade: str
    family: str
    series: str | None
    max_temperature_c: float
    energy_product_mgoe_min: float
    energy_product_mgoe_max: float
    remanence_kg_min: float | None
    remanence_kg_max: float | None
    coercivity_koe_min: float | None
    coercivity_confidence: str | None
    density_g_cm3: float
    density_confidence: str
    heavy_rare_earth_weight_percent_bulk: float | None
    heavy_rare_earth_weight_percent_diffused: float | None
    licence_rule: str | None
    note: str | None
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementShare:
    """An element in a grade: weight percent with its band."""

    grade: str
    element: str
    weight_percent: float
    low: float | None
    high: float | None
    basis: str
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OxideFactor:
    """A mass ratio, a yield or a material cost, in the unit named in the row."""

    factor: str
    material: str | None
    element: str | None
    value: float
    low: float | None
    high: float | None
    unit: str
    basis: str
    note: str | None
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A price in a month and zone, USD per kg; the native quote is kept beside it."""

    month: Month
    item: str
    zone: str
    kind: str
    low_usd_per_kg: float
    mid_usd_per_kg: float
    high_usd_per_kg: float
    native_low: float | None
    native_high: float | None
    native_unit: str | None
    exchange_rate: float | None
    observations: int
    note: str | None
    page: str | None
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportMonth:
    """Chinese magnet exports of a month in tonnes, and against the mean month of 2024."""

    month: Month
    world_tonnes: float
    us_tonnes: float | None
    world_index_2024_mean: float
    us_index_2024_mean: float | None
    world_method: str
    us_method: str | None
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Kilograms of magnet, or of what ``mass_of`` says, in one product."""

    application: str
    mass_of: str
    kg_low: float | None
    kg_typical: float | None
    kg_high: float | None
    per: str
    grade_hint: str | None
    note: str | None
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedesignTemplate:
    """A way out by design or source: months, shares cut, cost, and what stays under licence."""

    redesign_template: str
    title: str
    applies_to: str
    months_low: float
    months_typical: float
    months_high: float
    months_confidence: str
    dy_tb_cut_low: float
    dy_tb_cut_high: float
    rare_earth_cut_low: float
    rare_earth_cut_high: float
    one_off_cost_note: str | None
    unit_cost_low: float | None
    unit_cost_high: float | None
    unit_cost_unit: str | None
    performance: str
    licence_after: str
    limits: str | None
    evidence: str
    planner_table: str
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A default with its range, in the unit named in the row."""

    parameter: str
    meaning: str
    value: float
    low: float | None
    high: float | None
    unit: str
    note: str | None
    source: str
    source_ids: tuple[str, ...]
    confidence: str
