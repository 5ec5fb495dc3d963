"""IDs that the keys of an object name: ``workspaceId``, ``filters.ids``, ``job_works``, ``variables__filters__ids``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from diagnose.foreign_text import cut
from diagnose.ids import Kind
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import IdSeen, MoreIds
from diagnose.intake.kinds import kind_of_path
from diagnose.intake.model import Grounds
from diagnose.intake.source.id_text import names_nothing
from diagnose.intake.source.lenient_json import Path
from diagnose.intake.source.limits import MAX_IDS
from diagnose.json_value import Json

_MOST_DEPTH = 4
"""Levels below an object's own keys: variables are shallow, and what lies deeper is somebody else's structure."""
_ID = re.compile(r"(?=[^\s]*\d)[\w\-\u2010-\u2013\u2212\u200b\ufeff]{3,200}")
_LIST = re.compile(r"\s*[,;]\s*|\s+")


def names_ids(value: Mapping[str, Json]) -> bool:
    """Tell whether an object's keys name an ID."""
    return next(_named(value), None) is not None


def ids_by_key(value: Mapping[str, Json], lines: Lines) -> Iterator[IdSeen | MoreIds]:
    """Yield the IDs that an object's keys name, each with the path of its keys for context."""
    for kind, text, path in _named(value):
        context = cut(".".join(str(step) for step in path if isinstance(step, str)), 100)
        yield IdSeen(kind, text, text, Grounds.FIELD, lines.at(*path), context)
    if more := sum(_beyond(value)):
        yield MoreIds(more)


def _beyond(value: Mapping[str, Json]) -> Iterator[int]:
    """Yield how many IDs of each list nobody looks at: members of a list that no key names as IDs are none."""
    stack: list[tuple[tuple[str, ...], Mapping[str, Json]]] = [((), value)]
    while stack:
        path, named = stack.pop()
        for key, member in named.items():
            keys = (*path, key)
            if isinstance(member, dict):
                if len(keys) < _MOST_DEPTH:
                    stack.append((keys, member))
            elif isinstance(member, list) and len(member) > MAX_IDS and kind_of_path(keys, named.keys()):
                yield len(member) - MAX_IDS


def _named(value: Mapping[str, Json]) -> Iterator[tuple[Kind, str, Path]]:
    stack: list[tuple[Path, Json, Mapping[str, Json]]] = [((), dict(value), value)]
    while stack:
        path, item, beside = stack.pop()
        if isinstance(item, dict):
            if sum(isinstance(step, str) for step in path) < _MOST_DEPTH:
                stack.extend(((*path, key), member, item) for key, member in reversed(item.items()))
        elif isinstance(item, list):
            stack.extend(((*path, index), item[index], beside) for index in reversed(range(min(len(item), MAX_IDS))))
        elif isinstance(item, str | int) and not isinstance(item, bool):
            keys = tuple(step for step in path if isinstance(step, str))
            if kind := kind_of_path(keys, beside.keys()):
                yield from ((kind, text, path) for text in _texts(item))


def _texts(item: str | int) -> Iterator[str]:
    """Yield what may be an ID in a value: itself, or each of ``a,b`` and ``["a","b"]`` in a string."""
    text = str(item).strip().strip("[]")
    for part in _LIST.split(text[:4_000]):
        if _ID.fullmatch(bare := part.strip("\"'")) and not names_nothing(bare):
            yield bare
