"""The code around a place in a ticket: its fence, or the paragraphs that look like code; and the call it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diagnose.intake.shell.literal_tree import parse_tree

_REACH = 12_000
"""Characters before and behind a place that may belong to its code."""
_ADDRESSES = 6
"""Addresses before and behind a place between which its code lies: of a long program, what is near counts."""
_FENCE = re.compile(r"\n[ \t>]{0,20}+(?:```|~~~)[^\n]{0,100}+")
_EMPTY = re.compile(r"\n[ \t>]*+\r?\n")
_CODE_LINE = re.compile(
    # Takes a line with brackets, an assignment or a statement's end, an indented one, an import; leaves a sentence.
    r"[{}()\[\];=]|^[ \t]{2,}\S|^(?:import|from|using|use|require|package|func|def|const|let|var|val|end|try|return)\b"
)
_FUNCTION = r"([A-Za-z_$][\w$.:?!>\-]{0,80})[ \t]{0,2}(?:<[^<>()\n]{0,60}>)?[ \t]{0,2}"
_CALLEE = re.compile(
    # Takes axios.post(", Post.new(URI(", request("POST", ", new Client({ url: " and post<Rows>(", up to the quote.
    rf"{_FUNCTION}\("
    r"(?:[^()]{0,160}?(?:[\w.:]{1,40}\([ \t]{0,2})?)[\"'`]?$"
)
_NAMED = re.compile(r"([A-Za-z_]\w{0,60})[ \t]{0,4}(?::[^=\n]{1,60})?:?=[ \t]{0,4}(?:new )?(?:[\w.:]{1,40}\()?[\"'`]?$")
_NAME = re.compile(r"[\w$.:>\-]{1,80}")
_CHAIN = re.compile(
    r"\s{0,200}+(?:\??\.|->)[ \t]{0,2}[\w$]{1,60}!?(?:<[^<>()\n]{0,60}>)?[ \t]{0,2}(?=[({])|[ \t]{0,2}(?=\{)"
)
_MOST_LINKS = 30
"""Calls in a chain, as of a builder."""


@dataclass(frozen=True)
class CodeSpan:
    """A stretch of a text."""

    start: int
    end: int

    def holds(self, at: int) -> bool:
        """Tell whether a place lies in it."""
        return self.start <= at < self.end


@dataclass(frozen=True)
class CodeCall:
    """A call as code has it: ``client.post`` before its bracket, and the stretch with all that is chained to it."""

    callee: str
    span: CodeSpan


def block_around(text: str, at: int) -> CodeSpan:
    """Return the code that a place belongs to."""
    low, high = _reach(text, at)
    before = [fence.end() for fence in _FENCE.finditer(text, low, at)]
    after = _FENCE.search(text, at, high)
    if text.startswith(("```", "~~~")) and low == 0:
        before = before or [3]
    if before and after:
        return CodeSpan(before[-1], after.start())
    return _paragraphs(text, at, CodeSpan(before[-1] if before else low, after.start() if after else high))


def _reach(text: str, at: int) -> tuple[int, int]:
    """Return between which places the code around a place may lie: whole lines, where these end in reach."""
    low, high = max(at - _REACH, 0), min(at + _REACH, len(text))
    before = behind = at
    for _ in range(_ADDRESSES):
        before = text.rfind("://", low, before) if before >= 0 else -1
        behind = text.find("://", behind + 1, high) if behind >= 0 else -1
    if before >= 0:
        low = text.find("\n", before, at) + 1 or before
    if behind >= 0:
        high = text.rfind("\n", at, behind) + 1 or behind
    return low, high


def _paragraphs(text: str, at: int, within: CodeSpan) -> CodeSpan:
    """Return the paragraphs in a row, around a place, that look like code."""
    cuts = [within.start, *(gap.end() for gap in _EMPTY.finditer(text, within.start, within.end)), within.end]
    own = max(index for index, cut in enumerate(cuts[:-1]) if cut <= at)
    first, last = own, own
    while first and _is_code(text[cuts[first - 1] : cuts[first]]):
        first -= 1
    while last + 2 < len(cuts) and _is_code(text[cuts[last + 1] : cuts[last + 2]]):
        last += 1
    return CodeSpan(cuts[first], cuts[last + 1])


def _is_code(paragraph: str) -> bool:
    lines = [line for line in paragraph.splitlines() if line.strip()]
    return 2 * sum(_CODE_LINE.search(line) is not None for line in lines) >= len(lines)


def call_around(text: str, at: int, block: CodeSpan) -> CodeCall | None:
    """Return the call whose arguments a place stands among, or the one that is given the name it was assigned to."""
    head = text[max(at - 300, block.start) : at]
    if callee := _CALLEE.search(head):
        return _call(text, callee[1], at - len(head) + callee.start(), block)
    if (named := _NAMED.search(head)) is None:
        return None
    name = rf"(?<![\w.]){re.escape(named[1])}\b"
    used = re.compile(rf"{_FUNCTION}\([^()]{{0,160}}{name}").search(text, at, block.end)
    return _call(text, used[1], used.start(), block) if used else None


def call_at(text: str, at: int, block: CodeSpan) -> CodeCall | None:
    """Return the call whose name begins at a place."""
    name = _NAME.match(text, at, block.end)
    return _call(text, name[0], at, block) if name else None


def _call(text: str, callee: str, start: int, block: CodeSpan) -> CodeCall:
    bracket = text.find("(", start, block.end)
    end = parse_tree(text, bracket, block.end).end if bracket >= 0 else block.end
    for _ in range(_MOST_LINKS):
        link = _CHAIN.match(text, end, block.end)
        if link is None:
            break
        end = parse_tree(text, link.end(), block.end).end
    return CodeCall(callee, CodeSpan(start, end))
