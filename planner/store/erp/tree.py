"""Decides which part belongs to which in an indented bill: by levels, outline numbers, dots or indentation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_ORNAMENT = re.compile(r"^[\s.\-–_*>+]*")
_WHOLE = re.compile(r"\d{1,3}")
_OUTLINE = re.compile(r"\d{1,4}(?:\.\d{1,4})+")
_INDENT = re.compile(r"^[\s.]*")
_MARKS = re.compile(r"[.*+\-]+")


@dataclass(slots=True)
class Node:
    """A place of a part in the tree; the same part may have several.

    Attributes:
        line: index of its line; -1 for the product above all lines.
        part: its number or name.
        children: the places below it.
    """

    line: int
    part: str
    children: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Depths:
    """How deep each line lies.

    Attributes:
        depths: by line; None where the level cannot be read.
        outline: whether levels were numbers such as 1.2.1.
    """

    depths: tuple[int | None, ...]
    outline: bool = False


def depths_of(levels: Sequence[str]) -> Depths:
    """The depth each level stands for: ``2``, ``..2``, ``1.2`` or ``**`` are all 2.

    Numbers parted by points are an outline as soon as one of them is: then ``1`` is 1, ``1.1`` is 2.
    """
    bare = [_ORNAMENT.sub("", one).strip().rstrip(".") for one in levels]
    outline = any(_OUTLINE.fullmatch(one) for one in bare)
    found: list[int | None] = []
    for level, one in zip(levels, bare, strict=True):
        marks = level.strip()
        if outline and (_OUTLINE.fullmatch(one) or _WHOLE.fullmatch(one)):
            found.append(len(one.split(".")) if one != "0" else 0)
        elif _WHOLE.fullmatch(one):
            found.append(int(one))
        elif marks and _MARKS.fullmatch(marks) and len(set(marks)) == 1:
            found.append(len(marks))
        else:
            found.append(None)
    return Depths(tuple(found), outline)


def indented(texts: Sequence[str]) -> Depths | None:
    """The depth of each line by how far its text is indented with spaces or points, from 1; None where none is."""
    widths = [len(found[0].expandtabs(4)) if (found := _INDENT.match(one)) else 0 for one in texts]
    if len(set(widths)) < 2:
        return None
    stack: list[int] = []
    found_depths: list[int | None] = []
    for width in widths:
        while stack and stack[-1] >= width:
            stack.pop()
        stack.append(width)
        found_depths.append(len(stack))
    return Depths(tuple(found_depths))


def unindented(text: str) -> str:
    """The text without its indentation."""
    return _INDENT.sub("", text).strip()


def is_level_by_level(depths: Sequence[int]) -> bool:
    """Whether a list may go level by level, all of the first, then all of the second: then parents are not told.

    A list in the order of the tree looks the same only where nothing but the last part of each level has parts.
    """
    deeper = next((place for place, one in enumerate(depths) if one > depths[0]), len(depths))
    return deeper < len(depths) and deeper > 1 and all(one <= other for one, other in pairwise(depths))


def grown(depths: Sequence[int], parts: Sequence[str], root: str) -> tuple[list[Node], list[int]]:
    """The tree of the lines: a part belongs to the last one above it that lies less deep.

    Args:
        depths: of each line; 0 is a product itself.
        parts: the part of each line.
        root: the product to which the parts belong that lie below none.

    Returns:
        The products, and the lines that lie more than one level below the one above them.
    """
    top = Node(-1, root)
    products: list[Node] = []
    path: list[tuple[int, Node]] = []
    least = min(depths, default=1)
    jumps = []
    for line, (depth, part) in enumerate(zip(depths, parts, strict=True)):
        node = Node(line, part)
        while path and path[-1][0] >= depth:
            path.pop()
        if path:
            path[-1][1].children.append(node)
            above = path[-1][0]
        elif depth == 0:
            products.append(node)
            above = -1
        else:
            top.children.append(node)
            above = least - 1
        if depth > above + 1:
            jumps.append(line)
        path.append((depth, node))
    return ([top, *products] if top.children else products), jumps
