"""Decides whether things that need each other go round in a circle, and names the circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def loops(below: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Circles in a graph, at least one for every set of names that reach each other.

    Depth first without recursion, so that no bill is too deep.

    Args:
        below: the names directly below each name.

    Yields:
        A circle as its names in order; the last is followed by the first again. Each set of names once.
    """
    done: set[str] = set()
    seen: set[frozenset[str]] = set()
    for top in below:
        if top in done:
            continue
        path: list[str] = [top]
        place = {top: 0}
        todo = [iter(below[top])]
        while todo:
            for name in todo[-1]:
                if name in place:
                    circle = tuple(path[place[name] :])
                    if frozenset(circle) not in seen:
                        seen.add(frozenset(circle))
                        yield circle
                elif name not in done and name in below:
                    place[name] = len(path)
                    path.append(name)
                    todo.append(iter(below[name]))
                    break
            else:
                todo.pop()
                finished = path.pop()
                del place[finished]
                done.add(finished)


def in_words(circle: Iterable[str]) -> str:
    """``A -> B -> A``."""
    names = tuple(circle)
    return " -> ".join((*names, names[0]))
