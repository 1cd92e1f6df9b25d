"""Decides how the user is asked or told something: every box of the program, behind one door that tests can answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from planner.tables.finding import Finding
from ui.commands.paste import Doubts, How
from ui.dialogs.about import AboutBox, KeysBox
from ui.dialogs.ask_files import Again, AskFiles, Found, Taken, Unsaved
from ui.dialogs.details import DetailsBox
from ui.dialogs.findings import FindingsBox
from ui.dialogs.patience import Patience
from ui.dialogs.preview import PreviewBox
from ui.models.findings import counted

if TYPE_CHECKING:
    from planner.store.erp import Hidden
    from planner.store.erp.session import Wish
    from ui.dialogs.import_wizard import ImportWizard
    from ui.dialogs.paste_box import Preview
    from ui.tasks.export_reader import ExportReader

__all__ = ["Again", "Ask", "Found", "Taken", "Unsaved"]


class Ask(AskFiles):
    """Asks in boxes upon the window."""

    def sure(self, title: str, question: str, yes: str) -> bool:
        """A question with one button that does it, named by a verb, and Cancel."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(title)
        box.setText(question)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setEscapeButton(box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(agree)
        box.exec()
        return box.clickedButton() is agree

    def tell(self, title: str, message: str) -> None:
        """Say something that needs no choice."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(title)
        box.setText(message)
        box.addButton("Close", QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def patience(self, words: str) -> Patience:
        """Let the window live while it works through many cells; end it when that is done."""
        return Patience(words, self._window)

    def keys(self) -> None:
        """Show every shortcut."""
        KeysBox(self._window).exec()

    def about(self) -> None:
        """Show which version this is."""
        AboutBox(self._window).exec()

    def fault(self, message: str, details: str) -> None:
        """A fault of ours: plain words, with details to copy."""
        DetailsBox("Something went wrong", message, details, self._window, log=self.log_folder).exec()

    def refused(self, title: str, message: str, reasons: Sequence[str]) -> None:
        """Something was not done, for these reasons."""
        DetailsBox(title, message, "\n".join(reasons), self._window, shown=True).exec()

    def import_refused(self, name: str, findings: Sequence[Finding]) -> bool:
        """A workbook was not taken: all its findings at once; whether a copy of it with them marked is wanted."""
        return FindingsBox(name, findings, self._look, self._window).exec() == FindingsBox.MARKED

    def import_wanted(self, name: str, rows: Sequence[tuple[str, int, int]], warnings: Sequence[Finding]) -> bool:
        """Whether to import, shown what it would do: (table's title, rows now, rows afterwards)."""
        return PreviewBox(name, rows, warnings, self._look, self._window).exec() == int(PreviewBox.DialogCode.Accepted)

    def import_wizard(self, reader: ExportReader, wish: Wish, place: str, hidden: Sequence[Hidden]) -> ImportWizard:
        """Open the wizard for an export; it tells by its signals what the user wants."""
        # The wizard and the readers of exports are many modules, which the start does not wait for.
        from ui.dialogs.import_wizard import ImportWizard

        wizard = ImportWizard(reader, wish, place, hidden, self._look, self._window)
        wizard.open()
        return wizard

    def how_to_read(self, doubts: Doubts, preview: Preview) -> How | None:
        """How a paste is written that can be read in two ways, shown what each would give; None gives it up."""
        # The box knows the forms of a date, of which the readers of exports know more than the start can wait for.
        from ui.dialogs.paste_box import PasteBox

        box = PasteBox(doubts, preview, self._window)
        return box.how if box.exec() == int(PasteBox.DialogCode.Accepted) else None

    def rows_beyond(self, count: int, title: str) -> bool | None:
        """Whether to add the rows a paste needs beyond the end; False pastes only what fits, None nothing."""
        words = f"The block is {counted(count, 'row')} longer than {title}."
        choices = [(f"Add {counted(count, 'row')}", True), ("Paste only what fits", False), ("Do not paste", None)]
        return self._choose("More rows than there are", words, "", choices)
