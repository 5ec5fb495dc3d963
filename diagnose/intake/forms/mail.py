"""E-mail: its parts, decoded with every line kept, and the files that came with it. Sources: RFC 5322, RFC 2046.

An own reader of the structure, because the standard one forgets where a part stood.
"""

from __future__ import annotations

import email.header
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from email.parser import HeaderParser

from diagnose.intake.forms.mime import Line, decoded_lines, html_text, text_of, unflowed
from diagnose.intake.forms.prose import read_reference
from diagnose.intake.gathering.journal import Page
from diagnose.intake.gathering.weight import Weight
from diagnose.intake.source.limits import MAX_MAIL_DEPTH, MAX_PARTS
from diagnose.intake.source.quoting import unquoted
from diagnose.intake.source.traced import Traced
from diagnose.intake.text import read_text

Attach = Callable[[Page, str, bytes], None]

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60})[ \t]{0,2}:")
_TELLING = frozenset({
    b"from", b"to", b"subject", b"date", b"mime-version", b"content-type", b"received", b"message-id", b"return-path",
    b"delivered-to", b"reply-to", b"content-transfer-encoding", b"in-reply-to",
})  # fmt: skip
_REFERENCE_HEADERS = ("X-Ticket-ID", "X-Zendesk-Ticket-Id", "X-Freshdesk-Ticket-Id", "X-JIRA-Issue")
_MAX_HEADERS = 400


@dataclass
class _Mail:
    """One e-mail while it is read: how many parts, and whether its plain text was seen."""

    page: Page
    attach: Attach
    parts: int = 0
    texts: list[Traced] = field(default_factory=list)


def is_mail(data: bytes) -> bool:
    """Tell an e-mail by its header: several known fields, one a line, then an empty line."""
    telling = 0
    for count, line in enumerate(data[:65536].lstrip(b"\r\n").split(b"\n")):
        if not line.strip():
            return telling >= 3  # noqa: PLR2004
        header = _HEADER.match(line)
        mbox = count == 0 and line.startswith(b"From ")
        if header is None and not (count and line[:1] in b" \t") and not mbox:
            return False
        telling += header is not None and header[1].lower() in _TELLING
    return False


def read_mail(page: Page, data: bytes, attach: Attach) -> None:
    """Read an e-mail with its parts; attached files go to ``attach``."""
    lines: list[Line] = list(enumerate(data.splitlines(keepends=True), start=1))
    while lines and (not lines[0][1].strip() or lines[0][1].startswith(b"From ")):
        del lines[0]
    mail = _Mail(page, attach)
    try:
        _part(mail, lines, 0, top=True)
    except (LookupError, ValueError):
        page.note(1, "The e-mail's structure is broken; the parts before the break were read.")
    for text in mail.texts:
        body, quoted = unquoted(text)
        page.quoted |= quoted
        read_text(page, body)


def _part(mail: _Mail, lines: list[Line], depth: int, *, top: bool = False) -> None:
    """Read one part: its header, then its body by its type."""
    mail.parts += 1
    if mail.parts > MAX_PARTS or depth > MAX_MAIL_DEPTH:
        mail.page.note(lines[0][0] if lines else 1, "The e-mail has too many parts, or parts nested too deeply.")
        return
    message, body = _split(lines)
    if top:
        _read_subject(mail.page, message, lines)
    kind = message.get_content_type()
    if kind.startswith("multipart/") and (boundary := message.get_boundary()):
        _multipart(mail, kind, _parts(body, boundary.encode("utf-8", "replace")), depth)
    elif kind == "message/rfc822":
        _part(mail, body, depth + 1, top=True)
    else:
        _leaf(mail, message, kind, body)


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


def _multipart(mail: _Mail, kind: str, parts: list[list[Line]], depth: int) -> None:
    """Read the parts; of alternatives the plain text, or the first there is."""
    if kind == "multipart/alternative" and parts:
        parts = [min(parts, key=lambda part: _split(part)[0].get_content_type() != "text/plain")]
    for part in parts:
        _part(mail, part, depth + 1)


def _leaf(mail: _Mail, message: Message, kind: str, body: list[Line]) -> None:
    encoding = str(message.get("Content-Transfer-Encoding", "")).strip().lower()
    name = _file_name(message)
    if name or not (kind.startswith("text/") or kind in {"application/json", "application/graphql"}):
        data = b"".join(piece for _, piece in decoded_lines(body, encoding))
        if kind.startswith(("image/", "video/", "audio/")):
            mail.page.note(
                body[0][0] if body else 1,
                f"The attached {kind.split('/', maxsplit=1)[0]} {name or ''} was not read.".replace("  ", " "),
            )
        else:
            mail.attach(mail.page, name or "attachment", data)
        return
    text = text_of(body, encoding, message.get_content_charset())
    if kind == "text/html":
        text = html_text(text)
    elif str(message.get_param("format", "")).lower() == "flowed":
        text = unflowed(text, delete_space=str(message.get_param("delsp", "")).lower() == "yes")
    mail.texts.append(text)


def _file_name(message: Message) -> str | None:
    name = message.get_filename()
    if not name:
        return None
    return _decoded(name).replace("\\", "/").rpartition("/")[2].strip()[:120] or "attachment"


def _decoded(text: str) -> str:
    """Decode a header's encoded words (RFC 2047); as it stands when they are broken."""
    try:
        return str(email.header.make_header(email.header.decode_header(text)))
    except (LookupError, ValueError):
        return text


def _read_subject(page: Page, message: Message, lines: list[Line]) -> None:
    for name in _REFERENCE_HEADERS:
        if value := message.get(name):
            page.journal.reference(_decoded(str(value)).strip()[:200], float(Weight.FAILED))
    if subject := message.get("Subject"):
        text = _decoded(str(subject))
        at = next((number for number, line in lines if line.lower().startswith(b"subject:")), 1)
        read_reference(page, text, at, Weight.TICKET)
        read_text(page, Traced.on_line(" ".join(text.split()), at))
