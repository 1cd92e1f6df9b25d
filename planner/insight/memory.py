"""Decides what a question asked again with a figure turned begins from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.solve.whatif import Basis, Reply, WhatIf


class Memory:
    """A question asked again and again with a figure turned: what its last answers began the next ones from."""

    def __init__(self) -> None:
        self._size: tuple[int, int, int] | None = None
        self._bases: dict[bool, Basis | None] = {}

    def near(self, whatif: WhatIf, changed: bool) -> Basis | None:
        """The basis of the last answer, with the change or without it, where the models are of one shape."""
        return self._bases.get(changed) if whatif.arrays.size == self._size else None

    def keep(self, whatif: WhatIf, changed: Reply, as_it_is: Reply) -> None:
        self._size = whatif.arrays.size
        self._bases = {True: changed.basis, False: as_it_is.basis}
