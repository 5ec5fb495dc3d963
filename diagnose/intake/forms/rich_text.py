"""Text as editors store it, a tree of nodes: ADF, ProseMirror, Slack's blocks, Lexical, Quill, Notion, Telegram.

What stands in one paragraph is put together, however many nodes bold print or code make of it; each paragraph, list
item and row of a table gets a line of its own. Sources: the Atlassian Document Format, Slack's Block Kit reference
(rich_text), Quill's Delta, Notion's rich text objects.
"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.intake.content.form import JsonForm, JsonPart, TextPart
from diagnose.intake.source.quoting import unquoted
from diagnose.intake.source.traced import Traced, Weaver
from diagnose.json_value import Json

_BELOW = ("content", "elements", "children", "ops", "rich_text", "root", "blocks")
"""Keys under which the nodes of a node stand."""
_TEXT = ("text", "insert", "plain_text", "url")
"""Keys under which a leaf has its text; a link may have nothing but its address."""
_INLINE = frozenset({
    "text", "link", "mention", "emoji", "user", "hardBreak", "hard_break", "inlineCard", "code", "strong", "date",
    "status", "linebreak", "extended-text",
})  # fmt: skip
_BREAKS = frozenset({"hardBreak", "hard_break", "linebreak"})
_CELLS = frozenset({"tableCell", "tableHeader", "table_cell", "table_header", "tablecell"})
_DEEPEST, _MOST = 40, 20_000


def looks_rich(part: JsonPart) -> bool:
    """Tell a tree whose first leaves are texts of nodes with a type, or of a delta."""
    value = part.value
    if isinstance(value, list):
        return _is_mixed(value)
    if not isinstance(value, dict):
        return False
    if value.get("type") in {"doc", "rich_text"} or isinstance(value.get("root"), dict):
        return any(isinstance(value.get(key), list | dict) for key in _BELOW)
    return _is_delta(value.get("ops")) or _is_delta(value.get("rich_text"))


def _is_delta(nodes: Json) -> bool:
    """Tell the pieces of Quill and of Notion, which have a text each."""
    return (
        isinstance(nodes, list)
        and bool(nodes)
        and all(isinstance(node, dict) and ("insert" in node or "plain_text" in node) for node in nodes)
    )


def _is_mixed(pieces: list[Json]) -> bool:
    """Tell Telegram's pieces: plain ones are strings, and marked ones objects with a text."""
    texts = [piece if isinstance(piece, str) else _text(piece) if isinstance(piece, dict) else "" for piece in pieces]
    return len({isinstance(piece, str) for piece in pieces}) > 1 and all(texts)


def read_rich(part: JsonPart) -> Iterator[TextPart]:
    """Read the text that the tree shows."""
    woven = Weaver()
    mixed = part.value if isinstance(part.value, list) else []
    for piece in _pieces([{"text": piece} if isinstance(piece, str) else piece for piece in mixed] or part.value):
        woven.add(piece, part.lines.line)
    text = woven.build(part.lines.line)
    if text.text.strip():
        bare, voices = unquoted(Traced.on_line(text.text, part.lines.line))
        yield TextPart(bare, voices)


def _pieces(value: Json) -> Iterator[str]:
    """Yield the texts of the leaves, and a break behind each node that is no part of a line."""
    stack: list[tuple[Json | str, int]] = [(value, 0)]
    left = _MOST
    while stack and left:
        left -= 1
        node, depth = stack.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, list) and depth < _DEEPEST:
            stack.extend((item, depth + 1) for item in reversed(node) if not isinstance(item, str))
        elif isinstance(node, dict) and depth < _DEEPEST:
            stack.append((_end(node), depth))
            below = next((node[key] for key in _BELOW if isinstance(node.get(key), list | dict)), None)
            stack.append((_text(node) if below is None else below, depth + 1))


def _text(node: dict[str, Json]) -> str:
    if node.get("type") in _BREAKS:
        return "\n"
    return next((text for key in _TEXT if isinstance(text := node.get(key), str)), "")


def _end(node: dict[str, Json]) -> str:
    kind = node.get("type")
    if kind in _CELLS:
        return " | "
    return "" if kind in _INLINE or "insert" in node or "plain_text" in node or kind is None else "\n"


RICH_TEXT = JsonForm("rich-text", looks_rich, read_rich, inside=True)
