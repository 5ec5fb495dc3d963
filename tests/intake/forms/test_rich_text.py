"""Text that an editor stored as a tree."""

from __future__ import annotations

import pytest

from diagnose.json_value import Json
from tests.intake.sent import read

WORDS = [("Our connection is ", False), ("c-20", True), ("2", False), (" of workspace w-101.", False)]


def _adf() -> Json:
    nodes: list[Json] = [{"type": "text", "text": text, "marks": [{"type": "strong"}] * bold} for text, bold in WORDS]
    items: list[Json] = [
        {
            "type": "listItem",
            "content": [{"type": "paragraph", "content": [{"type": "text", "text": f"job work {some}"}]}],
        }
        for some in ("jw-901", "jw-902")
    ]
    document: Json = [{"type": "paragraph", "content": nodes}, {"type": "bulletList", "content": items}]
    return {"fields": {"description": {"type": "doc", "version": 1, "content": document}}}


def _slack() -> Json:
    section: list[Json] = [{"type": "text", "text": text} for text, _ in WORDS]
    listed: list[Json] = [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": f"job work {some}"}]}
        for some in ("jw-901", "jw-902")
    ]
    elements: Json = [
        {"type": "rich_text_section", "elements": section},
        {"type": "rich_text_list", "elements": listed},
    ]
    return {"blocks": [{"type": "rich_text", "block_id": "aB3", "elements": elements}]}


def _quill() -> Json:
    pieces: list[Json] = [{"insert": text} for text, _ in WORDS]
    return {"ops": [*pieces, {"insert": "\njob work jw-901\njob work jw-902\n"}]}


def _lexical() -> Json:
    lines = ["".join(text for text, _ in WORDS), "job work jw-901", "job work jw-902"]
    children: list[Json] = [{"type": "paragraph", "children": [{"type": "text", "text": line}]} for line in lines]
    return {"root": {"type": "root", "children": children}}


@pytest.mark.parametrize("value", [_adf(), _slack(), _quill(), _lexical()], ids=["adf", "slack", "quill", "lexical"])
def test_a_paragraph_is_read_as_one(value: Json) -> None:
    """A label, and even half an ID, may stand in a node of its own."""
    slots = read(value).slots
    assert (slots.workspace_id, slots.connection_id) == ("w-101", "c-202")
    assert slots.job_work_ids == ("jw-901", "jw-902")


def test_pieces_of_telegram_are_one_text() -> None:
    """Plain ones are strings; a list of names is none."""
    pieces: Json = [
        "workspace ",
        {"type": "code", "text": "ws-101"},
        ", connection ",
        {"type": "bold", "text": "co-202"},
    ]
    slots = read({"messages": [{"from": "Dana", "text": pieces}]}).slots
    assert (slots.workspace_id, slots.connection_id) == ("ws-101", "co-202")
