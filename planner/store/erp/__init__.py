"""Exports of other systems: look at one, propose how to read it, apply that, and merge the draft into a case.

``look`` decides what a file is, ``propose`` what its columns are and what must be asked, ``apply`` what it becomes,
``merge`` what that changes; ``overlay`` lays magnets hidden in bought parts over it. None of them changes a case.
``session`` does all of it at once for whoever shows it step by step.
"""

from planner.store.erp.apply import apply
from planner.store.erp.draft import Draft
from planner.store.erp.layouts import Layout, Lexicon, lexicon
from planner.store.erp.look import look
from planner.store.erp.mapping import Answer, Mapping, Option, Question, Use, remembered
from planner.store.erp.merge import Change, Difference, Kind, Mode, merge, usual_modes
from planner.store.erp.overlay import Hidden, lay
from planner.store.erp.propose import propose
from planner.store.erp.source import Guess, Source

__all__ = [
    "Answer",
    "Change",
    "Difference",
    "Draft",
    "Guess",
    "Hidden",
    "Kind",
    "Layout",
    "Lexicon",
    "Mapping",
    "Mode",
    "Option",
    "Question",
    "Source",
    "Use",
    "apply",
    "lay",
    "lexicon",
    "look",
    "merge",
    "propose",
    "remembered",
    "usual_modes",
]
