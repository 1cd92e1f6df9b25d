"""Declares what the library knows of trade: makers, capacity, rules, dates, scenarios, evidence, export layouts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from planner.months import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where figures come from."""

    source_id: str
    kind: str
    title_or_publisher: str
    subject: str
    date: str | None
    url_or_file: str | None
    confidence: str

    @property
    def words(self) -> str:
        """The source as it stands beside a figure: publisher and date."""
        if self.kind in ("assumption", "calculation"):
            return "assumption" if self.kind == "assumption" else "calculated"
        return f"{self.title_or_publisher}, {self.date}" if self.date else self.title_or_publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSupplier:
    """A maker at a site and whether a new buyer gets any: none, low, some, contract or licensed."""

    supplier: str
    site: str
    country: str
    country_code: str
    stage: str
    product: str
    feed_country: str | None
    feed_share: float | None
    feed_share_confidence: str | None
    hre_capable: str
    availability_to_new_buyer: str
    note: str
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityRamp:
    """A step of capacity in tonnes a year; rows of different ``basis`` must never be added."""

    supplier: str
    site: str
    country: str
    product: str
    from_month: Month | None
    tonnes_per_year: float
    status: str
    basis: str
    note: str | None
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Volume promised to somebody already, in tonnes a year; it comes off capacity."""

    supplier: str
    product: str
    customer: str
    from_month: Month | None
    to_month: Month | None
    tonnes_per_year: float | None
    firmness: str
    price_floor_usd_per_kg: float | None
    note: str | None
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceRule:
    """A rule of the regime, with where, what and when it binds; ``value`` in ``unit``."""

    rule: str
    description: str
    authority: str
    export_country: tuple[str, ...]
    buyer_country: str | None
    elements: tuple[str, ...]
    end_use: str | None
    from_date: date | None
    to_date: date | None
    value: float | None
    unit: str
    status_mid_2026: str
    planner_use: str
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeStep:
    """A dated step of the regime; dates are as exact as the source is."""

    announced: str
    effective_from: str | None
    effective_to: str | None
    issuer: str
    instrument: str
    products: str
    summary: str
    meaning_for_planner: str
    status_mid_2026: str
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A dated milestone to plan around; ``date_is`` says how exact the date is."""

    date: date
    date_is: str
    milestone: str
    planner_use: str | None
    state_mid_2026: str
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioTemplate:
    """A ready-made scenario with its odds, which add up to 1 over all templates; all odds are assumptions."""

    scenario: str
    probability: float
    description: str
    probability_us_buyer: float
    probability_low: float
    probability_high: float
    probability_confidence: str
    shock_hint: str
    evidence: str
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateEvent:
    """An event of a template. Months count from the shock month (0); ``buyer`` is any, us or other."""

    scenario: str
    month_from: int
    month_to: int
    effect: str
    value: float
    supplier: tuple[str, ...]
    country: tuple[str, ...]
    item: tuple[str, ...]
    element: tuple[str, ...]
    end_use: tuple[str, ...]
    product: tuple[str, ...]
    basis: str = field(metadata={"csv": "source"})
    buyer: str
    note: str | None
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginQuestion:
    """What to ask a supplier about origin (ask_for), or what should make you wary (red_flag)."""

    kind: str
    item: str
    why: str
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimToDistrust:
    """A claim in circulation that better evidence contradicts, and the figure to use."""

    topic: str
    claim: str
    claimed_by: str
    better_evidence: str
    figure_to_use: str | None
    unit: str | None
    planner_use: str
    source: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErpColumn:
    """A column header of another system's export, English and German, where it goes, and its trap."""

    system: str
    export: str
    field: str
    header_en: str
    header_de: str | None
    maps_to: str | None
    trap: str | None
    source: str
    source_ids: tuple[str, ...]
    confidence: str
