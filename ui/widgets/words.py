"""Decides how words stand in the window: always as they are, never as markup, whatever a user typed into them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.style import font
from ui.tips import escaped


class Words(QLabel):
    """A label of plain text.

    Args:
        text: what it says.
        parent: owns it.
        size: one of the four type sizes in pixels; None is the body's.
        bold: whether it stands out.
        tone: ``muted``, ``amber``, ``red`` or ``accent``; empty for the usual colour.
        wrap: whether it may take several lines.
    """

    def __init__(
        self,
        text: str,
        parent: QWidget,
        *,
        size: int | None = None,
        bold: bool = False,
        tone: str = "",
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        if size is not None or bold:
            self.setFont(font(size or self.font().pixelSize(), bold=bold))
        if tone:
            self.setProperty("tone", tone)

    def show_led(self, lead: str, rest: str, link: str = "") -> None:
        """Show words of which the first ones stand out; what looks like markup in them is shown as it is.

        Args:
            lead: the first words.
            rest: the others.
            link: a word after them that can be clicked, or reached by Tab and pressed by Enter: ``linkActivated``.
        """
        self.setTextFormat(Qt.TextFormat.RichText)
        after = f' <a href="#">{escaped(link)}</a>' if link else ""
        self.setText(f"<b>{escaped(lead)}</b>{escaped(rest)}{after}")

    def changeEvent(self, event: QEvent) -> None:
        """Give a link the colour of the theme: Qt takes it when the text is set, and keeps it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.textFormat() == Qt.TextFormat.RichText:
            text = self.text()
            self.setText("")  # the same text again would change nothing
            self.setText(text)
