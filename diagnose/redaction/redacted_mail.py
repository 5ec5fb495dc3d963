"""An e-mail without what is personal or secret: texts, HTML and readable attachments redacted, all else taken out.

Source: RFC 5322 and RFC 2045 to 2049, by the standard library's own reader and writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from typing import Final

from diagnose.redaction.redacted_html import shown_text

_KEPT: Final = ("Date", "Subject")
_READ: Final = ("text/plain", "text/html")
_PEOPLE: Final = ("From", "To", "Cc", "Reply-To")


class UnreadableMail(ValueError):
    """An e-mail's structure is broken."""


def redacted_mail(
    data: bytes,
    text: Callable[[str], str],
    page: Callable[[str], str],
    file: Callable[[str, bytes], tuple[str, bytes] | None],
) -> bytes:
    """Return the e-mail with every text through ``text``, HTML through ``page`` and every attachment through ``file``.

    ``file`` gives the attachment's new name and content, or None for one that is taken out. Headers but the date, the
    subject and the people's are left out: they tell of machines and accounts. Raises UnreadableMail.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        made = EmailMessage()
        for name in (*_PEOPLE, *_KEPT):
            if value := message.get(name):
                made[name] = " ".join((str(value) if name == "Date" else text(str(value))).split())
        texts, pages = [text(part) for part in _texts(message)], [page(part) for part in _texts(message, "text/html")]
        if texts or not pages:
            made.set_content("\n".join(texts) if texts else "(no text)\n")
            for each in pages:
                made.add_alternative(each, subtype="html")
        else:
            made.set_content("\n".join(pages), subtype="html")
        for name, content in _attached(message):
            kept = file(name, content)
            if kept is not None:
                made.add_attachment(kept[1], maintype="application", subtype="octet-stream", filename=kept[0])
        return bytes(made)
    except (MessageError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise UnreadableMail from error


def people_of(data: bytes) -> str:
    """Return the lines of an e-mail's head that name people, decoded, as a text to look for names in."""
    message = BytesParser(policy=policy.default).parsebytes(data, headersonly=True)
    return "\n".join(f"{name}: {message.get(name)}" for name in _PEOPLE if message.get(name))


def texts_of(data: bytes) -> str:
    """Return all texts of an e-mail, decoded, those of its HTML too."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        return "\n".join([*_texts(message), *map(shown_text, _texts(message, "text/html"))])
    except (MessageError, LookupError, ValueError, TypeError, AttributeError):
        return data.decode("utf-8", "replace")


def _texts(message: Message, kind: str = "text/plain") -> Iterator[str]:
    for part in message.walk():
        if part.get_content_type() == kind and not part.get_filename():
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                yield _decoded(payload, part.get_content_charset() or "utf-8")


def _decoded(payload: bytes, charset: str) -> str:
    try:
        return payload.decode(charset, "replace")
    except LookupError:  # a character set that nobody knows
        return payload.decode("utf-8", "replace")


def _attached(message: Message) -> Iterator[tuple[str, bytes]]:
    for part in message.walk():
        if part.is_multipart() or (part.get_content_type() in _READ and not part.get_filename()):
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield part.get_filename() or "attachment", payload
