"""Decides how tables stand in an SQLite file, and that such a file is believed only if it is exactly one of ours."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from planner.errors import UserError
from planner.events import Stopped, never
from planner.store.content import Bare, Cell, Content
from planner.store.file_in import first_bytes, unreadable

APPLICATION = 0x52454D41
"""The number in the header that says whose file it is: REMA."""

MOST_BYTES = 1_000_000_000
"""Largest project file let in."""

SUFFIX = ".remanence"

_MAGIC = b"SQLite format 3\x00"
_ARCHIVE = b"PK"
_NAMED = re.compile(re.escape(SUFFIX) + r"(\.bak\d?)?$", re.IGNORECASE)
_HEADER = 100
_LEAST_ROW = 4  # bytes a row takes at least: more rows than that is a file that goes round in circles
_PROBE = 65_536  # bytes written to find out what keeps SQLite from writing
_SLICE = 1024  # rows between two questions whether to stop
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 100_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 1,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 10_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 10,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 10,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 200,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_GUARDS = (
    "PRAGMA query_only = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
)
_MOST_TABLES = 200
_TYPES = ("TEXT", "REAL", "INTEGER")


class Foreign(Exception):
    """The file is another program's, or no database at all."""


class Broken(Exception):
    """The file is one of ours that does not hold what was written; the words are for a report."""


def is_project(path: Path) -> bool:
    """Whether a file is a database, by its first bytes; what kind is told when it is read.

    A file named as a project is one too, even where its first bytes are gone, as a disk that was full or lost its power
    may leave it: whoever reads it says so, and what backup there is. A workbook with such a name stays a workbook.

    Raises:
        UserError: it is not there or locked.
    """
    begins = first_bytes(path, len(_MAGIC))
    return begins == _MAGIC or _lost_its_beginning(path, begins)


def _lost_its_beginning(path: Path, begins: bytes) -> bool:
    return _NAMED.search(path.name) is not None and not begins.startswith((_MAGIC, _ARCHIVE))


def write_tables(path: Path, version: int, content: Content) -> None:
    """Write tables to a new file. It is in the old journal mode, so that nobody needs a second file to read it.

    Raises:
        OSError: the file cannot be made, or the disk does not take it.
    """
    path.open("xb").close()  # what stands in the way is told better by the system than by SQLite
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as base:
            base.execute("PRAGMA page_size = 1024")  # most tables of most cases are short
            base.execute("PRAGMA journal_mode = OFF")  # a file that is not finished is thrown away
            base.execute("PRAGMA synchronous = OFF")  # whoever asked for it puts it on the disk
            base.execute("BEGIN")
            for name, bare in content.items():
                base.execute(_sql(name, bare.columns))
                places = ", ".join("?" * len(bare.columns))
                base.executemany(f'INSERT INTO "{name}" VALUES ({places})', bare.rows)
            base.execute(f"PRAGMA application_id = {APPLICATION}")
            base.execute(f"PRAGMA user_version = {version}")
            base.execute("COMMIT")
    except sqlite3.OperationalError as error:
        full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
        if not full:
            _try_the_disk(path)
        raise OSError(errno.ENOSPC if full else errno.EIO, f"the disk did not take it ({error})") from error


def _try_the_disk(path: Path) -> None:
    """Write a little more to a file that SQLite could not write: the system says why, such as a quota that is used up.

    Raises:
        OSError: the system's own reason.
    """
    with path.open("ab") as file:
        file.write(bytes(_PROBE))
        file.flush()
        os.fsync(file.fileno())


def read_tables(path: Path, newest: int, stopping: Callable[[], bool] = never) -> tuple[int, Content]:
    """The version and the tables of a project file, all in memory; the file is closed again.

    The file is opened to be read only and nothing in it is run: it may hold plain tables and nothing else.

    Args:
        path: the file.
        newest: the newest version that can be read.
        stopping: asked now and then.

    Raises:
        Foreign: it is no file of ours.
        Broken: it is damaged.
        UserError: it is not there, locked, too large, or of a newer version.
        Stopped: stopping said yes.
    """
    size, version = _look_at(path, newest)
    try:
        with closing(sqlite3.connect(_address(path), uri=True, isolation_level=None)) as base:
            for category, limit in _LIMITS.items():
                base.setlimit(category, limit)
            for guard in _GUARDS:
                base.execute(guard)
            return version, _tables(base, size, stopping)
    except (sqlite3.Error, MemoryError, OverflowError, ValueError) as error:
        raise Broken(f"{type(error).__name__}: {error}") from error


def _look_at(path: Path, newest: int) -> tuple[int, int]:
    """Size and version of a file whose header is that of one of ours."""
    header = first_bytes(path, _HEADER)
    if _lost_its_beginning(path, header):
        raise Broken(f"it begins with {header[:8]!r}")
    if not header.startswith(_MAGIC):
        raise Foreign(f"it begins with {header[:8]!r}")
    if len(header) < _HEADER:
        raise Broken("it ends within its header")
    if int.from_bytes(header[68:72], "big") != APPLICATION:
        raise Foreign("it has another program's number")
    version = int.from_bytes(header[60:64], "big")
    if version > newest:
        raise UserError(
            f"'{path.name}' was saved by a newer version of Remanence and cannot be read by this one.",
            "Install the newer version, or have the project saved as a workbook there and open that.",
        )
    try:
        size = path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error
    if size > MOST_BYTES:
        words = f"'{path.name}' has {size / 1e6:.0f} MB; a project may have {MOST_BYTES / 1e6:.0f} MB."
        raise UserError(words, "Open a backup of it, and delete plans that are no longer needed.")
    if version < 1 or header[18:20] != b"\x01\x01":
        raise Broken(f"version {version}, journal {header[18:20]!r}")
    return size, version


def _address(path: Path) -> str:
    """The file as SQLite takes it: to be read only, by nobody changed meanwhile, on any drive or share."""
    words = path.absolute().as_posix()
    return f"file://{'' if words.startswith('/') else '/'}{quote(words)}?mode=ro&immutable=1"


def _tables(base: sqlite3.Connection, size: int, stopping: Callable[[], bool]) -> Content:
    found = base.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchmany(_MOST_TABLES + 1)
    if len(found) > _MOST_TABLES:
        raise Broken("too many tables")
    columns: dict[str, tuple[tuple[str, str], ...]] = {}
    for kind, name, table, sql in found:
        if kind != "table" or name != table or not isinstance(name, str) or not _is_plain(name):
            raise Broken(f"a {kind} '{name}' that is none of ours")
        told = base.execute("SELECT name, type FROM pragma_table_xinfo(?)", (name,)).fetchall()
        columns[name] = tuple(told)
        if not all(_is_plain(column) and sort in _TYPES for column, sort in told) or sql != _sql(name, columns[name]):
            raise Broken(f"the table '{name}' is not as we make them")
    most = size // _LEAST_ROW
    content = {}
    for name, listed in columns.items():
        rows = tuple(_rows(base, name, most, stopping))
        most -= len(rows)
        content[name] = Bare(listed, rows)
    return content


def _rows(base: sqlite3.Connection, name: str, most: int, stopping: Callable[[], bool]) -> Iterator[tuple[Cell, ...]]:
    cursor: Any = base.execute(f'SELECT * FROM "{name}"')
    count = 0
    while some := cursor.fetchmany(_SLICE):
        if stopping():
            raise Stopped("The project was not read to its end.")
        count += len(some)
        if count > most:
            raise Broken(f"the table '{name}' has more rows than the file has room for")
        yield from some


def _is_plain(name: str) -> bool:
    return name.isidentifier() and name.isascii() and name == name.lower()


def _sql(name: str, columns: tuple[tuple[str, str], ...]) -> str:
    """How a table is made; its key is its order, and there is no index beside it."""
    listed = [f'"{column}" {sort}' for column, sort in columns]
    keys = ", ".join(f'"{column}"' for column, _ in columns[:2])
    return f'CREATE TABLE "{name}" ({", ".join(listed)}, PRIMARY KEY ({keys})) STRICT, WITHOUT ROWID'
