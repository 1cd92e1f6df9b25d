"""Decides how an icon is drawn: our own SVGs, painted in the colours of the palette at the moment of painting."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"


class _PaletteEngine(QIconEngine):
    """Paints one SVG whose strokes say ``currentColor`` in a palette colour: a change of theme needs nothing more."""

    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._source = (FOLDER / f"{name}.svg").read_bytes()

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        group = QPalette.ColorGroup.Disabled if mode is QIcon.Mode.Disabled else QPalette.ColorGroup.Active
        draw(painter, QRectF(rect), self._source, QGuiApplication.palette().color(group, self._role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _PaletteEngine(self._name, self._role)


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon of this name in ``resources/icons``.

    Raises:
        FileNotFoundError: there is none.
    """
    return QIcon(_PaletteEngine(name, role))


def source(name: str) -> bytes:
    """The SVG of an icon, for ``draw``."""
    return (FOLDER / f"{name}.svg").read_bytes()


def draw(painter: QPainter, rect: QRectF, svg: bytes, colour: QColor) -> None:
    """Paint an SVG in one colour."""
    renderer = QSvgRenderer(QByteArray(svg.replace(b"currentColor", colour.name().encode())))
    painter.save()
    painter.setOpacity(painter.opacity() * colour.alphaF())
    renderer.render(painter, rect)
    painter.restore()


def app_icon() -> QIcon:
    """The icon of the program, in its own colours."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(source("app"))).render(painter)
        painter.end()
        made.addPixmap(picture)
    return made
