"""The corpus, repeated until it is large: so each form's tickets are measured, whatever form it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from diagnose.json_value import Json
from tests.intake.shapes.repeating import Shape

CORPUS = Path(__file__).parents[1] / "corpus"


def over_and_over(data: bytes, size: int) -> bytes:
    """Return a whole ticket as often as it takes."""
    return data * (size // len(data) + 1)


def with_a_long_list(data: bytes, size: int) -> bytes:
    """Return a JSON value, its longest list repeated until it is large enough."""
    document: Json = json.loads(data)
    lists: list[list[Json]] = []
    stack: list[Json] = [document]
    while stack:
        item = stack.pop()
        if isinstance(item, list) and item:
            lists.append(item)
        stack.extend(item.values() if isinstance(item, dict) else item if isinstance(item, list) else ())
    if lists:
        longest = max(lists, key=lambda found: len(json.dumps(found)))
        longest *= max(size // len(data), 1)
    return json.dumps(document).encode()


def is_json(data: bytes) -> bool:
    """Tell whether a ticket is JSON as a whole."""
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


def _natural() -> dict[str, Shape]:
    shapes: dict[str, Shape] = {}
    for path in sorted(CORPUS.glob("*/*")):
        name, data = f"corpus {path.parent.name}/{path.name}", path.read_bytes()
        if path.name == "expected.json" or path.parent.name.startswith("hostile") or not data:
            continue
        shapes[name] = partial(over_and_over, data)
        if is_json(data):
            shapes[f"{name}, its list"] = partial(with_a_long_list, data)
    return shapes


NATURAL: Mapping[str, Shape] = _natural()
