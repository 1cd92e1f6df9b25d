"""Decides how a supplier is shown as a form: its offers, and its capacity drawn in steps and entered below."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from planner.months import Month
from planner.tables.needs import Settings
from planner.tables.supply import Capacity, Supplier
from planner.tables.table import folded
from ui.widgets.capacity_steps import CapacitySteps, Steps
from ui.widgets.form_parts import FULL, Form, Surroundings
from ui.widgets.words import Words


class SupplierForm(Form):
    """A supplier with its offers and its capacity."""

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(around, parent)
        self._offers = self.add_grid("offers", "supplier")
        self._drawn = Words("Capacity over the months", self, bold=True)
        self._steps = CapacitySteps(around.look, self)
        self._capacity = self.add_grid("capacity", "supplier")
        self.box.addWidget(self._offers, 3 * FULL)
        self.box.addWidget(self._drawn)
        self.box.addWidget(self._steps)
        self.box.addWidget(self._capacity, 2 * FULL)
        self.box.addStretch(1)

    def show_parts(self) -> None:
        """Show what belongs to the supplier."""
        case = self.around.document.case
        rows = [one for one in case.read(Supplier) if self.name and folded(one.supplier) == folded(self.name)]
        self.sentence.setText(_words(rows[0]) if rows else "A supplier is shown here with its offers and capacity.")
        self._offers.show_name(self.name, "Offers")
        self._capacity.show_name(self.name, "Capacity, each row until the next")
        strips, months = self._strips(case.settings)
        self._steps.show_steps(strips, months)
        self._drawn.setText("Capacity over the months" if strips else "No capacity is entered: as much as is wanted")

    def _strips(self, settings: Settings) -> tuple[list[Steps], list[str]]:
        start, count = settings.start_month, settings.months
        if not isinstance(start, Month) or not isinstance(count, int) or not self.name:
            return [], []
        by_item: dict[str, list[Capacity]] = {}
        for one in self.around.document.case.read(Capacity):
            whole = isinstance(one.from_month, Month) and one.per_month is not None
            if whole and folded(one.supplier) == folded(self.name):
                by_item.setdefault(one.item or "", []).append(one)
        strips = []
        for item, rows in by_item.items():
            unit = "a month" if item else "kg a month"
            ordered = sorted(rows, key=lambda one: one.from_month)
            steps = tuple((one.from_month - start, one.per_month, self._figure(one.per_month, unit)) for one in ordered)
            strips.append(Steps(item or "All items", steps))
        return strips, [(start + place).words() for place in range(count)]

    def _figure(self, value: float, unit: str) -> str:
        return f"{self.around.display.number(float(f'{value:.4g}'))} {unit}"


def _words(supplier: Supplier) -> str:
    """Where it is, and where its rare earths come from."""
    words = f"Makes and exports in {supplier.country}." if supplier.country else "Its country is not entered."
    if supplier.feed_country and supplier.feed_share:
        words += f" {100 * supplier.feed_share:.3g} % of its rare earths come from {supplier.feed_country}."
    return words
