"""Threads and chats: quote marks and signatures are taken off, and each line is given to whoever speaks in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from diagnose.intake.source.message_heads import (
    Head,
    attribution,
    chat_head,
    header_block,
    is_frame,
    is_original,
    is_rule,
    said_by,
)
from diagnose.intake.source.prompts import without_prompts
from diagnose.intake.source.traced import Traced
from diagnose.intake.source.voices import Voice, Voices, is_support

_MARK = re.compile(r"[ \t]{0,3}+(?:>[ \t]?)+")
_PRESENT = re.compile(r"(?m)^[ \t]{0,3}>|^--[ \t]?\r?$")
_MAX_SIGNATURE = 12
"""Lines: what is longer behind two hyphens is no signature."""
_MAX_LINES = 20_000
"""Lines that are looked at for the beginning of a message: what is longer is a log."""
_TAG = re.compile(r"(?i)\[(?P<end>/)?quote(?:=[\"']?(?P<name>[^\]\n\"',]{1,60})[^\]\n]{0,80})?\]|(?P<wiki>\{quote\})")
"""Takes ``[quote="filed-support, post:3"]`` and ``[/quote]`` of forums, and Jira's ``{quote}``."""
_CUSTOMER = re.compile(r"(?i)customer|client|kunde|kundin|cliente|user|visitor|besucher|visiteur|ich|me|moi|yo")


def unquoted(source: Traced, writer: str | None = None) -> tuple[Traced, Voices]:
    """Return the text without quote marks and signatures, and who says what in it.

    ``writer`` is the sender of the e-mail that the text is the body of, where there is one.
    """
    lines = source.text.split("\n")
    typed = without_prompts(lines)
    if typed != lines:
        source, lines = _rejoined(source, lines, typed), typed
    bare, depths = lines, [0] * len(lines)
    if _PRESENT.search(source.text):
        marks = [_MARK.match(line) for line in lines]
        bare = [line[mark.end() :] if mark else line for line, mark in zip(lines, marks, strict=True)]
        depths = [mark[0].count(">") if mark else 0 for mark in marks]
        bare = _without_signatures(bare, depths)
        source = _rejoined(source, lines, bare)
    if tagged := _tagged(bare, depths):
        source, bare = _rejoined(source, bare, tagged), tagged
    voices = _chat(bare, depths) or _Thread(bare, depths, writer).voices()
    return source, Voices.of_lines(bare, voices)


def _tagged(lines: list[str], depths: list[int]) -> list[str] | None:
    """Return the lines without the tags of quotations, and count those into the depths; None where there are none."""
    if not any(_TAG.search(line) for line in lines[:_MAX_LINES]):
        return None
    kept, inside = list[str](), 0
    for at, line in enumerate(lines):
        opening = _TAG.match(line.strip()) if at < _MAX_LINES else None
        opens = bool(opening and not opening["end"] and not (inside and opening["wiki"]))
        inside += opens
        depths[at] += inside
        closes = sum(bool(tag["end"]) or bool(tag["wiki"]) for tag in _TAG.finditer(line)) - bool(
            opens and opening and opening["wiki"]
        )
        inside = max(inside - max(closes, 0), 0)
        said = opening["name"] if opens and opening else None
        if said:
            depths[at] -= 1
        kept.append(f"On a forum, {said} wrote:" if said else _TAG.sub("", line))
    return kept


@dataclass
class _Thread:
    """A thread of e-mails while its lines are given to their speakers, the newest message first."""

    lines: list[str]
    depths: list[int]
    writer: str | None
    speakers: dict[int, Voice] = field(default_factory=dict)
    """Who speaks at each depth of quoting."""
    heard: bool = False
    """The customer's newest message was there."""

    def voices(self) -> list[Voice]:
        """Return who speaks in each line."""
        self.speakers[0] = Voice.SUPPORT if self.writer and is_support(self.writer) else Voice.NOW
        voices, begun, head_ends = list[Voice](), False, 0
        for at, (line, depth) in enumerate(zip(self.lines, self.depths, strict=True)):
            if line.strip() and at >= head_ends and at < _MAX_LINES:
                head_ends = at + self._head(at, depth, begun=begun)
                begun = True
            voice = self.speakers.get(depth, Voice.EARLIER)
            self.heard |= voice is Voice.NOW and bool(line.strip()) and at >= head_ends
            voices.append(voice)
        return voices

    def _head(self, at: int, depth: int, *, begun: bool) -> int:
        """Take the head of a message that begins at a line, if one does; return the lines that it has."""
        if head := attribution(self.lines, at):
            following = next(
                (self.depths[below] for below in range(at + head.lines, min(at + head.lines + 4, len(self.lines)))
                 if self.lines[below].strip()), depth,
            )  # fmt: skip
            self.speakers[max(following, depth)] = self._speaker(head)
            return head.lines
        if head := header_block(self.lines, at):
            if depth == 0 and not begun:
                self.speakers[0] = Voice.SUPPORT if is_support(head.name) else Voice.NOW
            else:
                self.speakers[depth] = self._speaker(head)
            return head.lines
        if is_original(self.lines[at]):
            self.speakers[depth] = Voice.EARLIER
            return 1
        if is_frame(self.lines[at]) and self.heard:
            self.speakers[depth] = Voice.EARLIER
        return 0

    def _speaker(self, head: Head) -> Voice:
        """Tell who wrote an older message: it is the customer's newest if only support spoke before it."""
        if is_support(head.name):
            return Voice.SUPPORT
        return Voice.EARLIER if self.heard else Voice.NOW


def _chat(lines: list[str], depths: list[int]) -> list[Voice] | None:
    """Return who speaks in each line of a chat or of a help desk's page; None when the text is neither."""
    heads: dict[int, Head] = {}
    framed, end = False, 0
    for at, line in enumerate(lines[:_MAX_LINES]):
        framed |= is_frame(line)
        if at >= end and depths[at] == 0 and line.strip() and (head := chat_head(lines, at)):
            heads[at], end = head, at + head.lines
    if len(heads) + framed < 2:  # noqa: PLR2004
        heads = _transcript(lines)
    if not any(is_support(head.name) for head in heads.values()):
        return None
    voices, voice = list[Voice](), Voice.NOW
    for at, line in enumerate(lines):
        if at in heads:
            voice = Voice.SUPPORT if is_support(heads[at].name) else Voice.NOW
        elif framed and is_rule(line):
            voice = Voice.EARLIER
        voices.append(voice if depths[at] == 0 else min(voice, Voice.EARLIER))
    return voices


def _transcript(lines: list[str]) -> dict[int, Head]:
    """Return the heads of a chat without times: ``Support: …``, ``Customer: …``."""
    said = {at: name for at, line in enumerate(lines[:_MAX_LINES]) if (name := said_by(line))}
    heads = {at: Head(name, inline=True) for at, name in said.items() if is_support(name) or _CUSTOMER.fullmatch(name)}
    return heads if len({head.name for head in heads.values()}) > 1 else {}


def _without_signatures(lines: list[str], depths: list[int]) -> list[str]:
    kept = list(lines)
    for index, line in enumerate(lines):
        if line.rstrip("\r") not in {"--", "-- "}:
            continue
        end = index + 1
        while end < len(lines) and depths[end] == depths[index] and end - index <= _MAX_SIGNATURE + 1:
            end += 1
        if end - index <= _MAX_SIGNATURE + 1:
            kept[index:end] = [""] * (end - index)
    return kept


def _rejoined(source: Traced, old: list[str], new: list[str]) -> Traced:
    """Trace the new lines over the old ones'."""
    starts, lines, position, offset = [], [], 0, 0
    for before, after in zip(old, new, strict=True):
        starts.append(position)
        lines.append(source.line_at(offset))
        position += len(after) + 1
        offset += len(before) + 1
    return Traced("\n".join(new), starts, lines)
