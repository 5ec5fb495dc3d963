"""The one dispatcher: every file, text and JSON value, however deep inside a source, is offered to the forms here.

Secrets are sought here as well, once over each decoded text and each JSON value, whatever the forms make of them.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from diagnose.intake.content.correspondents import people_in
from diagnose.intake.content.form import (
    Claim,
    FileForm,
    FilePart,
    Form,
    JsonForm,
    JsonPart,
    Part,
    StretchForm,
    TextPart,
    WholeForm,
)
from diagnose.intake.content.inner_text import ids_in_list, ids_under_keys, is_by_support, text_in
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.secret_places import json_secrets, secret_of, text_secrets, without_repeats
from diagnose.intake.content.sightings import (
    PersonNamed,
    Remark,
    RequestSeen,
    SecretSeen,
    Sighting,
    SourceBegins,
    SourceEnds,
    SourceText,
    Speaks,
    form_of,
    tell_anything,
)
from diagnose.intake.forms.prose import read_talk
from diagnose.intake.scanner import Scanner
from diagnose.intake.source import decoding, lenient_json, secret_search
from diagnose.intake.source.curl_trace import without_marks
from diagnose.intake.source.limits import MAX_TEXT, MAX_WITHIN, TOO_LONG
from diagnose.intake.source.quoting import unquoted
from diagnose.intake.source.telling import telling
from diagnose.intake.source.traced import Traced
from diagnose.intake.source.voices import Voice
from diagnose.json_value import Json

_MAX_INSIDE = 2_000
"""Requests and responses looked for inside one JSON value of another shape."""
_FENCE = re.compile(r"(?m)^[ \t]*(?:```|~~~)")
_HEAD = 20_000
"""Characters of a source in which the headers of an e-mail stand."""
_TELLING = re.compile(r"\"(?:query|data|errors|variables|\w{0,60}(?:[wW]ork(?:space)?|[cC]onnection)_?[iI]ds?)\"")
"""A string that is JSON is looked into only when it has one of these keys."""

_BARE_WORD = re.compile(r"[\w-]*")
"""No text and no JSON: lists of IDs may be very long."""

Kind: TypeAlias = Generator[Sighting, None, str]
"""Sightings, and in the end the kind that a source was recognised as."""


class Dispatcher:
    """Offers what a ticket holds to the forms, each in its turn; holds no state but the forms."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._files = [form for form in forms if isinstance(form, FileForm)]
        self._wholes = [form for form in forms if isinstance(form, WholeForm)]
        self._stretches = [form for form in forms if isinstance(form, StretchForm)]
        self._values = [form for form in forms if isinstance(form, JsonForm) and not form.last]
        self._last_values = [form for form in forms if isinstance(form, JsonForm) and form.last]
        self._inner_values = [form for form in self._values if form.inside]

    def source(self, name: str, opened: decoding.Opened, before: RequestSeen | None) -> Iterator[Sighting]:
        """Read a source; ``before`` is the last request of the source before it, if that shows no variables."""
        yield SourceBegins(name)
        kind = yield from self._file(opened, before)
        if opened.problem:
            yield Remark(1, opened.problem)
        yield SourceEnds(kind, opened.taken)

    def _file(self, opened: decoding.Opened, before: RequestSeen | None, *, inside: bool = False) -> Kind:
        """Read a file as it was opened."""
        if opened.problem and not opened.packed:
            return "unreadable"
        form = next((form for form in self._files if form.looks_like(opened.head)), None)
        if decoding.is_binary(opened.head):
            yield Remark(1, "It is not text, so it was not read.")
            return "unreadable"
        if form is None:
            return (yield from self._bytes(opened, before))
        if inside and not form.inside:
            return f"{form.name} in an e-mail"
        for found in form.read(opened):
            yield from self._resolved(found)
        return form.name

    def _bytes(self, opened: decoding.Opened, before: RequestSeen | None) -> Kind:
        data, cut = opened.read(MAX_TEXT)
        if cut:
            yield Remark(1, TOO_LONG)
        text, remark = decoding.decode(data)
        if remark:
            yield Remark(1, remark)
        if not text.strip("\ufeff \t\r\n\0"):
            yield Remark(1, "It is empty.")
            return "empty"
        yield SourceText(text)
        return (yield from self._whole_text(Traced.of(text), before))

    def _whole_text(self, source: Traced, before: RequestSeen | None) -> Kind:
        """Read a text that is all of a source."""
        for form in self._wholes:
            claim = form.read(source) if form.looks_like(source.text) else None
            if claim is None:
                continue
            seen = self._read_all(claim.found, before)
            if tell_anything(seen):
                yield from seen
                yield from without_repeats(text_secrets(source), seen)
                return self._kind_of(form, claim, before)
        told = telling(source)
        if told.remark:
            yield Remark(1, told.remark)
        bare, voices = unquoted(without_marks(told.source))
        forms: dict[str, None] = {}
        for sighting in self._text(TextPart(bare, voices)):
            if name := form_of(sighting):
                forms[name] = None
            yield sighting
        if _FENCE.search(bare.text[:1_000_000]):
            return "markdown"
        return next(iter(forms)) if len(forms) == 1 and self._begins_with_form(told.source.text) else "text"

    def _begins_with_form(self, text: str) -> bool:
        start = len(text) - len(text.lstrip())
        return any(form.alone and form.looks_like.match(text, start) for form in self._stretches)

    def _kind_of(self, form: WholeForm, claim: Claim, before: RequestSeen | None) -> str:
        """Name the kind of a source that one form took whole: that of the JSON value that it is, or the form's."""
        parts = (replace(found, before=before) for found in claim.found if isinstance(found, JsonPart))
        kinds = (value.kind for part in parts for value in self._values if value.looks_like(part))
        return next(kinds, form.name)

    def _resolved(
        self, found: Sighting | Part, before: RequestSeen | None = None, depth: int = 0
    ) -> Iterator[Sighting]:
        """Yield a sighting as it is, and what is in a part that is to be read; nothing of one that is too deep."""
        match found:
            case TextPart() | JsonPart() if depth >= MAX_WITHIN:
                return
            case FilePart(name, data):
                yield from self._inner_file(name, data)
            case TextPart():
                yield from self._text(replace(found, depth=depth + 1))
            case JsonPart():
                yield from self._value(replace(found, before=before, depth=depth + 1))
            case SourceText(text):
                yield found
                yield from map(PersonNamed, people_in(text[:_HEAD]))
            case _:
                yield found

    def _read_all(
        self, found: tuple[Sighting | Part, ...], before: RequestSeen | None, depth: int = 0
    ) -> tuple[Sighting, ...]:
        return tuple(sighting for item in found for sighting in self._resolved(item, before, depth))

    def _inner_file(self, name: str, data: bytes) -> Iterator[Sighting]:
        """Read a file that came inside another as a source of its own, with line numbers of its own."""
        yield SourceBegins(name)
        opened = decoding.Opened.of(data)
        kind = yield from self._file(opened, None, inside=True)
        if opened.problem:
            yield Remark(1, opened.problem)
        yield SourceEnds(kind, len(data))

    # -- texts

    def _text(self, part: TextPart) -> Iterator[Sighting]:
        """Read a text: what the forms claim of it, and what is left as prose, its secrets blanked out."""
        text, voices = part.text, part.voices
        yield from map(PersonNamed, people_in(text.text))
        hits = sorted(secret_search.find(text.text), key=lambda hit: hit.start)
        masked = text.with_text(secret_search.mask_spans(text.text, hits)) if hits else text
        waiting = deque(hits)
        position = 0
        for stretch in Scanner(text, self._stretches, partial(self._read_all, depth=part.depth)).run():
            if stretch.end > stretch.start:
                yield from _taken(waiting, stretch.start, text)
                yield from read_talk(masked, voices, position, stretch.start)
                position = stretch.end
            if voices:
                yield Speaks(voices.at(stretch.start))
            yield from stretch.seen
            if stretch.end > stretch.start:
                yield from without_repeats(_taken(waiting, stretch.end, text), stretch.seen)
        yield from _taken(waiting, len(text.text), text)
        yield from read_talk(masked, voices, position, len(text.text))
        if voices:
            yield Speaks(Voice.NOW)

    # -- JSON values

    def _value(self, part: JsonPart) -> Iterator[Sighting]:
        """Read a JSON value for what it is, or else for what is inside it."""
        seen = self._first_to_read(part, self._values) or self._somewhere(part)
        yield from seen
        yield from without_repeats(json_secrets(part.value, part.lines), seen)

    def _somewhere(self, part: JsonPart) -> tuple[Sighting, ...]:
        """Return what stands inside a value; what only its keys tell counts where no request does."""
        seen = tuple(self._inside(part, self._inner_values))
        if any(isinstance(sighting, RequestSeen) for sighting in seen):
            return seen
        own = self._first_to_read(part, self._last_values)
        return *seen, *(own or self._inside(part, self._last_values))

    def _first_to_read(self, part: JsonPart, forms: Iterable[JsonForm]) -> tuple[Sighting, ...]:
        """Return what the first form finds that knows the value; nothing when none does."""
        for form in forms:
            if form.looks_like(part):
                seen = self._read_all(tuple(form.read(part)), None, part.depth)
                if tell_anything(seen):
                    return seen
        return ()

    def _inside(self, part: JsonPart, forms: Sequence[JsonForm]) -> Iterator[Sighting]:
        """Look for what the forms know further down, also in strings that hold JSON."""
        left, last = _MAX_INSIDE, forms is self._last_values
        if not last:
            yield from ids_under_keys(part.value, part.lines)
            yield from ids_in_list(part.value, part.lines) if part.literal else ()
        stack = _members(part.value, part.lines)
        while stack and left:
            item, lines, by_support = stack.pop()
            if isinstance(item, str):
                if not last and (text := text_in(item, lines.at(), by_support=by_support)):
                    left -= 1
                    yield from self._resolved(text, None, part.depth)
                item, lines = _json_in(item), Lines(lines.at())
            if not isinstance(item, dict | list):
                continue
            own = replace(part, value=item, lines=lines, before=None)
            if any(form.looks_like(own) for form in self._inner_values):
                if last:
                    continue
                own = replace(own, lines=lines.from_first_string_of(item))
            if seen := self._first_to_read(own, forms):
                left -= 1
                yield from seen
            else:
                if not last:
                    yield from ids_under_keys(item, lines)
                    yield from ids_in_list(item, lines) if part.literal else ()
                stack.extend(_members(item, lines, by_support=by_support))


def _taken(waiting: deque[secret_search.Hit], end: int, text: Traced) -> list[SecretSeen]:
    """Take the hits out that begin before ``end``."""
    taken = []
    while waiting and waiting[0].start < end:
        taken.append(secret_of(waiting.popleft(), text))
    return taken


def _members(value: Json, lines: Lines, *, by_support: bool = False) -> list[tuple[Json, Lines, bool]]:
    """Return what an object or array holds, the last first, and whether support wrote it."""
    if isinstance(value, dict):
        by_support = by_support or is_by_support(value)
        return [(member, lines.below(key), by_support) for key, member in reversed(value.items())]
    if isinstance(value, list):
        return [
            (member, lines.below(index), by_support)
            for index, member in reversed([*enumerate(value)])
            if not (isinstance(member, str) and _BARE_WORD.fullmatch(member))
        ]
    return []


def _json_in(text: str) -> Json:
    """Return the JSON that a string holds, when it looks like a request, a response, or variables."""
    if text[:1] not in {"{", "["} or not _TELLING.search(text):
        return None
    return lenient_json.parse(text, placed=False).value
