"""The summary in the Atlassian Document Format, against what its published schema says of the nodes that it uses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from diagnose_reports.adf import MOST_CHARACTERS, render
from tests.reports import examples
from tests.reports.hostile_texts import EACH_WAY, hostile_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from diagnose.report import Report

SCHEMA = Draft202012Validator(json.loads(Path(__file__).with_name("adf_schema.json").read_text("utf-8")))
LONG = (examples.huge(1000), examples.hostile('"\\' * 50_000), examples.hostile("\x00" * 50_000))


def texts(tree: object) -> list[str]:
    match tree:
        case {"type": "text", "text": str(text)}:
            return [text]
        case {"content": list(content)}:
            return [text for node in content for text in texts(node)]
    return []


def without_words(tree: object) -> object:
    """The tree with each text that is not empty as an x."""
    match tree:
        case {"text": str(text), **rest}:
            return {**rest, "text": text and "x"}
        case dict():
            return {key: without_words(value) for key, value in tree.items()}
        case list():
            return [without_words(value) for value in tree]
    return tree


@pytest.mark.parametrize("make", [examples.rich, examples.healthy, examples.inconclusive, examples.tied])
def test_jira_cloud_takes_it(make: Callable[[], Report]) -> None:
    """No unknown node, mark or attribute, and no empty text."""
    SCHEMA.validate(json.loads(render(make())))


def test_the_schema_refuses_what_jira_refuses() -> None:
    """The fixture is no rubber stamp."""
    document = json.loads(render(examples.rich()))
    for change in ({"type": "text", "text": ""}, {"type": "mention"}, {"type": "text", "text": "x", "marks": [{}]}):
        broken = {**document, "content": [{"type": "paragraph", "content": [change]}]}
        assert not SCHEMA.is_valid(broken)


@pytest.mark.parametrize("around", EACH_WAY)
def test_hostile_texts_are_values(around: str) -> None:
    """Whatever they hold, the tree has the nodes of ours, and the texts nothing that cannot be seen."""
    shapes = set()
    for text in (*hostile_texts(around), examples.HOSTILE):
        document = json.loads(render(examples.hostile(text)))
        assert "".join(texts(document)).replace("\n", "").isprintable()
        shapes.add(json.dumps(without_words(document)))
    assert len(shapes) < 20
    for shape in shapes:
        SCHEMA.validate(json.loads(shape))


@pytest.mark.parametrize("report", LONG, ids=["huge", "escapes", "controls"])
def test_it_fits_into_a_comment(report: Report) -> None:
    """It is whole JSON of a whole document, and says what it leaves out."""
    text = render(report).decode()
    assert len(text) <= MOST_CHARACTERS
    SCHEMA.validate(json.loads(text))
    assert "more" in text
