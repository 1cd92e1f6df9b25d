"""Decides what a piece of advice is: a sentence, what it is about, when it is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from planner.months import Month


class Topic(Enum):
    """What a sentence is about."""

    ORDER = "order"
    START = "start"
    LATER = "later"
    MONEY = "money"
    STOCK = "stock"
    SHORTAGE = "shortage"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of advice, or what it leads to.

    Attributes:
        topic: what it is about.
        words: the sentence.
        month: when it is to be done or happens.
        lead: its opening words, which say what to do; empty where nothing is to be done.
    """

    topic: Topic
    words: str
    month: Month
    lead: str = ""
