"""Large e-mails."""

from __future__ import annotations

import base64

from tests.intake.shapes.repeating import after, generator, repeated

MAIL = "From: Dana <dana@example.com>\nTo: support@filed.com\nSubject: Nothing comes back\nMIME-Version: 1.0\n"


def mail_with(name: str, signature: bytes, size: int) -> bytes:
    """An e-mail with an attachment of ``size`` bytes, as mail programs write it."""
    packed = base64.encodebytes((signature + generator(size).randbytes(size))[: size * 3 // 4])
    head = f'{MAIL}Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nConnection: connection_789\n--b\n'
    part = f'Content-Type: application/octet-stream; name="{name}"\nContent-Transfer-Encoding: base64\n'
    part += f'Content-Disposition: attachment; filename="{name}"\n\n'
    return (head + part).encode() + packed + b"--b--\n"


def mail_of_parts(size: int) -> bytes:
    """An e-mail of as many parts as fit."""
    head = f'{MAIL}Content-Type: multipart/mixed; boundary="b"\n\n'
    return head.encode() + repeated("--b\n\nConnection: connection_789\n", size)


def nested_mail(size: int) -> bytes:
    """E-mails, each inside the one before."""
    levels = size // (2 * len(MAIL)) + 1
    part = "".join(f'{MAIL}Content-Type: multipart/mixed; boundary="b{level}"\n\n'
        f"--b{level}\nContent-Type: message/rfc822\n\n"
                   for level in range(levels))  # fmt: skip
    return part.encode()


def mail_body(kind: str, encoding: str, text: str, size: int) -> bytes:
    """An e-mail of one part."""
    head = f"{MAIL}Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n"
    return head.encode() + repeated(text, size)


def mail_in_base64(size: int) -> bytes:
    """An e-mail whose text was packed as base64."""
    text = base64.encodebytes(b"Connection: connection_789\n" * 100).decode()
    return mail_body("text/plain", "base64", text, size)


def mail_of_headers(size: int) -> bytes:
    """An e-mail with a header that does not end."""
    return after(MAIL, "X-Header: value\n", size, "\n\nConnection: connection_789\n")


def quoted_blocks(size: int) -> bytes:
    """A thread of very many short messages, one behind the other."""
    text = "On Thu, 29 Jan 2026, Dana <dana@example.com> wrote:\n> connection_789 is empty\n>\n\nNo, it is not.\n\n"
    return repeated(text, size)
