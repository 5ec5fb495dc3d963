"""E-mails stay e-mails: texts redacted, other headers and what cannot be read left out."""

from __future__ import annotations

from email import message_from_bytes

from diagnose.redaction.redacted_mail import people_of, redacted_mail, texts_of

MAIL = (
    b"Received: from laptop-of-jane\r\nFrom: Jane <jane@acme.test>\r\nSubject: about Jane\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nI am Jane.\r\n--b\r\n'
    b'Content-Type: image/png; name="jane.png"\r\nContent-Disposition: attachment; filename="jane.png"\r\n\r\nxx\r\n'
    b"--b\r\nContent-Type: application/json\r\n"
    b'Content-Disposition: attachment; filename="a.json"\r\n\r\n{}\r\n--b--\r\n'
)


def test_every_part_is_redacted_or_left_out() -> None:
    def file(name: str, data: bytes) -> tuple[str, bytes] | None:
        return (name, data.strip()) if name.endswith(".json") else None

    made = redacted_mail(MAIL, lambda text: text.replace("Jane", "person-1").replace("jane@acme.test", "email-1"), file)
    assert b"ane" not in made
    message = message_from_bytes(made)
    assert message["Subject"] == "about person-1"
    assert [part.get_filename() for part in message.walk() if part.get_filename()] == ["a.json"]


def test_names_are_looked_for_in_its_head_and_its_texts() -> None:
    assert people_of(MAIL) == "From: Jane <jane@acme.test>"
    assert "I am Jane." in texts_of(MAIL)
