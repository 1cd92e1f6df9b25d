"""Decides what can be handed on of a plan: brief, workbook, playbook and charts, with the brief's pages to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.report.chart_set import Form
from planner.report.worked import NOTHING, Wish, Worked
from ui import icons
from ui.document import Planned
from ui.means import Means
from ui.rules import own_rules
from ui.style import SPACE
from ui.tasks import handing
from ui.tasks.asking import Asking
from ui.tasks.handing import Handed, Handing
from ui.tasks.handing_out import HandOut
from ui.tasks.saving import as_file_name
from ui.widgets.asking_strip import AskingStrip
from ui.widgets.choice import Choice
from ui.widgets.hand_on_card import HandOnCard
from ui.widgets.older_notice import OlderNotice
from ui.widgets.page_pictures import PagePictures
from ui.widgets.without_plan import WithoutPlan
from ui.widgets.words import Words

MOST_SECONDS = 180.0
"""For each way to carry on that is planned again."""

_WIDTH = 340  # pixels of the column of things to hand on
_PURPOSE = (
    "A plan can be handed on as a brief to read, a workbook to work with, a playbook for the wall, and as charts."
)
_OLDER = "The data has changed since: what is handed on here is the plan for the data as they were."
_FORMS = {
    "PNG pictures": Form.PNG,
    "SVG drawings": Form.SVG,
    "PDF pages": Form.PDF,
    "Numbers for Excel": Form.NUMBERS,
}


class ReportPage(QWidget):
    """What can be handed on at the left, what the brief looks like at the right."""

    def __init__(self, means: Means, parent: QWidget) -> None:
        super().__init__(parent)
        self._means = means
        self._planned: Planned | None = None
        self._known = NOTHING
        self._drawn: tuple[Wish, str] | None = None
        self._seen: tuple[Wish, str] | None = None
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self.drawing, self.writing = Asking(means.watch, self), Asking(means.watch, self)
        self._out = HandOut(means.ask, self.writing, self)
        self._empty = WithoutPlan("report", _PURPOSE, means, self)
        self._older = OlderNotice(_OLDER, self)
        self._left = QWidget(self)
        self._late = QCheckBox("What a month's delay costs", self._left)
        self._ways = QCheckBox("The other ways to carry on", self._left)
        self._form = Choice(self._left)
        self._cards = self._make_cards()
        self._done = QFrame(self)
        self._done.setObjectName("card")
        self._done_words = Words("", self._done, wrap=True)
        self._open_folder = QPushButton(icons.icon("open"), "Open folder", self._done)
        self._strips = [AskingStrip(one, self) for one in (self.writing, self.drawing)]
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._pages = PagePictures(self._scroll)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.refresh()

    def _make_cards(self) -> dict[str, HandOnCard]:
        self._form.addItems(list(_FORMS))
        self._form.setAccessibleName("Kind of files for the charts")
        left = self._left
        return {
            "brief": HandOnCard(
                "Brief",
                "Two to six pages for the board: figures, exposure, runway, what to do, playbook, sources.",
                "Save as PDF…",
                left,
            ),
            "book": HandOnCard(
                "Plan workbook",
                "For Excel: recommendation, orders to place, stock, costs, runway, and every table of the plan.",
                "Save as workbook…",
                left,
            ),
            "playbook": HandOnCard(
                "Playbook", "One page to print: what is done now, and what when things change.", "Save as PDF…", left
            ),
            "charts": HandOnCard("Charts", "Every chart as a file of its own.", "Save all…", left, beside=self._form),
        }

    def _lay_out(self) -> None:
        self._cards["brief"].button.setProperty("primary", True)
        self._late.setChecked(True)
        self._late.setToolTip("Solve again for each branch of the playbook: what it costs to notice a month late")
        self._ways.setToolTip("Plan again for carrying on, stocking up and diversifying only: takes longer")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(2 * SPACE)
        asked = QVBoxLayout()
        asked.setSpacing(SPACE)
        asked.addWidget(Words("Also work out (takes longer)", self._left, tone="muted"))
        asked.addWidget(self._late)
        asked.addWidget(self._ways)
        left.addLayout(asked)
        for card in self._cards.values():
            left.addWidget(card)
        left.addStretch(1)
        column = QScrollArea(self)
        column.setWidgetResizable(True)
        column.setWidget(self._left)
        column.setFixedWidth(_WIDTH)
        done = QHBoxLayout(self._done)
        done.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        done.addWidget(self._done_words, 1)
        done.addWidget(self._open_folder)
        self._done.hide()
        self._scroll.setWidget(self._pages)
        right = QVBoxLayout()
        right.setSpacing(2 * SPACE)
        for part in (self._older, self._done, *self._strips):
            right.addWidget(part)
        right.addWidget(self._scroll, 1)
        shown = QWidget(self._stack)
        both = QHBoxLayout(shown)
        both.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        both.setSpacing(3 * SPACE)
        both.addWidget(column)
        both.addLayout(right, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(shown)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    def _connect(self) -> None:
        self._means.document.plan_changed.connect(self.refresh)
        self._older.plan_wanted.connect(lambda: self._means.command("plan"))
        for box in (self._late, self._ways):
            box.toggled.connect(self._draw)
        self._cards["brief"].button.clicked.connect(partial(self._save_page, "brief", handing.brief_written))
        self._cards["playbook"].button.clicked.connect(partial(self._save_page, "playbook", handing.playbook_written))
        self._cards["book"].button.clicked.connect(self._save_book)
        self._cards["charts"].button.clicked.connect(self._save_charts)
        self._open_folder.clicked.connect(self._show_folder)
        self._out.written.connect(self._written)
        self.drawing.stopped.connect(self._not_drawn)
        self.drawing.changed.connect(self._enable)
        self.writing.changed.connect(self._enable)

    @property
    def known(self) -> Worked:
        """What has been worked out of this plan so far."""
        return self._known

    def refresh(self) -> None:
        """Another plan is shown, or it has become older than the data."""
        document = self._means.document
        planned = (
            document.planned if document.planned is not None and document.planned.answer.plan is not None else None
        )
        self._empty.refresh()
        self._stack.setCurrentIndex(0 if planned is None else 1)
        self.keys = self._empty.button if planned is None else self._cards["brief"].button
        self._older.setVisible(planned is not None and document.plan_is_older)
        if planned is not self._planned:
            self._planned, self._known, self._drawn, self._seen = planned, NOTHING, None, None
            self.drawing.drop()
            self.writing.drop()
            self._done.hide()
            self._pages.show_pages(())
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _wish(self) -> Wish:
        return Wish(late=self._late.isChecked(), ways=self._ways.isChecked())

    def _handing(self, wish: Wish) -> Handing:
        planned = self._planned
        assert planned is not None
        options = self._means.options()
        limited = replace(options, time_limit=min(options.time_limit, MOST_SECONDS))
        return Handing(planned.case, planned.answer, limited, wish, self._known, own_rules(self._means.document))

    def _draw(self) -> None:
        """Draw the brief's pages once somebody looks, and when they would read otherwise, by what is wished or what the
        user says of licence rules; first what needs no solving, so that there is something to look at."""
        wish = self._wish() if self._pages.count else Wish(late=False)
        wanted = wish, own_rules(self._means.document)
        if self._planned is None or not self.isVisible() or self.writing.running or self._drawn == wanted:
            return
        self._drawn = wanted
        self._strips[1].begin("Preparing the brief")
        self.drawing.ask("Preparing the brief", self._take, handing.pages_drawn, self._handing(wish))

    def _take(self, handed: Handed) -> None:
        self._known, self._seen = handed.known, self._drawn
        self._pages.show_pages(handed.pages)
        self._draw()

    def _not_drawn(self) -> None:
        """What was stopped is not asked for again unasked: the pages stay as they are."""
        self._drawn = self._seen
        wish = self._seen[0] if self._seen is not None else Wish(late=False)
        for box, yes in ((self._late, wish.late), (self._ways, wish.ways)):
            box.blockSignals(True)
            box.setChecked(yes)
            box.blockSignals(False)

    def _save_page(self, what: str, target: Callable[..., Handed]) -> None:
        def where() -> Path | None:
            return self._means.ask.page_to_write(f"{as_file_name(self._means.document.name)} {what}")

        self._save(where, target)

    def _save_book(self) -> None:
        def where() -> Path | None:
            name = f"{as_file_name(self._means.document.name)} plan.xlsx"
            return self._means.ask.file_to_write("Save the plan workbook", self._folder / name)

        self._save(where, handing.book_written)

    def _save_charts(self) -> None:
        form = _FORMS[self._form.currentText()]

        def where() -> Path | None:
            chosen = self._means.ask.folder_to_write("Save every chart in a folder", self._folder)
            return chosen / f"{as_file_name(self._means.document.name)} charts" if chosen is not None else None

        self._save(where, handing.charts_written, form)

    def _save(self, where: Callable[[], Path | None], target: Callable[..., Handed], *more: object) -> None:
        def write(done: Callable[[Handed], None], path: Path) -> None:
            self.drawing.drop()  # what it works out is worked out by who writes; it is drawn again afterwards
            self._drawn = self._seen
            self._done.hide()
            self._strips[0].begin(f"Writing {path.name}")
            self.writing.ask(f"Writing {path.name}", done, target, path, self._handing(self._wish()), *more)

        if self._planned is not None:
            self._out.begin(where, write)

    def _written(self, path: Path, handed: Handed) -> None:
        self._known = handed.known
        self._folder = path.parent
        self._done_words.setText(handed.words)
        self._done.setProperty("where", str(path if path.is_dir() else path.parent))
        self._done.show()
        self._means.say(handed.words)
        self._draw()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._done.property("where")))

    def _enable(self) -> None:
        busy = self.writing.running
        for card in self._cards.values():
            card.button.setEnabled(not busy)
        for box in (self._late, self._ways):
            box.setEnabled(not busy)
