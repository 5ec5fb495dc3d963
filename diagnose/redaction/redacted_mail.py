"""An e-mail without what is personal or secret: its texts and JSON attachments redacted, all else taken out.

Source: RFC 5322 and RFC 2045 to 2049, by the standard library's own reader and writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from typing import Final

_KEPT: Final = ("Date", "Subject")
_PEOPLE: Final = ("From", "To", "Cc", "Reply-To")


class UnreadableMail(ValueError):
    """An e-mail's structure is broken."""


def redacted_mail(
    data: bytes, text: Callable[[str], str], file: Callable[[str, bytes], tuple[str, bytes] | None]
) -> bytes:
    """Return the e-mail with every text through ``text`` and every attachment through ``file``.

    ``file`` gives the attachment's new name and content, or None for one that is taken out. Headers but the date, the
    subject and the people's are left out: they tell of machines and accounts. Raises UnreadableMail.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        made = EmailMessage()
        for name in (*_PEOPLE, *_KEPT):
            if value := message.get(name):
                made[name] = " ".join((str(value) if name == "Date" else text(str(value))).split())
        texts = [text(part) for part in _texts(message)]
        made.set_content("\n".join(texts) if texts else "(no text)\n")
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
    """Return all texts of an e-mail, decoded."""
    try:
        return "\n".join(_texts(BytesParser(policy=policy.default).parsebytes(data)))
    except (MessageError, LookupError, ValueError, TypeError, AttributeError):
        return data.decode("utf-8", "replace")


def _texts(message: Message) -> Iterator[str]:
    for part in message.walk():
        if part.get_content_type() == "text/plain" and not part.get_filename():
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                yield payload.decode(part.get_content_charset() or "utf-8", "replace")


def _attached(message: Message) -> Iterator[tuple[str, bytes]]:
    for part in message.walk():
        if part.is_multipart() or (part.get_content_type() == "text/plain" and not part.get_filename()):
            continue
        payload = part.get_payload(decode=True)
        alternative = part.get_content_type() == "text/html" and not part.get_filename()
        if isinstance(payload, bytes) and not alternative:
            yield part.get_filename() or "attachment", payload
