"""Decides how large values travel between processes: in pieces, so that no other thread waits long for any of them."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from typing import Any

_LONG = 1000
"""Elements of a list or tuple that travel together; packing or unpacking so many rows takes a few milliseconds, during
which Python lets no other thread run."""

_PIECE, _WHOLE = b"p", b"w"


def packed(value: object) -> Iterator[bytes]:
    """The messages a value travels in: its long lists and tuples in pieces, then the value itself.

    A list or tuple within an element of a long one travels with that element. What is in two pieces is two objects
    afterwards; a long list that stands in two places is one.

    Raises:
        Exception: whatever pickle says of a value that cannot travel.
    """
    whole = io.BytesIO()
    packer = _Packer(whole)
    packer.dump(value)
    for one in packer.long:
        for start in range(0, len(one), _LONG):
            yield _PIECE + pickle.dumps(one[start : start + _LONG])
    yield _WHOLE + whole.getvalue()


class Unpacking:
    """Puts values together again from the messages of one side; from our own processes only, never from a file."""

    def __init__(self) -> None:
        self._pieces: list[list[Any] | tuple[Any, ...]] = []

    def take(self, message: bytes) -> tuple[Any, ...]:
        """The value a message completes, as the only element; nothing while pieces of it are still to come."""
        if message[:1] == _PIECE:
            self._pieces.append(pickle.loads(memoryview(message)[1:]))
            return ()
        pieces, self._pieces = self._pieces, []
        return (_Unpacker(io.BytesIO(memoryview(message)[1:]), pieces).load(),)


class _Packer(pickle.Pickler):
    """Puts a mark in the place of every long list or tuple, and remembers what it stands for."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file)
        self.long: list[list[Any] | tuple[Any, ...]] = []
        self._marks: dict[int, tuple[bool, int, int]] = {}
        self._pieces = 0

    def persistent_id(self, obj: Any) -> tuple[bool, int, int] | None:
        if type(obj) not in (list, tuple) or len(obj) <= _LONG:
            return None
        mark = self._marks.get(id(obj))
        if mark is None:
            count = -(-len(obj) // _LONG)
            mark = self._marks[id(obj)] = (type(obj) is list, self._pieces, count)
            self._pieces += count
            self.long.append(obj)
        return mark


class _Unpacker(pickle.Unpickler):
    """Puts the pieces in the place of their marks."""

    def __init__(self, file: io.BytesIO, pieces: list[list[Any] | tuple[Any, ...]]) -> None:
        super().__init__(file)
        self._pieces = pieces
        self._made: dict[int, Any] = {}

    def persistent_load(self, pid: Any) -> Any:
        is_list, first, count = pid
        if first not in self._made:
            together = [one for piece in self._pieces[first : first + count] for one in piece]
            self._made[first] = together if is_list else tuple(together)
        return self._made[first]
