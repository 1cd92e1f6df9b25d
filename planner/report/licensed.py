"""Decides what the trade is told of licences: what is in hand, what is left of the caps, what to apply for next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner.checks.run import check
from planner.events import Listener, Phase
from planner.insight.rule_changes import read, with_changes
from planner.plan.plan import Plan
from planner.reference.library import load
from planner.report import answer_table as column
from planner.report.answer_table import AnswerTable, answer_table
from planner.report.applications import CARE, Application, Notice, grouped, together
from planner.report.headline import Figure
from planner.report.licences import Cap, Licences, licences
from planner.report.rules import rule_words
from planner.report.words import counted, day, listed, quantity, share
from planner.tables.case import Case
from planner.tables.column import RawRow

_FEW = 6
"""Sentences told; all is in the tables."""

_NAMED = 2
"""Licences named in a headline."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page.

    Attributes:
        title: what it is about.
        lines: sentences; the opening words that stand out, and the whole.
        note: how the lines are meant, or where they come from; may be empty.
    """

    title: str
    lines: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Licensed:
    """What is told of licences.

    Attributes:
        figures: the headline: granted, applied for, apply next, the tightest cap.
        next: what to apply for next, and by when.
        caps: what is left of the caps at past use.
        must_tell, need_not_tell: of the dossier.
        tables: everything, to be read.
    """

    figures: tuple[Figure, ...]
    next: Part
    caps: Part
    must_tell: Part
    need_not_tell: Part
    tables: tuple[AnswerTable, ...]


def licensed(
    case: Case, plan: Plan | None, rules: str = "", *, listen: Listener, stopping: Callable[[], bool]
) -> Licensed | None:
    """What is told of licences; a target for a ``Job``. A tenth of a second for the sample.

    Args:
        case: as it is.
        plan: a plan of it, where there is one: then also what it uses and what to apply for because of it.
        rules: what the user says of licence rules, as ``rule_changes.written``.

    Returns:
        None where the case has errors.
    """
    del stopping  # over before anybody could ask
    listen(Phase("Looking at licences"))
    if any(one.is_error for one in check(case, deep=False)):
        return None
    told = licences(case, plan, library=with_changes(load(), read(rules)))
    return Licensed(
        headline(told),
        _next(told, plan),
        _left(told, plan),
        _notices("What the dossier must tell", told.must_tell),
        _notices("What it need not tell", told.need_not_tell),
        (_in_hand(told, plan), _caps(told, plan), _by_month(told, plan), _applications(told), _dossier(told)),
    )


def headline(told: Licences) -> tuple[Figure, ...]:
    """Four figures: granted, applied for, what to apply for next, and the tightest cap."""
    granted = [one for one in told.licences if one.status == "granted"]
    pending = [one for one in told.licences if one.status != "granted"]
    return (
        _count("Granted", [f"{one.licence} ({one.state})" for one in granted], "the case names none"),
        _count("Applied for", [f"{one.licence}, {quantity(one.quantity)} {one.item}" for one in pending], "none"),
        _soonest(told.applications),
        _tightest(told.caps),
    )


def _count(name: str, words: list[str], none: str) -> Figure:
    shown = words if len(words) <= _NAMED else [*words[:_NAMED], f"{len(words) - _NAMED:,} more"]
    note = listed(shown)
    return Figure(name, counted(len(words), "licence"), note or none, listed(words) or none)


def _soonest(wanted: tuple[Application, ...]) -> Figure:
    name = "Apply next"
    if not wanted:
        return Figure(name, "nothing", "nothing that has to leave lacks a licence", "Nothing to apply for.")
    late = sum(one.late for one in wanted)
    first = next((one for one in wanted if not one.late), wanted[0])
    words = "at once" if late else f"by {day(first.by)}"
    note = f"{late} of {counted(len(wanted), 'application')} should be under way" if late else first.item
    return Figure(name, words, note, wanted[0].words)


def _tightest(caps: tuple[Cap, ...]) -> Figure:
    name = "Tightest cap at past use"
    if not caps:
        return Figure(name, "none", "no offer of the case has a cap", "No offer of the case has a cap.")
    cap = caps[0]
    tight = min(cap.months, key=lambda one: one.least)
    part = tight.least / cap.most if cap.most else 0.0
    note = f"left of {cap.item} from {cap.supplier} in {tight.month.words()}"
    return Figure(name, share(part), note, cap.words)


def _next(told: Licences, plan: Plan | None) -> Part:
    groups = grouped(told.applications)
    lines = [_led(together(group)) for group in groups[:_FEW]]
    if len(groups) > _FEW:
        lines.append(("", f"{counted(sum(map(len, groups[_FEW:])), 'application')} more in the table."))
    note = (
        f"A licence usually takes {told.working_days} working days, {told.slow_days} where it goes slowly; holidays of "
        f"the country come on top. Source: {told.source}."
    )
    if plan is None:
        note = f"Without a plan: open orders and licences that end. With a plan also what it orders. {note}"
    return Part("What to apply for next", tuple(lines) or (("", "Nothing that has to leave lacks a licence."),), note)


def _left(told: Licences, plan: Plan | None) -> Part:
    lines = [(cap.words.split(":", 1)[0], cap.words) for cap in told.caps[:_FEW]]
    if len(told.caps) > _FEW:
        lines.append(("", f"{counted(len(told.caps) - _FEW, 'cap')} more in the table."))
    basis = "Orders before the plan are taken as spread evenly over their 12 months"
    note = f"{basis}{'.' if plan is None else '; the orders of the plan are added.'}"
    return Part("What is left of the caps at past use", tuple(lines) or (("", "The case names no cap."),), note)


def _led(words: str) -> tuple[str, str]:
    """A sentence, its opening words to stand out: up to when, or to what has to be made sure."""
    for mark in (" for ", " to renew ", " that "):
        if mark in words:
            return words.split(mark, 1)[0], words
    return "", words


def _notices(title: str, told: Iterable[Notice]) -> Part:
    """Notices as sentences; what is said of each of them is said once, below."""
    notices = tuple(told)
    common = all(one.reason.endswith(CARE) for one in notices)
    reasons = [one.reason.removesuffix(CARE).strip().rstrip(".") for one in notices]
    lines = tuple((one.words, f"{one.words}. {reason}.") for one, reason in zip(notices, reasons, strict=True))
    return Part(title, lines, CARE if common and notices else "")


def _in_hand(told: Licences, plan: Plan | None) -> AnswerTable:
    known = "no plan" if plan is None else "not granted"
    return answer_table(
        "Licences",
        "Licences granted and applied for, the soonest end first. Only granted ones let anything leave.",
        (
            column.text("Licence", "Its number.", key=True),
            column.text("State", "Whether it is valid, and when it ends."),
            column.text("Supplier", "Whose goods."),
            column.text("Item", "Which goods."),
            column.number("Quantity", "units", "What it lets leave in all.", places=0),
            column.number("The plan uses", "units", "On average of the scenarios.", places=0, blank=known),
            column.number("At most", "units", "In the scenario that uses it most.", places=0, blank=known),
            column.number("Left", "units", "For which nothing is planned, on average.", places=0, blank=known),
            column.month("From", "First month it is valid."),
            column.month("To", "Last month it is valid."),
            column.text("Note", "As entered."),
        ),
        (
            (
                one.licence,
                one.state,
                one.supplier,
                one.item,
                one.quantity,
                one.used,
                one.most_used,
                one.left,
                one.from_month,
                one.to_month,
                one.note,
            )
            for one in told.licences
        ),
    )


def _caps(told: Licences, plan: Plan | None) -> AnswerTable:
    def row(cap: Cap) -> RawRow:
        now, tight = cap.months[0], min(cap.months, key=lambda one: one.least)
        part = 100 * tight.least / cap.most if cap.most else 0.0
        return (cap.item, cap.supplier, cap.most, cap.ordered_before, now.left, tight.month, tight.least, part)

    why = "Orders before the plan are taken as spread evenly" + ("." if plan is None else ", the plan's are added.")
    return answer_table(
        "Caps at past use",
        f"Where no more than so many units may be ordered in any 12 months in a row. {why}",
        (
            column.text("Item", "Which goods.", key=True),
            column.text("Supplier", "Whose goods.", key=True),
            column.number("Cap", "units in 12 months", "Most that may be ordered in any 12 months.", places=0),
            column.number("Ordered before", "units", "In the 12 months before the start.", places=0),
            column.number("Left now", "units", "In the first month.", places=0),
            column.month("Tightest", "The month in which least is left."),
            column.number("Left then", "units", "In the scenario that leaves least.", places=0),
            column.number("Left then", "% of the cap", "The same as a part of the cap.", places=1),
        ),
        map(row, told.caps),
    )


def _by_month(told: Licences, plan: Plan | None) -> AnswerTable:
    del plan
    return answer_table(
        "Caps by month",
        "What is left of each cap in the 12 months that end with a month.",
        (
            column.text("Item", "Which goods.", key=True),
            column.text("Supplier", "Whose goods.", key=True),
            column.month("Month", "The last of the 12."),
            column.number("Ordered before", "units", "Before the plan, taken as spread evenly.", places=0),
            column.number("Ordered by the plan", "units", "On average; 0 without one.", places=0),
            column.number("Left", "units", "On average.", places=0),
            column.number("Left at least", "units", "In the scenario that leaves least.", places=0),
        ),
        (
            (cap.item, cap.supplier, one.month, one.before, one.ordered, one.left, one.least)
            for cap in told.caps
            for one in cap.months
        ),
    )


def _applications(told: Licences) -> AnswerTable:
    return answer_table(
        "Applications",
        f"Each licence to apply for, the soonest day first, given {told.working_days} working days, Monday to Friday.",
        (
            column.day("Apply by", "So that it is there on the first day of the month in which the goods leave."),
            column.text("In time", "Whether that day lies ahead of the start."),
            column.text("Supplier", "Whose goods."),
            column.text("Item", "Which goods."),
            column.number("Quantity", "units", "Less what licences in hand or applied for let leave.", places=0),
            column.month("Leaves in", "When the goods are ready to leave."),
            column.text("Because of", "An order of the plan, an open order, or a licence that ends."),
            column.text("If", "The scenarios in which it is wanted.", blank="whatever comes"),
            column.text("Rule", "Why a licence is needed.", blank="the case says so"),
        ),
        (
            (
                one.by.isoformat(),
                "late: apply at once" if one.late else "in time",
                one.supplier,
                one.item,
                one.quantity,
                one.leaves,
                one.why,
                one.condition or None,
                rule_words(one.rule) if one.rule else None,
            )
            for one in told.applications
        ),
    )


def _dossier(told: Licences) -> AnswerTable:
    rows: list[RawRow] = [("must be told", one.words, one.reason, one.source) for one in told.must_tell]
    rows += [("need not", one.words, one.reason, one.source or None) for one in told.need_not_tell]
    return answer_table(
        "Dossier",
        "The least a dossier holds by the rules of the library, and what none of them asks for.",
        (
            column.text("Told", "Whether it must be told.", key=True),
            column.text("What", "The matter."),
            column.text("Why", "Why it is asked for, or why it need not be told."),
            column.text("Source", "Where that comes from.", blank="follows from the rest"),
        ),
        rows,
    )
