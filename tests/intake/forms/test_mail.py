"""E-mail: what is one, which of its parts are read, and the lines that they keep."""

from __future__ import annotations

import pytest

from diagnose.intake.content.form import FilePart, Part, TextPart
from diagnose.intake.content.sightings import ReferenceSeen, Remark, Sighting
from diagnose.intake.forms.mail import E_MAIL
from diagnose.intake.source.decoding import Opened

_HEAD = "From: a@example.com\nTo: b@example.com\nSubject: [SUP-4711] =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n"


def read(text: str) -> list[Sighting | Part]:
    data = text.encode()
    assert E_MAIL.looks_like(data)
    return list(E_MAIL.read(Opened.of(data)))


def texts(found: list[Sighting | Part]) -> list[tuple[str, int]]:
    return [(part.text.text.strip(), part.text.line_at(0)) for part in found if isinstance(part, TextPart)]


def in_parts(kind: str, *parts: str) -> str:
    body = "".join(f"--x\n{part}\n" for part in parts)
    return f'{_HEAD}MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="x"\n\n{body}--x--\n'


@pytest.mark.parametrize(
    ("text", "is_mail"),
    [
        (_HEAD + "\nhello", True),
        ("From me@x Mon Jan 1\n" + _HEAD + "\nhello", True),
        ("From: a\nTo: b\n\nhello", False),
        ("Connection: x\nWorkspace: y\nJob: z\n\nhello", False),
        (_HEAD + "no header\n\nhello", False),
        (_HEAD.rstrip(), False),
    ],
)
def test_an_email_by_its_header(text: str, is_mail: bool) -> None:
    """Three known fields and an empty line; notes with colons are none."""
    assert E_MAIL.looks_like(text.encode()) is is_mail


def test_subject_and_body_with_their_lines() -> None:
    """The subject is decoded and names the ticket; the body's lines are those of the file."""
    found = read(_HEAD + "\nconnection_789 is empty\n")
    assert texts(found) == [("[SUP-4711] Grüße", 3), ("connection_789 is empty", 5)]
    assert [(seen.text, seen.said) for seen in found if isinstance(seen, ReferenceSeen)] == [("SUP-4711", "subject")]


def test_a_help_desks_own_header_names_the_ticket() -> None:
    """It goes before what the subject says."""
    found = read("X-Zendesk-Ticket-Id: 99\n" + _HEAD + "\nhello")
    assert next((seen.text, seen.said) for seen in found if isinstance(seen, ReferenceSeen)) == ("99", "header")


def test_of_alternatives_the_plain_text_is_read() -> None:
    """The same words in HTML are not read twice; alone they are."""
    plain, html = "Content-Type: text/plain\n\nplain words", "Content-Type: text/html\n\n<p>html <b>words</b></p>"
    assert [text for text, _ in texts(read(in_parts("alternative", html, plain)))[1:]] == ["plain words"]
    assert [text for text, _ in texts(read(in_parts("alternative", html)))[1:]] == ["html words"]


def test_what_is_attached() -> None:
    """A file is a source of its own, decoded; a picture is not read, and that is told."""
    file = (
        'Content-Type: text/plain\nContent-Disposition: attachment; filename="..\\\\a/ids.txt"\n'
        "Content-Transfer-Encoding: base64\n\nY29ubmVjdGlvbl8x"
    )
    picture = 'Content-Type: image/png; name="shot.png"\n\nAAAA'
    found = read(in_parts("mixed", "Content-Type: text/plain\n\nsee below", file, picture))
    assert [(part.name, part.data) for part in found if isinstance(part, FilePart)] == [("ids.txt", b"connection_1")]
    assert [remark.text for remark in found if isinstance(remark, Remark)] == [
        "The attached image shot.png was not read."
    ]


def test_an_email_in_an_email() -> None:
    """Forwarded as a part: its subject and its words are read too; without end it is not followed."""
    found = read(in_parts("mixed", f"Content-Type: message/rfc822\n\n{_HEAD}\nforwarded words"))
    assert [text for text, _ in texts(found)] == ["[SUP-4711] Grüße", "[SUP-4711] Grüße", "forwarded words"]
    deep = "Content-Type: message/rfc822\n\n" * 100
    assert any("nested too deeply" in seen.text for seen in read(f"{_HEAD}{deep}words") if isinstance(seen, Remark))
