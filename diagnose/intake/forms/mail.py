"""E-mail: its parts, decoded with every line kept, and the files that came with it. Sources: RFC 5322, RFC 2046.

An own reader of the structure, because the standard one forgets where a part stood.
"""

from __future__ import annotations

import email.header
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from itertools import count
from typing import TypeAlias

from diagnose.foreign_text import cut
from diagnose.intake.content.form import FileForm, FilePart, TextPart
from diagnose.intake.content.references import references_in
from diagnose.intake.content.sightings import FormSeen, ReferenceSeen, Remark, Sighting, SourceText
from diagnose.intake.source.decoding import Opened
from diagnose.intake.source.limits import MAX_MAIL_DEPTH, MAX_PARTS, MAX_TEXT, TOO_LONG
from diagnose.intake.source.mime import Line, decoded_lines, html_text, text_of, unflowed
from diagnose.intake.source.quoting import unquoted
from diagnose.intake.source.traced import Traced

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60})[ \t]{0,2}:")
_TELLING = frozenset({
    b"from", b"to", b"subject", b"date", b"mime-version", b"content-type", b"received", b"message-id", b"return-path",
    b"delivered-to", b"reply-to", b"content-transfer-encoding", b"in-reply-to",
})  # fmt: skip
_REFERENCE_HEADERS = ("X-Ticket-ID", "X-Zendesk-Ticket-Id", "X-Freshdesk-Ticket-Id", "X-JIRA-Issue")
_MAX_HEADERS = 400


_Found: TypeAlias = "Sighting | FilePart | TextPart"


def is_mail(data: bytes) -> bool:
    """Tell an e-mail by its header: several known fields, one a line, then an empty line."""
    telling = 0
    for number, line in enumerate(data[:65536].lstrip(b"\r\n").split(b"\n")):
        if not line.strip():
            return telling >= 3  # noqa: PLR2004
        header = _HEADER.match(line)
        mbox = number == 0 and line.startswith(b"From ")
        if header is None and not (number and line[:1] in b" \t") and not mbox:
            return False
        telling += header is not None and header[1].lower() in _TELLING
    return False


def read_mail(opened: Opened) -> Iterator[_Found]:
    """Read an e-mail with its parts: subjects and attached files as they come, then the texts."""
    yield FormSeen("e-mail")
    data, cut = opened.read(MAX_TEXT)
    if cut:
        yield Remark(1, TOO_LONG)
    lines: list[Line] = list(enumerate(data.splitlines(keepends=True), start=1))
    yield SourceText("\n".join(line.rstrip(b"\r\n").decode("utf-8", "replace") for _, line in lines))
    while lines and (not lines[0][1].strip() or lines[0][1].startswith(b"From ")):
        del lines[0]
    texts: list[TextPart] = []
    writer = _decoded(str(_split(lines)[0].get("From") or ""))
    try:
        for found in _part(lines, 0, count(1), top=True):
            if isinstance(found, Traced):
                texts.append(TextPart(*unquoted(found, writer)))
            else:
                yield found
    except (LookupError, ValueError):
        yield Remark(1, "The e-mail's structure is broken; the parts before the break were read.")
    yield from texts


def _part(lines: list[Line], depth: int, numbers: Iterator[int], *, top: bool = False) -> Iterator[_Found | Traced]:
    """Read one part: its header, then its body by its type; ``numbers`` counts the parts of the whole e-mail."""
    if next(numbers) > MAX_PARTS or depth > MAX_MAIL_DEPTH:
        yield Remark(lines[0][0] if lines else 1, "The e-mail has too many parts, or parts nested too deeply.")
        return
    message, body = _split(lines)
    if top:
        yield from _subject(message, lines)
    kind = message.get_content_type()
    if kind.startswith("multipart/") and (boundary := message.get_boundary()):
        for part in _chosen(kind, _parts(body, boundary.encode("utf-8", "replace"))):
            yield from _part(part, depth + 1, numbers)
    elif kind == "message/rfc822":
        yield from _part(body, depth + 1, numbers, top=True)
    else:
        yield _leaf(message, kind, body)


def _split(lines: list[Line]) -> tuple[Message, list[Line]]:
    end = next((index for index, (_, line) in enumerate(lines[:_MAX_HEADERS]) if not line.strip()), None)
    head = lines if end is None else lines[:end]
    text = b"".join(line for _, line in head[:_MAX_HEADERS]).decode("utf-8", "replace")
    return HeaderParser().parsestr(text), [] if end is None else lines[end + 1 :]


def _parts(body: list[Line], boundary: bytes) -> list[list[Line]]:
    parts: list[list[Line]] = []
    for line in body:
        bare = line[1].rstrip()
        if bare == b"--" + boundary + b"--":
            break
        if bare == b"--" + boundary:
            parts.append([])
        elif parts:
            parts[-1].append(line)
    return parts


def _chosen(kind: str, parts: list[list[Line]]) -> list[list[Line]]:
    """Return the parts to read: of alternatives the plain text, or the first there is."""
    if kind != "multipart/alternative" or not parts:
        return parts
    return [min(parts, key=lambda part: _split(part)[0].get_content_type() != "text/plain")]


def _leaf(message: Message, kind: str, body: list[Line]) -> Remark | FilePart | Traced:
    encoding = str(message.get("Content-Transfer-Encoding", "")).strip().lower()
    name = _file_name(message)
    if name or not (kind.startswith("text/") or kind in {"application/json", "application/graphql"}):
        if kind.startswith(("image/", "video/", "audio/")):
            what = f"The attached {kind.split('/', maxsplit=1)[0]} {name or ''} was not read."
            return Remark(body[0][0] if body else 1, what.replace("  ", " "))
        return FilePart(name or "attachment", b"".join(piece for _, piece in decoded_lines(body, encoding)))
    text = text_of(body, encoding, message.get_content_charset())
    if kind == "text/html":
        return html_text(text)
    if str(message.get_param("format", "")).lower() == "flowed":
        return unflowed(text, delete_space=str(message.get_param("delsp", "")).lower() == "yes")
    return text


def _file_name(message: Message) -> str | None:
    name = message.get_filename()
    if not name:
        return None
    return cut(_decoded(name).replace("\\", "/").rpartition("/")[2].strip(), 120) or "attachment"


def _decoded(text: str) -> str:
    """Decode a header's encoded words (RFC 2047); as it stands when they are broken."""
    try:
        return str(email.header.make_header(email.header.decode_header(text)))
    except (LookupError, ValueError):
        return text


def _subject(message: Message, lines: list[Line]) -> Iterator[_Found]:
    for name in _REFERENCE_HEADERS:
        if value := message.get(name):
            yield ReferenceSeen(cut(_decoded(str(value)).strip(), 200), lines[0][0], "header")
    if subject := message.get("Subject"):
        text = _decoded(str(subject))
        at = next((number for number, line in lines if line.lower().startswith(b"subject:")), 1)
        yield from references_in(text, at, "subject")
        yield TextPart(Traced.on_line(" ".join(text.split()), at))


E_MAIL = FileForm("e-mail", is_mail, read_mail, inside=False)
