"""Decides how a workbook of openpyxl reaches a file: packed in memory first, then written in one go."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any


def save_book(book: Any, path: Path) -> None:
    """Save a workbook.

    openpyxl would pack it straight into the file. On a full disk its archive then stays open, tries to finish once more
    when it is thrown away, and prints a traceback that nobody can catch.

    Args:
        book: an ``openpyxl.Workbook``.
        path: the file to write, usually a temporary one of ``safe.replace_file``.

    Raises:
        OSError: the file cannot be written.
    """
    packed = io.BytesIO()
    book.save(packed)
    path.write_bytes(packed.getbuffer())
