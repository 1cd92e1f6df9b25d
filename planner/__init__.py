"""The planner: everything Remanence knows and decides, without a window.

The rooms, in the order data passes through them; each knows only those above it.

errors, months, units, memory, parcels, events, work
    sentences for people, the calendar, the units we speak, how much memory is ours, how values travel, what long work
    says, killable children.
tables
    what the data is: every table declared once, the case that holds them, findings and edits.
reference
    the library of grades, rules, suppliers and scenarios, every figure with its source.
store
    files in and out: workbooks, project files, exports of other systems.
facts
    what follows from the case: the exploded bill, compositions, who may use what, landed cost.
scenarios
    what may happen: the tree and the data of its nodes.
checks
    whether the case is sound: one list of rules, all of them run.
model
    the mathematics: sets, variables, one file per family of rules, costs, risk.
solve
    asking the solver: HiGHS through PuLP, the engine, the outcome.
plan
    the answer as tables: extract and audit.
steps, planning
    the one door: check, gather, grow, build, solve, extract, audit, here or in a child process.
insight
    what the answer means.
answers
    what the answer means, asked in a child process.
report
    showing it without a window: figures, workbook, document.
study
    many solves at once.
arguments, console, questions, commands
    the command line: its words, how it hears and speaks, what it answers without planning, what it does.
"""

__version__ = "0.1.0"
