"""Decides how names become numbers: counted from 0 in the order written, compared without regard to case."""

from __future__ import annotations

from collections.abc import Iterable

from planner.errors import PlannerBug


class Numbering:
    """Names and their numbers. A name written twice keeps its first number and its first spelling."""

    def __init__(self, what: str, names: Iterable[str] = ()) -> None:
        """Number names.

        Args:
            what: what the names are, for the sentence of a fault.
            names: in the order of the case.
        """
        self._what = what
        self._numbers: dict[str, int] = {}
        self._spelled: list[str] = []
        for name in names:
            self.add(name)

    def add(self, name: str) -> int:
        """The name's number; a name not met before gets the next one."""
        number = self._numbers.setdefault(name.casefold(), len(self._spelled))
        if number == len(self._spelled):
            self._spelled.append(name)
        return number

    def find(self, name: str) -> int | None:
        """The name's number, None for a name not met."""
        return self._numbers.get(name.casefold())

    def __getitem__(self, name: str) -> int:
        """The name's number.

        Raises:
            PlannerBug: the name was never met; the checks should have said so.
        """
        number = self.find(name)
        if number is None:
            raise PlannerBug(f"no {self._what} '{name}' in a case that passed its checks")
        return number

    def spelled(self, name: str) -> str:
        """The name as it was first written; a name not met stays as it is."""
        number = self.find(name)
        return name if number is None else self._spelled[number]

    def __len__(self) -> int:
        return len(self._spelled)


def folded_set(names: Iterable[str]) -> frozenset[str]:
    """Names as they are compared."""
    return frozenset(name.casefold() for name in names)
