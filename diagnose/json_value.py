"""Any JSON value, as a type; and the ways to go through one: reading every part, or every object; rewriting every text.

None recurses, since what customers and servers send may be nested as deep as it likes::

    for path, part in walk({"a": [1, {"b": None}]}):
        ...  # ((), {"a": …}), (("a",), [1, …]), (("a", 0), 1), (("a", 1), {"b": None}), (("a", 1, "b"), None)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
JsonPath: TypeAlias = "tuple[str | int, ...]"
"""A part's place in the whole: keys of objects and places in lists; ``()`` is the whole itself."""


def walk(value: Json) -> Iterator[tuple[JsonPath, Json]]:
    """Yield the value and every part of it with its path, in the order of the text: what holds before what is held.

    A part may be changed in place only after the walk has ended.
    """
    waiting: list[tuple[JsonPath, Json]] = [((), value)]
    while waiting:
        path, part = waiting.pop()
        yield path, part
        match part:
            case dict():
                waiting.extend(((*path, key), inner) for key, inner in reversed(part.items()))
            case list():
                waiting.extend(((*path, index), part[index]) for index in range(len(part) - 1, -1, -1))
            case _:
                pass


def objects_in(value: Json) -> Iterator[dict[str, Json]]:
    """Yield every object in the value, in no particular order: cheaper than :func:`walk`, for who needs no paths."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting += [inner for inner in part.values() if isinstance(inner, dict | list)]
        elif isinstance(part, list):
            waiting.extend(part)


def with_texts(value: Json, change: Callable[[str], str]) -> Json:
    """Return a copy in which every text went through ``change``, the keys of objects too; the rest is the same.

    Where two keys become one, the later one's value stands.
    """
    whole: list[Json] = [value]
    unfinished: list[list[Json] | dict[str, Json]] = [whole]

    def copied(part: Json) -> Json:
        match part:
            case str():
                return change(part)
            case list():
                elements = [*part]
                unfinished.append(elements)
                return elements
            case dict():
                members = {change(key): inner for key, inner in part.items()}
                unfinished.append(members)
                return members
            case _:
                return part

    while unfinished:
        match unfinished.pop():
            case list() as elements:
                elements[:] = map(copied, elements)
            case dict() as members:
                members.update({key: copied(inner) for key, inner in members.items()})
    return whole[0]
