"""E-mails stay e-mails: texts redacted, other headers and what cannot be read left out."""

from __future__ import annotations

from email import message_from_bytes, policy

from diagnose.redaction.redacted_mail import people_of, redacted_mail, texts_of

MAIL = (
    b"Received: from laptop-of-jane\r\nFrom: Jane <jane@acme.test>\r\nSubject: about Jane\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nI am Jane.\r\n--b\r\n'
    b'Content-Type: image/png; name="jane.png"\r\nContent-Disposition: attachment; filename="jane.png"\r\n\r\nxx\r\n'
    b"--b\r\nContent-Type: application/json\r\n"
    b'Content-Disposition: attachment; filename="a.json"\r\n\r\n{}\r\n--b--\r\n'
)


HTML_ONLY = (
    b"From: Jane <jane@acme.test>\r\nTo: support@filed.com\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/html; charset=nobody-knows\r\n\r\n<p>I am <b>Jane</b>.</p>\r\n"
)


def text(text: str) -> str:
    return text.replace("Jane", "person-1").replace("jane@acme.test", "email-1")


def test_an_e_mail_that_is_html_alone_stays_one() -> None:
    """Also in a character set that nobody knows."""
    message = message_from_bytes(redacted_mail(HTML_ONLY, text, text, lambda *_: None), policy=policy.default)
    assert message.get_content_type() == "text/html"
    assert message.get_content().strip() == "<p>I am <b>person-1</b>.</p>"
    assert "I am Jane." in texts_of(HTML_ONLY)


def test_every_part_is_redacted_or_left_out() -> None:
    def file(name: str, data: bytes) -> tuple[str, bytes] | None:
        return (name, data.strip()) if name.endswith(".json") else None

    made = redacted_mail(MAIL, text, text, file)
    assert b"ane" not in made
    message = message_from_bytes(made)
    assert message["Subject"] == "about person-1"
    assert [part.get_filename() for part in message.walk() if part.get_filename()] == ["a.json"]


def test_names_are_looked_for_in_its_head_and_its_texts() -> None:
    assert people_of(MAIL) == "From: Jane <jane@acme.test>"
    assert "I am Jane." in texts_of(MAIL)
