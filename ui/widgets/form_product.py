"""Decides how a product is shown as a form: its bill as a tree, rolled up, and the lines of one assembly to change."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from planner.insight.anatomy import Anatomy, Part
from ui.models.answers import Figures
from ui.tips import tip
from ui.widgets.form_parts import FULL, Form, Surroundings

_NAME = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_OPEN = 200
"""Places that are shown unfolded; a larger tree opens at its first level."""
_LEAST_ROWS = 4
_QUANTITIES = {
    "Each": "How many go into one of the part above it",
    "In all": "How many are needed for one product, those lost while built in among them",
}
_NARROWEST, _WIDEST = 132, 280  # pixels for the names of parts; the rest of a name is in its tooltip
_STEP = 16  # pixels that each level is further in
_AROUND = 16  # pixels beside a name


class ProductForm(Form):
    """A product with its bill."""

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(around, parent)
        self._tree = QTreeWidget(self)
        self._lines = self.add_grid("bill_of_materials", "parent")
        self._elements: tuple[str, ...] = ()
        self._longest = _NARROWEST
        self._tree.setAccessibleName("Bill of materials as a tree")
        self._tree.setUniformRowHeights(True)
        self._tree.setRootIsDecorated(True)
        self._tree.setIndentation(_STEP)
        self._tree.header().setAccessibleName("Part, quantities, rare earths in grams")
        self.box.addWidget(self._tree, 3 * FULL)
        self.box.addWidget(self._lines, 2 * FULL)
        self.box.addStretch(1)
        self._tree.currentItemChanged.connect(lambda _: self._show_lines())

    def show_parts(self) -> None:
        """Show the tree, and the lines of the assembly that was chosen."""
        if not self.name:
            self.sentence.setText("A product is shown here with its bill of materials.")
            self._tree.clear()
            self._lines.show_name("", "Bill of materials")
            return
        top = Anatomy(self.around.document.case, self.around.library()).of(self.name)
        self.sentence.setText(self._words(top))
        self._show_tree(top)
        self._show_lines()

    def _words(self, top: Part) -> str:
        """What it holds, in a sentence."""
        if not top.parts:
            return "It has no bill of materials yet. Enter its parts below."
        held = ", ".join(f"{element} {self._number(grams)} g" for element, grams in top.grams)
        words = f"One holds {held}." if held else "No rare earth is known to be in it."
        if missing := top.uncounted:
            listed = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
            words += f" Not counted: {listed}."
        return words

    def _show_tree(self, top: Part) -> None:
        current = self._tree.currentItem()
        before = current.data(0, _NAME) if current is not None else ""
        self._elements = tuple(element for element, _ in top.grams)
        heads = ["Part", *_QUANTITIES, *(f"{one}, g" for one in self._elements), ""]
        with QSignalBlocker(self._tree):
            self._tree.clear()
            self._tree.setColumnCount(len(heads))
            self._tree.setHeaderLabels(heads)
            root = self._item(top, self._figures(top))
            self._tree.addTopLevelItem(root)
            if sum(1 for _ in top.walk()) <= _OPEN:
                self._tree.expandAll()
            else:
                root.setExpanded(True)
            for section, meaning in enumerate(_QUANTITIES.values(), start=1):
                self._tree.headerItem().setToolTip(section, tip(meaning))
            for section in range(1, len(heads)):
                self._tree.headerItem().setTextAlignment(section, _RIGHT)
                self._tree.resizeColumnToContents(section)
            self._tree.header().setStretchLastSection(False)
            self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
            self._tree.setColumnHidden(len(heads) - 1, not top.uncounted)
            self._longest = self._wanted(top, 1) + _AROUND
            self._fit_name()
            self._tree.setCurrentItem(self._found(root, before) or root)
        rows = max(_LEAST_ROWS, sum(1 for _ in top.walk())) * self._tree.sizeHintForRow(0)
        bar = self._tree.horizontalScrollBar().sizeHint().height()
        self._tree.setMaximumHeight(self._tree.header().sizeHint().height() + rows + bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_name()

    def _fit_name(self) -> None:
        """Names come first: they are whole, and take what the figures leave; where there is no room for both, the
        figures are to be scrolled."""
        figures = sum(self._tree.columnWidth(section) for section in range(1, self._tree.columnCount()))
        left = self._tree.viewport().width() - figures
        self._tree.setColumnWidth(0, max(_NARROWEST, min(_WIDEST, max(self._longest, left))))

    def _wanted(self, part: Part, level: int) -> int:
        """Pixels the names of a part and of all below it need."""
        own = level * _STEP + self._tree.fontMetrics().horizontalAdvance(part.name)
        return max([own, *(self._wanted(one, level + 1) for one in part.parts)])

    def _figures(self, top: Part) -> list[Figures]:
        """How the figures of each column are written: quantities each and in all, and the elements."""
        each, in_all, grams = [], [], {one: [0.0] for one in self._elements}
        for part in top.walk():
            each.append(part.quantity or 0.0)
            in_all.append(part.units)
            for element, amount in part.grams:
                grams[element].append(amount)
        return [Figures(self.around.display, one) for one in (each, in_all, *grams.values())]

    def _item(self, part: Part, figures: list[Figures]) -> QTreeWidgetItem:
        held = dict(part.grams)
        values = (part.quantity, part.units, *(held.get(one) for one in self._elements))
        texts = [column.text(value) for column, value in zip(figures, values, strict=True)]
        item = QTreeWidgetItem([part.name, *texts, part.lack])
        item.setData(0, _NAME, part.name)
        for section in range(1, item.columnCount() - 1):
            item.setTextAlignment(section, _RIGHT)
        scrap = f"{part.name}, with {part.scrap:.3g} of it lost while built in" if part.scrap else part.name
        item.setToolTip(0, tip(f"{scrap}. Not counted: {part.lack}." if part.lack else scrap))
        for one in part.parts:
            item.addChild(self._item(one, figures))
        return item

    def _found(self, item: QTreeWidgetItem | None, name: str) -> QTreeWidgetItem | None:
        if item is None or item.data(0, _NAME) == name:
            return item
        below = (self._found(item.child(place), name) for place in range(item.childCount()))
        return next((one for one in below if one is not None), None)

    def _show_lines(self) -> None:
        """The lines below the part that is chosen in the tree; a part without any shows those it stands among."""
        item = self._tree.currentItem()
        while item is not None and item.childCount() == 0 and item.parent() is not None:
            item = item.parent()
        name = str(item.data(0, _NAME)) if item is not None else self.name
        self._lines.show_name(name, f"What goes into {name}")

    def _number(self, value: float) -> str:
        return self.around.display.number(float(f"{value:.4g}"))
