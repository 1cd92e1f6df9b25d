"""Decides which files are let in as workbooks: by their first bytes and the list of their parts, before any is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from planner.errors import UserError
from planner.store.file_in import read_bytes

MOST_BYTES = 100_000_000
"""Largest file let in."""

MOST_UNPACKED = 1_000_000_000
"""Most bytes its parts may have in all."""

MOST_PARTS = 5_000
"""Most parts a workbook may have."""

MOST_TIMES = 250
"""How many times its packed size a large part may have; sheets of equal rows reach a hundred."""

_LARGE = 20_000_000  # bytes of a part from which the ratio matters
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SQLITE = b"SQLite format 3\x00"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")  # how Excel names the part of a workbook locked by a password
_TEXTS = (".csv", ".tsv", ".txt", ".prn", ".html", ".htm", ".xml", ".json")
_SAVE_AS = "Open it in Excel, choose Save As and 'Excel Workbook (.xlsx)', and open that file here."
_TOO_LARGE = "Take out sheets and pictures that do not belong to the case."
_UNLOCK = "Open it in Excel, remove the password (File, Info, Protect Workbook) and save it."


class NoCase(UserError):
    """A file that can be read, but holds no case; it may be a list of another system."""


def admit(path: Path) -> bytes:
    """The bytes of a file that may be a workbook; the file is closed again at once.

    Raises:
        UserError: it cannot be read, is no .xlsx or .xlsm workbook, is locked, or is built to be harmful.
    """
    data = read_bytes(path, MOST_BYTES, "a workbook", _TOO_LARGE)
    if data.startswith(_OLE):
        raise _old_or_locked(path, data)
    if data.startswith(_SQLITE):
        raise UserError(f"'{path.name}' is a project or another database, not an Excel workbook.", "Open it as one.")
    if not data.startswith(b"PK"):
        raise _no_workbook(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_through(path, archive)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise damaged(path.name) from error
    return data


def damaged(name: str) -> UserError:
    """The sentence for a workbook that cannot be read to its end."""
    return UserError(
        f"'{name}' is damaged or not a workbook Excel has made.",
        "Open it in Excel, let Excel repair it if it offers to, save it and try again.",
    )


def _old_or_locked(path: Path, data: bytes) -> UserError:
    if _PASSWORD in data:
        return UserError(f"'{path.name}' is locked by a password.", _UNLOCK)
    return UserError(f"'{path.name}' has the old Excel format (.xls), which is not read.", _SAVE_AS)


def _no_workbook(path: Path) -> UserError:
    suffix = path.suffix.lower()
    if suffix in _TEXTS:
        cure = "Open it in Excel, give each table a sheet of its own, and save it as 'Excel Workbook (.xlsx)'."
        return NoCase(f"'{path.name}' is a text file; a case is read from an Excel workbook (.xlsx).", cure)
    if suffix == ".xls":
        return NoCase(f"'{path.name}' has an old Excel format, which is not read.", _SAVE_AS)  # or is a list of SAP's
    return UserError(
        f"'{path.name}' is not an Excel workbook (.xlsx).", "Choose a workbook, or make one from the template."
    )


def _look_through(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {one.filename for one in parts}
    if any(one.flag_bits & 0x1 for one in parts):
        raise UserError(f"'{path.name}' is locked by a password.", _UNLOCK)
    if len(names) != len(parts) or any(
        one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in parts
    ):
        raise damaged(path.name)
    unpacked = sum(one.file_size for one in parts)
    swollen = any(one.file_size > max(_LARGE, MOST_TIMES * one.compress_size) for one in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or swollen:
        many = f"has {len(parts):,} parts" if len(parts) > MOST_PARTS else ""
        size = many or f"would unpack to {unpacked / 1e6:,.0f} MB"
        raise UserError(
            f"'{path.name}' {size} and is not opened.",
            "If you trust it, open it in Excel, take out what does not belong to the case and save it.",
        )
    if "[Content_Types].xml" in names and not any(name.endswith("/workbook.bin") for name in names):
        return
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        kind = archive.read("mimetype")
        if b"opendocument" in kind:
            raise UserError(f"'{path.name}' is an OpenDocument file (.ods), which is not read.", _SAVE_AS)
    if any(name.endswith("/workbook.bin") for name in names):
        raise UserError(f"'{path.name}' is a binary workbook (.xlsb), which is not read.", _SAVE_AS)
    raise UserError(f"'{path.name}' is an archive, but no Excel workbook.", "Choose the workbook itself.")
