"""A file that somebody sent, made safe to pass on: by what it is, an e-mail, JSON (a recording, a report) or text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from pydantic import ValidationError

from diagnose.carried_report import carried_json
from diagnose.json_value import Json, walk
from diagnose.outside import FileName
from diagnose.redaction.aliases import AliasTable, PersonalKind
from diagnose.redaction.attachment import attached_again
from diagnose.redaction.known_names import KnownNames, is_firm
from diagnose.redaction.redacted_html import is_html, redacted_html, shown_text
from diagnose.redaction.redacted_json import JsonRedactor
from diagnose.redaction.redacted_mail import UnreadableMail, people_of, redacted_mail, texts_of
from diagnose.redaction.redacted_table import redacted_table
from diagnose.redaction.resolver import Resolver
from diagnose.redaction.scrubber import Scrubber
from diagnose.report import Report
from diagnose.report_alike import Unlike, unfolded
from diagnose.report_digest import digest_of
from diagnose.secrets import Masker

_ADDRESS: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,15}://")
_BLANK: Final = "\ufffc"
"""Stands for each character of a secret while names are looked for."""
_HEADERS: Final = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,50}){3,}")
_MAIL: Final = re.compile(rb"^(?:from|to|subject|date|received|message-id):", re.IGNORECASE | re.MULTILINE)
_SECRETS: Final = "secret"
"""How secrets are counted."""
_NAME_KEYS: Final = re.compile(r"(?:\w{0,30}_?)?name", re.IGNORECASE)
_NO_NAMES: Final = re.compile(
    r"operation_?name|type_?name|host_?name|field_?name|event_?name|__typename", re.IGNORECASE
)
_CARRIED: Final = re.compile(r'<div hidden id="report-json".*?(?:</div>|\Z)', re.DOTALL)


@dataclass(frozen=True)
class Redacted:
    """What came of a file: its new name and content, None where it could not be read; what was masked, in counts.

    ``left_out`` names the parts that could not be read, and were taken out.
    """

    name: str
    data: bytes | None
    counts: dict[str, int]
    left_out: tuple[str, ...] = ()


@dataclass
class FileRedactor:
    """Redacts files with one table of aliases.

    ``people`` finds the names in a text, ``reading`` decodes bytes (None: they are no text), and ``rendered`` writes
    the page of a report again.
    """

    table: AliasTable
    masker: Masker
    people: Callable[[str], Iterable[str]]
    reading: Callable[[bytes], str | None]
    rendered: Callable[[Report], bytes]
    keep_unread: bool = False
    names: KnownNames = field(default_factory=KnownNames)

    def redacted(self, name: str, data: bytes) -> Redacted:
        """Return the file made safe; its name too, where that says something of a person."""
        self.table.begin()
        self.masker.written.clear()
        redacted = self._redacted(name, data)
        counts = {_SECRETS: len(self.masker.written), **self.table.counted}
        return replace(redacted, counts={kind: number for kind, number in counts.items() if number})

    def _redacted(self, name: str, data: bytes) -> Redacted:
        left_out: list[str] = []
        content = self._content(name, data, left_out)
        stem, dot, ending = name.rpartition(".")
        safe = self._resolver().value(FileName(name))
        if safe != name:
            safe = f"{safe}.redacted{dot}{ending}" if stem and ending.isalnum() else f"{safe}.redacted"
        else:
            safe = f"{stem}.redacted.{ending}" if stem else f"{name}.redacted"
        return Redacted(safe, content, {}, tuple(left_out))

    def learn(self, data: bytes) -> None:
        """Know the names in a file, before any is redacted: one file's signature names whom another's data is about."""
        text = self.reading(data)
        if text is None:
            return
        if is_mail(data):
            text = f"{people_of(data)}\n\n{texts_of(data)}"
        elif is_html(text):
            text = f"{text}\n{shown_text(text)}"
        lines = text.split("\n") if "\n{" in text else []
        in_lines = (name for line in lines if _is_json_line(line) for name in _names_in_json(line))
        for name in (*_names_in_json(text), *in_lines, *self.people(text)):
            self.names.add(name, PersonalKind.FIRM if is_firm(name) else PersonalKind.PERSON)
        self.masker.learn(text)
        self.table.keep_clear_of(text)

    def _resolver(self) -> Resolver:
        return Resolver(self.table, Scrubber(self.table, self.names), mask=self.masker.mask)

    def _json(self) -> JsonRedactor:
        return JsonRedactor(self._resolver(), self.masker, self._page, self.keep_unread)

    def _content(self, name: str, data: bytes, left_out: list[str]) -> bytes | None:
        text = self.reading(data)
        if text is None:
            return None
        if is_mail(data):
            try:
                return redacted_mail(
                    data, self._text, self._page, lambda name, inner: self._attachment(name, inner, left_out)
                )
            except UnreadableMail:
                return None
        if (carried := carried_json(data)) is not None and (report := _report(_loaded(carried.decode()))) is not None:
            return self.rendered(self._again(report))
        return self._read(name, text, left_out).encode("utf-8", "replace")

    def _read(self, name: str, text: str, left_out: list[str]) -> str:
        if isinstance(value := _loaded(text), dict | list):
            return self._whole_json(value, text, left_out)
        if name.casefold().endswith((".csv", ".tsv")):
            return redacted_table(text, self._json().text) or self._text(text)
        return self._page(text) if is_html(text) else self._text(text)

    def _whole_json(self, value: Json, text: str, left_out: list[str]) -> str:
        if (report := _report(value)) is not None:
            told = self._again(report).model_dump(mode="json", by_alias=True)
            return json.dumps(told, ensure_ascii=False, indent=2)
        redactor = self._json()
        redacted = redactor.redacted(value)
        left_out.extend(["body"] * redactor.taken_out)
        return json.dumps(redacted, ensure_ascii=False, indent=2 if "\n" in text.strip() else None)

    def _again(self, report: Report) -> Report:
        """Return a report of ours redacted, and sealed again."""
        safe = attached_again(report, replace(self._resolver(), sentences_have_marks=False))
        return safe.model_copy(update={"digest": digest_of(safe.model_dump(mode="json", by_alias=True))})

    def _text(self, text: str) -> str:
        """Redact what is JSON within a text line by line, as logs have it, and the rest as one."""
        pieces: list[str] = []
        for is_json, lines in groupby(self.masker.mask(text).split("\n"), _is_json_line):
            if is_json:
                pieces += [json.dumps(self._json().redacted(_loaded(line)), ensure_ascii=False) for line in lines]
            else:
                pieces.append(self._resolver().scrubber.scrubbed("\n".join(lines)))
        return "\n".join(pieces)

    def _page(self, page: str) -> str:
        """Redact HTML; a report that it carries and that could not be read is left out."""
        bare = self.masker.mask(_CARRIED.sub("", page))
        return redacted_html(bare, self._stretches, self._attribute, lambda code: self._read("", code, []))

    def _stretches(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield what is secret in a text, then what is personal in the rest of it."""
        blank, at = "", 0
        for start, end, placeholder in self.masker.stretches(text):
            yield start, end, placeholder
            blank, at = f"{blank}{text[at:start]}{_BLANK * (end - start)}", end
        rest = f"{blank}{text[at:]}"
        for stretch in self._resolver().scrubber.found(rest):
            if _BLANK not in (value := rest[stretch.start : stretch.end]):
                yield stretch.start, stretch.end, self.table.alias(value, stretch.kind)

    def _attribute(self, name: str, value: str) -> str:
        """Redact an attribute: a picture within the page is left out, as nobody can read it."""
        if value[:5].casefold().startswith(("data:", "cid:")) and not self.keep_unread:
            return ""
        return self._json().address(value) if _ADDRESS.match(value) else self._json().text(value, name)

    def _attachment(self, name: str, data: bytes, left_out: list[str]) -> tuple[str, bytes] | None:
        inner = self._redacted(name, data)
        if inner.data is None and not self.keep_unread:
            left_out.append(inner.name)
            return None
        left_out.extend(inner.left_out)
        return inner.name, data if inner.data is None else inner.data


def is_mail(data: bytes) -> bool:
    """Tell an e-mail by its head: three header lines at least, two of which only e-mails have."""
    head = _HEADERS.match(data[:65_536].lstrip(b"\r\n"))
    return head is not None and len({found[0].lower() for found in _MAIL.finditer(head[0])}) > 1


def _report(value: Json) -> Report | None:
    """Return a report of this tool; None for any other JSON."""
    if not isinstance(value, dict) or not {"schema_version", "verdict", "coverage"} <= value.keys():
        return None
    try:
        return Report.model_validate(unfolded(value))
    except (ValidationError, Unlike):
        return None


def _names_in_json(text: str) -> Iterator[str]:
    if text.lstrip()[:1] not in {"{", "["}:
        return
    for path, part in walk(_loaded(text)):
        key = path[-1] if path else ""
        if isinstance(part, str) and part[:1] in {"{", "["}:
            yield from _names_in_json(part)
        elif isinstance(part, str) and isinstance(key, str) and key != "name" and _is_name_key(key):
            yield part


def _loaded(text: str) -> Json:
    """Return the JSON that a text is; None for any other."""
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value


def _is_json_line(line: str) -> bool:
    return line[:1] == "{" and isinstance(_loaded(line), dict)


def _is_name_key(key: str) -> bool:
    return _NAME_KEYS.fullmatch(key) is not None and _NO_NAMES.fullmatch(key) is None
