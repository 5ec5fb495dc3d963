"""A file that somebody sent, made safe to pass on: by what it is, an e-mail, JSON (a recording, a report) or text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from pydantic import ValidationError

from diagnose.json_value import Json, walk
from diagnose.outside import FileName
from diagnose.redaction.aliases import AliasTable, PersonalKind
from diagnose.redaction.attachment import attached_again
from diagnose.redaction.known_names import KnownNames, is_firm
from diagnose.redaction.redacted_json import JsonRedactor
from diagnose.redaction.redacted_mail import UnreadableMail, people_of, redacted_mail, texts_of
from diagnose.redaction.resolver import Resolver
from diagnose.redaction.scrubber import Scrubber
from diagnose.report import Report
from diagnose.report_digest import digest_of
from diagnose.secrets import Masker

_HEADERS: Final = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,50}){3,}")
_MAIL: Final = re.compile(rb"^(?:from|to|subject|date|received|message-id):", re.IGNORECASE | re.MULTILINE)
_SECRET: Final = b"[redacted"
"""What placeholders of secrets begin with."""
_NAME_KEYS: Final = re.compile(r"(?:\w{0,30}_?)?name", re.IGNORECASE)
_NO_NAMES: Final = re.compile(
    r"operation_?name|type_?name|host_?name|field_?name|event_?name|__typename", re.IGNORECASE
)
_BINARY: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"GIF8",
    b"\x1f\x8b",
    b"II*\x00",
    b"MM\x00*",
    b"7z\xbc",
)


@dataclass(frozen=True)
class Redacted:
    """What came of a file: its new name and content, None where it could not be read; what was masked, in counts."""

    name: str
    data: bytes | None
    counts: dict[str, int]
    left_out: tuple[str, ...] = ()


@dataclass
class FileRedactor:
    """Redacts files with one table of aliases; ``people`` finds the names in a text."""

    table: AliasTable
    masker: Masker
    people: Callable[[str], Iterable[str]]
    names: KnownNames = field(default_factory=KnownNames)

    def redacted(self, name: str, data: bytes) -> Redacted:
        """Return the file made safe; its name too, where that says something of a person."""
        before = dict(self.table.counted)
        left_out: list[str] = []
        content = self._content(data, left_out)
        resolver = self._resolver()
        stem, dot, ending = name.rpartition(".")
        safe = resolver.value(FileName(name))
        if safe != name:
            safe = f"{safe}.redacted{dot}{ending}" if stem and ending.isalnum() else f"{safe}.redacted"
        else:
            safe = f"{stem}.redacted.{ending}" if stem else f"{name}.redacted"
        counts = {kind: number - before.get(kind, 0) for kind, number in self.table.counted.items()}
        secrets = content.count(_SECRET) - data.count(_SECRET) if content is not None else 0
        shown = {kind: number for kind, number in {"secret": secrets, **counts}.items() if number > 0}
        return Redacted(safe, content, shown, tuple(left_out))

    def learn(self, data: bytes) -> None:
        """Know the names in a file, before any is redacted: one file's signature names whom another's data is about."""
        if is_binary(data):
            return
        if is_mail(data):
            text = f"{people_of(data)}\n\n{texts_of(data)}"
        else:
            text = data.decode("utf-8", "replace")
            for name in _names_in_json(text):
                self.names.add(name, PersonalKind.FIRM if is_firm(name) else PersonalKind.PERSON)
        self.masker.learn(text)
        self.table.keep_clear_of(text)
        for name in self.people(text):
            self.names.add(name, PersonalKind.FIRM if is_firm(name) else PersonalKind.PERSON)

    def _resolver(self) -> Resolver:
        return Resolver(self.table, Scrubber(self.table, self.names), mask=self.masker.mask)

    def _content(self, data: bytes, left_out: list[str]) -> bytes | None:
        if is_binary(data):
            return None
        if is_mail(data):
            try:
                return redacted_mail(data, self._text, lambda name, inner: self._attachment(name, inner, left_out))
            except UnreadableMail:
                pass
        return self._plain(data)

    def _plain(self, data: bytes) -> bytes:
        text = data.decode("utf-8-sig", "replace")
        try:
            value: Json = json.loads(text)
        except (ValueError, RecursionError):
            return self._text(text).encode()
        if (report := _report(value)) is not None:
            safe = attached_again(report, replace(self._resolver(), sentences_have_marks=False))
            told = safe.model_dump(mode="json", by_alias=True)
            told["digest"] = digest_of(told)
            return json.dumps(told, ensure_ascii=False, indent=2).encode("utf-8", "replace")
        redacted = JsonRedactor(self._resolver()).redacted(value)
        indent = 2 if "\n" in text.strip() else None
        return json.dumps(redacted, ensure_ascii=False, indent=indent).encode("utf-8", "replace")

    def _text(self, text: str) -> str:
        """Redact line by line what is JSON within a text, and the rest as one."""
        return self._resolver().scrubber.scrubbed(self.masker.mask(text))

    def _attachment(self, name: str, data: bytes, left_out: list[str]) -> tuple[str, bytes] | None:
        if is_binary(data):
            left_out.append(self._resolver().value(FileName(name)))
            return None
        inner = FileRedactor(self.table, self.masker, self.people, self.names).redacted(name, data)
        return None if inner.data is None else (inner.name, inner.data)


def is_binary(data: bytes) -> bool:
    """Tell whether a file is no text: a picture, a PDF, an archive."""
    head = data[:4096]
    return head.startswith(_BINARY) or b"\0" in head.replace(b"\xff\xfe", b"") or head[:2] in {b"\xff\xfe", b"\xfe\xff"}


def is_mail(data: bytes) -> bool:
    """Tell an e-mail by its head: three header lines at least, two of which only e-mails have."""
    head = _HEADERS.match(data[:65_536].lstrip(b"\r\n"))
    return head is not None and len({found[0].lower() for found in _MAIL.finditer(head[0])}) > 1


def _report(value: Json) -> Report | None:
    """Return a report of this tool; None for any other JSON."""
    if not isinstance(value, dict) or not {"schema_version", "verdict", "coverage"} <= value.keys():
        return None
    try:
        return Report.model_validate(value)
    except ValidationError:
        return None


def _names_in_json(text: str) -> Iterator[str]:
    if text.lstrip()[:1] not in {"{", "["}:
        return
    try:
        value: Json = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return
    for path, part in walk(value):
        key = path[-1] if path else ""
        if isinstance(part, str) and part[:1] in {"{", "["}:
            yield from _names_in_json(part)
        elif isinstance(part, str) and isinstance(key, str) and key != "name" and _is_name_key(key):
            yield part


def _is_name_key(key: str) -> bool:
    return _NAME_KEYS.fullmatch(key) is not None and _NO_NAMES.fullmatch(key) is None
