"""Decides what is told of a case before any plan: how exposed it is and how long it lasts, as figures and tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.checks.run import check
from planner.events import Listener, Phase, Stopped
from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.insight.at_risk import Hazard
from planner.insight.contents import Lack, users_of
from planner.insight.exposure import Exposure, exposure
from planner.insight.licensing import RuleState
from planner.insight.rule_changes import read, with_changes
from planner.insight.runway import Runways, runways
from planner.reference.library import load
from planner.report.answer_table import AnswerTable
from planner.report.exposed_charts import Drawn, ExposedChart, charts
from planner.report.exposed_tables import exposed_tables
from planner.report.figure_runway import runway_rows, within
from planner.report.flow import flow
from planner.report.headline import Figure
from planner.report.rules import RuleTold, rule_words, rules_told
from planner.report.words import counted, day, exact_money, listed, money, share
from planner.tables.case import Case

_MAGNET = "magnet"


@dataclass(frozen=True, slots=True)
class Exposed:
    """What is told before any plan.

    Attributes:
        figures: the headline: shortest runway, magnets under licence, money at risk, single sources.
        drawn: what the charts are drawn from.
        charts: which there are.
        tables: everything, to be read.
        rules: that ask for a licence, as they are taken.
    """

    figures: tuple[Figure, ...]
    drawn: Drawn
    charts: tuple[ExposedChart, ...]
    tables: tuple[AnswerTable, ...]
    rules: tuple[RuleTold, ...]


def exposed(case: Case, rules: str = "", *, listen: Listener, stopping: Callable[[], bool]) -> Exposed | None:
    """What is told of a case before any plan; a target for a ``Job``. A second for the sample.

    Returns:
        None where the case has errors.

    Args:
        case: as it is.
        rules: what the user says of licence rules, as ``rule_changes.written``.
        listen: told how many stops are done.
        stopping: asked between them.

    Raises:
        Stopped: the user asked for it.
    """
    listen(Phase("Looking at what the products hold and on whom they hang"))
    if any(one.is_error for one in check(case, deep=False)):
        return None
    changes = read(rules)
    library = with_changes(load(), changes)
    facts = gather(case, library.composition)
    told = exposure(case, facts, library)
    if stopping():
        raise Stopped
    listen(Phase("Finding how long each product lasts"))
    lasting = runways(case, facts, library, listen=listen, stopping=stopping)
    drawn = Drawn(case, told, lasting, flow(case, facts))
    tables = exposed_tables(case, told, lasting, library)
    return Exposed(headline(case, facts, told, lasting), drawn, charts(drawn), tables, rules_told(library, changes))


def headline(case: Case, facts: Facts, told: Exposure, lasting: Runways) -> tuple[Figure, ...]:
    """The four figures above: shortest runway, magnets under licence, money at risk, single sources."""
    return (_shortest(lasting), _under_licence(facts, told), _at_risk(case, told), _single(facts, told))


def _shortest(lasting: Runways) -> Figure:
    name = "Shortest runway"
    rows = [(one.weeks, stop, one) for stop, one in runway_rows(lasting, None) if one.weeks is not None]
    if not rows:
        return Figure(
            name, "none", "no line stops in the months planned, whatever single thing stops", "No line stops."
        )
    weeks, stop, line = min(rows, key=lambda one: (one[0], one[2].product))
    assert line.stops_on is not None
    when = f"{line.product} stops on {day(line.stops_on)} if {within(stop)} stops today"
    return Figure(name, f"{weeks:.1f} weeks", when, f"{weeks:.2f} weeks: {when}")


def _under_licence(facts: Facts, told: Exposure) -> Figure:
    used = {facts.items[item].name for item in users_of(facts) if facts.items[item].kind == _MAGNET}
    held: dict[str, list[str]] = {}
    for one in told.licences:
        if one.state is RuleState.IN_FORCE and one.item in used and one.bound:
            held.setdefault(one.rule, []).append(one.item)
    under = sorted({item for items in held.values() for item in items})
    unknown = sum(one.item in used and one.lack is Lack.COMPOSITION for one in told.not_counted)
    parts = [f"{len(items)} {rule_words(rule)}" for rule, items in held.items()]
    note = listed(parts) or "no magnet in use falls under a rule in force"
    note += f"; of {counted(unknown, 'magnet')} the composition is not known" if unknown else ""
    return Figure("Magnets under licence", f"{len(under)} of {len(used)}", note, listed(under) or note)


def _at_risk(case: Case, told: Exposure) -> Figure:
    places = [one for one in told.at_risk if one.hazard in (Hazard.COUNTRY, Hazard.FEED)]
    worst = max(places, key=lambda one: one.contribution, default=None)
    if worst is None or worst.contribution <= 0:
        return Figure("At risk by country", "nothing", "nothing that is still to come hangs on one country", "Nothing.")
    currency = case.settings.currency
    note = f"contribution over {counted(case.settings.months, 'month')}: {share(worst.share)} of all, "
    note += counted(len(worst.products), "product")
    exact = exact_money(worst.contribution, currency)
    return Figure(f"At risk if {worst.name} stops", money(worst.contribution, currency), note, exact)


def _single(facts: Facts, told: Exposure) -> Figure:
    used = len(users_of(facts))
    one = sum(source.supplier is not None for source in told.single_sources)
    land = sum(source.supplier is None and source.country is not None for source in told.single_sources)
    none = len(told.single_sources) - one - land
    parts = [f"{one} on one supplier"] if one else []
    parts += [f"{land} on one country"] if land else []
    parts += [f"{none} without an approved source"] if none else []
    note = listed(parts) or "every item in use has approved sources in more than one country"
    names = listed([source.item for source in told.single_sources])
    return Figure("Single sources", f"{one + land + none} of {counted(used, 'item')}", note, names or note)
