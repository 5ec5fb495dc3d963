"""From sources to a reading: open, recognise, read, resolve."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diagnose.intake.explore import explore
from diagnose.intake.forms import graphql_json
from diagnose.intake.forms.har import read_entry, read_har
from diagnose.intake.forms.mail import is_mail, read_mail
from diagnose.intake.forms.ticket_file import read_ticket, read_toml
from diagnose.intake.gathering.journal import Journal, Page
from diagnose.intake.gathering.pairing import settle, settle_all
from diagnose.intake.gathering.resolve import finish
from diagnose.intake.model import Reading, Source, SourceInfo, UnreadableSourceError
from diagnose.intake.source import decoding, lenient_json
from diagnose.intake.source.limits import MAX_TEXT
from diagnose.intake.source.quoting import unquoted
from diagnose.intake.source.traced import Traced
from diagnose.intake.text import read_text


def read_sources(sources: Sequence[Source]) -> Reading:
    """Read a ticket from its sources, in their order.

    Whatever the sources hold, this returns: what cannot be read is a note. Only a source that cannot be opened or
    read at all raises :class:`UnreadableSourceError`.
    """
    journal = Journal()
    pages: list[Page] = []
    for source in sources:
        page = Page(source.name, journal)
        _read_source(page, source, pages)
        pages.append(page)
    settle_all(pages)
    for page in pages:
        info = journal.sources[page.index]
        journal.sources[page.index] = SourceInfo(info.name, info.kind, info.bytes, tuple(page.forms))
    return finish(journal)


def _read_source(page: Page, source: Source, before: list[Page]) -> None:
    page.index = len(page.journal.sources)
    page.journal.sources.append(SourceInfo(source.name, "unreadable", 0))
    page.before = before[-1].requests if before else []
    try:
        with source.open() as stream:
            opened = decoding.open_bytes(stream)
            kind = _read_opened(page, opened)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableSourceError(f"{source.name} cannot be read: {reason}.") from error
    page.journal.sources[page.index] = SourceInfo(source.name, kind, opened.taken)


def _read_opened(page: Page, opened: decoding.Opened) -> str:
    """Read a source's bytes; return its kind."""
    if opened.problem and not opened.packed:
        page.note(1, opened.problem)
        return "unreadable"
    if decoding.is_har(opened.head):
        read_har(page, decoding.as_utf8(opened.chunks(), opened.head))
        kind = "har"
    else:
        data, cut = opened.read(MAX_TEXT)
        if cut:
            page.note(1, f"It is longer than {MAX_TEXT // 1024 // 1024} MB; only the beginning was read.")
        kind = read_data(page, data)
    if opened.problem:
        page.note(1, opened.problem)
    return kind


def read_data(page: Page, data: bytes) -> str:
    """Read bytes that are no HAR; return the kind recognised."""
    if decoding.is_binary(data):
        page.note(1, "It is no text, so it was not read.")
        return "unreadable"
    if is_mail(data):
        page.form("e-mail")
        read_mail(page, data, read_attachment)
        return "e-mail"
    text, remark = decoding.decode(data)
    if remark:
        page.note(1, remark)
    return read_string(page, text)


def read_attachment(page: Page, name: str, data: bytes) -> None:
    """Read a file that came inside an e-mail as a source of its own, with line numbers of its own."""
    inner = Page(f"{page.source}/{name}", page.journal)
    if decoding.is_har(data[:65536]):
        read_har(inner, iter((data,)))
        kind = "har"
    else:
        kind = "e-mail in an e-mail" if is_mail(data) else read_data(inner, data)
    settle(inner)
    page.journal.sources.append(SourceInfo(inner.source, kind, len(data), tuple(inner.forms)))


def read_string(page: Page, text: str) -> str:
    """Read a text; return the kind recognised: empty, json, har, ticket-file, or by what stood in it."""
    if not text.strip("\ufeff \t\r\n\0"):
        page.note(1, "It is empty.")
        return "empty"
    if text.lstrip("\ufeff \t\r\n")[:1] in "{[" and (kind := _read_json(page, text)):
        return kind
    if toml := read_toml(text):
        read_ticket(page, *toml, 1)
        return "ticket-file"
    body, page.quoted = unquoted(Traced.of(text))
    read_text(page, body)
    if re.search(r"(?m)^[ \t]*(?:```|~~~)", body.text[:1_000_000]):
        return "markdown"
    forms = list(page.forms)
    whole = len(forms) == 1 and re.match(r"\s*+(?:query|mutation|subscription|fragment|curl|\{)", text)
    return forms[0] if whole else "text"


def _read_json(page: Page, text: str) -> str | None:
    """Read a text that is one JSON value; None when it is not, or nothing in it is known."""
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    parsed = lenient_json.parse(text, start)
    value = parsed.value
    if not parsed.whole or text[parsed.end :].strip("\0 \t\r\n"):
        return None
    traced = Traced.of(text)
    log = value.get("log") if isinstance(value, dict) else None
    if isinstance(log, dict) and isinstance(found := log.get("entries"), list):
        page.form("har")
        for number, entry in enumerate(found, start=1):
            if isinstance(entry, dict):
                read_entry(page, entry, 1, number)
        return "har"
    lines = {path: traced.line_at(offset) for path, offset in parsed.places.items()}
    if page.before and graphql_json.attach_variables(page, page.before[-1], value, lines, 1):
        return "variables"
    if not explore(page, value, lines, traced.line_at(start), size=len(text)):
        return None
    if parsed.repairs:
        page.note(traced.line_at(start), f"The JSON is not valid as it stands: {'; '.join(sorted(parsed.repairs))}.")
    return "ticket-file" if list(page.forms) == ["ticket-file"] else "json"
