"""Decides what the brief says: two to six pages a board can read, from the figures to the sources behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.facts.limits import limit_in_words
from planner.insight.at_risk import Hazard
from planner.insight.baselines import Baseline
from planner.insight.exposure import Exposure
from planner.insight.runway import Runways
from planner.plan.answer import Answer
from planner.plan.plan import Plan
from planner.report import figures
from planner.report.compared import ways_told
from planner.report.evidence import sources_of
from planner.report.exposed_words import exposure_sentences
from planner.report.figure_runway import runway_rows
from planner.report.flow import Stream
from planner.report.happenings import said, when
from planner.report.headline import figures as headline
from planner.report.lasting import shortest_runway
from planner.report.paper import SMALL, TEXT, TITLE, Column, Paper, height_of_bullets, nearly_bare
from planner.report.playbook import Playbook
from planner.report.playbook_page import height_of_playbook, set_playbook
from planner.report.recommend import Topic, sentences
from planner.report.rules import rule_words
from planner.report.theme import LIGHT
from planner.report.type_metrics import Metrics
from planner.report.words import counted, listed, money, quantity, share
from planner.tables import choices
from planner.tables.case import Case

MOST_PAGES = 6

_DETAILS = (24, 12, 8, 5, 3)
"""Rows of a table, tried one after the other until the brief has few enough pages."""

_FLOW = 210.0
"""Points of height below which the way from mine to product is not drawn."""

_BELOW_BARS, _TALLER = 40.0, 0.4
"""Points kept below the bars of the runway for what is said of them, and the part by which they may be taller."""

_CHART, _LEAST_CHART = 215.0, 180.0
"""Points of height of the first page's chart, and those in which it can still be read."""

_ADVICE = 8.4
"""Size of type of the advice: so that most sentences take one line."""

_MOST_ADVICE = 10
"""Sentences of each kind on the first page."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a brief is made of.

    Attributes:
        case: the case.
        answer: to it, with a plan.
        exposure, runways, playbook: of the case and the plan.
        ways: the ways to carry on it is compared with; empty where nobody asked for that.
        streams: what flows from mine to product, shown where there is room.
    """

    case: Case
    answer: Answer
    exposure: Exposure
    runways: Runways
    playbook: Playbook
    ways: Sequence[Baseline] = ()
    streams: tuple[Stream, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan of the answer."""
        assert self.answer.plan is not None
        return self.answer.plan


def write_brief(path: Path, told: Brief) -> int:
    """Write a brief as a PDF of two to six pages and tell how many.

    Args:
        path: the file to make or replace.
        told: what it is made of; the answer has a plan.

    Raises:
        UserError: the file cannot be written; the old one stays.
    """
    paper = _paper(told)
    paper.save(path, _note(told))
    return len(paper.pages)


def draw_brief(told: Brief, dots: float) -> tuple[bytes, ...]:
    """The pages of a brief as PNGs, with so many dots an inch: what ``write_brief`` would write, to look at before."""
    return _paper(told).pictures(_note(told), dots)


def _note(told: Brief) -> str:
    return f"Remanence. Case {told.plan.fingerprint[:12]}. {told.answer.message}"


def _paper(told: Brief) -> Paper:
    """The fullest that has few enough pages; with less, where that spares a page with next to nothing on it."""
    metrics, fits = Metrics(), None
    for most in _DETAILS:
        paper = _set(told, most, metrics)
        if fits is not None and len(paper.pages) < len(fits.pages):
            return paper
        if fits is None and len(paper.pages) <= MOST_PAGES:
            fits = paper
            if not nearly_bare(paper):
                break
    return fits or paper


def _set(told: Brief, most: int, metrics: Metrics) -> Paper:
    """The brief with at most so many rows in a table."""
    paper = Paper(told.case.settings.name or "Sourcing plan", metrics)
    _cover(paper, told, metrics)
    _exposure(paper, told, most)
    _runway(paper, told)
    _playbook(paper, told)
    if told.ways:
        _comparison(paper, told)
    _assumptions(paper, told, most)
    return paper


def _cover(paper: Paper, told: Brief, metrics: Metrics) -> None:
    settings = told.case.settings
    last = settings.start_month + (settings.months - 1)
    paper.words(settings.name or "Sourcing plan", TITLE, bold=True)
    paper.words(
        f"Sourcing, stock and redesign plan, {settings.start_month.words()} to {last.words()}. "
        f"Money is in {settings.currency}.",
        colour=LIGHT.muted,
    )
    paper.space(8)
    above = (*headline(told.case, told.plan), shortest_runway(told.runways))
    paper.tiles([(one.name, one.words, one.note) for one in above])
    paper.words(told.answer.message, colour=LIGHT.muted)
    advice = sentences(told.case, told.plan, told.ways)
    drawn = False
    for heading, topics, otherwise in (
        ("Do now", (Topic.ORDER, Topic.START), "Nothing needs to be ordered, started or signed now."),
        ("Later", (Topic.LATER,), ""),
        ("What it leads to", (Topic.MONEY, Topic.STOCK, Topic.SHORTAGE), ""),
    ):
        words = _first([one.words for one in advice if one.topic in topics], _MOST_ADVICE, "more in the plan workbook")
        needed = 50.0 + height_of_bullets(metrics, words, _ADVICE) + _LEAST_CHART
        if topics[0] is Topic.MONEY and _LEAST_CHART + 4 <= paper.left < needed:
            _sourcing(paper, told)  # else it falls to the next page and leaves this one bare; sentences can go on there
            drawn = True
        if words or otherwise:
            paper.heading(heading, keep=30)
            paper.bullets(words or [otherwise], _ADVICE)
    if not drawn:
        _sourcing(paper, told)


def _sourcing(paper: Paper, told: Brief) -> None:
    """The chart of the first page: where goods come from if it goes worst."""
    worst = max(told.plan.scenario_costs, key=lambda line: line.cost)
    paper.space(4)
    high = min(_CHART, paper.left) if paper.left >= _LEAST_CHART else _CHART
    paper.chart(figures.sourcing_mix(told.case, told.plan, worst.scenario, LIGHT), high)


def _exposure(paper: Paper, told: Brief, most: int) -> None:
    found, currency = told.exposure, told.case.settings.currency
    paper.heading("How exposed we are", keep=260 if found.needs else 110)
    paper.bullets(exposure_sentences(found))
    if found.needs:
        elements = max(4, min(30, len({one.product for one in found.needs})))
        paper.chart(figures.element_map(told.case, found, LIGHT), min(360, 70 + 15.5 * (elements + 1)))
    else:
        missing = listed([one.item for one in found.not_counted])
        why = f": mass or composition of {missing} is not known" if missing else ""
        paper.words(f"No rare earth is known in any product{why}.", SMALL)
        paper.space(6)
    ranked = sorted(found.at_risk, key=lambda one: -one.contribution)[: min(most, 10)]
    rows = [
        (
            one.hazard.value.capitalize(),
            rule_words(one.name) if one.hazard is Hazard.LICENCE else one.name,
            money(one.contribution, currency),
            share(one.share),
            listed(_first([part.product for part in one.products], 3, "more")),
        )
        for one in ranked
    ]
    if rows:
        columns = (
            Column("If this fails", 19),
            Column("Which", 22),
            Column("Contribution at risk", 15, True),
            Column("Of all", 8, True),
            Column("Products that hang on it most", 40),
        )
        paper.table(columns, rows)


def _runway(paper: Paper, told: Brief) -> None:
    rows = runway_rows(told.runways, None)
    high = max(165.0, 75.0 + 22 * min(24, len(rows)))  # less, and few bars are thinner than what stands beside them
    paper.heading("How long we last if something stops today", keep=high + _BELOW_BARS)
    after = paper.left - high - _BELOW_BARS
    if after < height_of_playbook(paper, told.case, told.playbook) and not (told.streams and after > _FLOW):
        high += min(max(0.0, after), _TALLER * high)  # nothing else comes on this page
    paper.chart(figures.runway_bars(told.case, told.runways, None, LIGHT), high)
    short = [(stop, line) for stop, line in rows if line.gap_weeks > 0]
    losses = sum(line.loss_per_week for _, line in short)
    currency = told.case.settings.currency
    words = "Each product with the single stop that leaves it longest without supply."
    if short:
        words += f" All that would stop before supply is back earn {money(losses, currency)} a week together."
    paper.words(words, SMALL, colour=LIGHT.muted)
    if paper.left > _FLOW and told.streams:
        paper.space(10)
        paper.chart(figures.material_flow(told.streams, LIGHT), min(300.0, paper.left))


def _playbook(paper: Paper, told: Brief) -> None:
    """The playbook, on one page of its own unless it fits below."""
    if height_of_playbook(paper, told.case, told.playbook) > paper.left:
        paper.section = "Playbook"
        paper.new_page()
    else:
        paper.space(10)
    set_playbook(paper, told.case, told.playbook)


def _comparison(paper: Paper, told: Brief) -> None:
    currency = told.case.settings.currency
    planned = [one for one in told.ways if one.plan is not None]
    scenarios = min(20, max((len(one.scenarios) for one in planned), default=0))
    high = 90 + 19 * (scenarios + 2)
    paper.heading("Compared with other ways to carry on", keep=high + 30)
    paper.bullets(ways_told(told.case, told.ways), _ADVICE)
    paper.space(6)
    paper.chart(figures.regret_table(told.case, told.ways, LIGHT), high)
    rows = [
        (
            one.policy.value.capitalize(),
            money(one.expected_cost or 0.0, currency),
            money(one.cvar or 0.0, currency),
            money(one.worst_cost or 0.0, currency),
            money(one.worst_regret or 0.0, currency),
        )
        if one.plan is not None
        else (one.policy.value.capitalize(), "no plan", "–", "–", "–")
        for one in told.ways
    ]
    columns = (
        Column("Way to carry on", 24),
        Column("Expected cost", 18, True),
        Column("If it goes badly", 18, True),
        Column("Worst scenario", 18, True),
        Column("Largest regret", 18, True),
    )
    paper.table(columns, rows)


def _assumptions(paper: Paper, told: Brief, most: int) -> None:
    settings = told.case.settings
    paper.heading("What this rests on", keep=80)
    paper.words(
        f"Discount rate {share(settings.discount_rate)} a year; carrying cost {share(settings.carrying_cost_rate)} of "
        f"standard cost a year; stock left at the end is credited with {share(settings.closing_stock_value)} of it; "
        f"the tail, the worst {share(1 - settings.cvar_level)} of the odds, has a weight of "
        f"{share(told.plan.risk_weight)}. Every figure is one you can change in the case.",
        TEXT,
    )
    paper.space(4)
    futures = sorted(told.case.read(choices.Scenario), key=lambda one: -one.probability)
    rows = [
        (one.scenario, share(one.probability), _happening(told.case, one, most), _source(told.case, one))
        for one in futures[:most]
    ]
    if rows:
        columns = (
            Column("Scenario", 14),
            Column("Odds", 8, True),
            Column("What happens", 48),
            Column("Source", 32),
        )
        paper.table(columns, rows, 7.0)
        if left := len(futures) - len(rows):
            paper.words(f"{counted(left, 'further scenario')}, less likely, in the plan workbook.", 7.0)
            paper.space(4)
    limits = [limit_in_words(one, settings.currency) for one in told.case.read(choices.Limit)]
    if limits:
        paper.words(f"Limits: {'; '.join(_first(limits, most, 'more in the plan workbook'))}.", SMALL)
        paper.space(4)
    for title, sources in sources_of(told.exposure).items():
        if sources:
            words = " · ".join(_first(sources, 3 * most, "more in the plan workbook"))
            paper.words(f"{title}: {words}.", 7.0, colour=LIGHT.muted)
            paper.space(2)


def _happening(case: Case, one: choices.Scenario, most: int) -> str:
    events = [row for row in case.read(choices.Event) if row.scenario.casefold() == one.scenario.casefold()]
    told = [f"{said(row)} {when(row)}" for row in events]
    words = "; ".join(_first(told, max(1, min(4, most // 3)), "more"))
    return f"{words[:1].upper()}{words[1:]}." if words else one.description or "Nothing changes."


def _source(case: Case, one: choices.Scenario) -> str:
    events = [row for row in case.read(choices.Event) if row.scenario.casefold() == one.scenario.casefold()]
    return "; ".join(_first(list(dict.fromkeys(row.source for row in events if row.source)), 2, "more"))


def _first(words: Sequence[str], most: int, more: str) -> list[str]:
    """The first of some words, and how many others."""
    if len(words) <= most:
        return list(words)
    return [*words[:most], f"{quantity(len(words) - most)} {more}"]
