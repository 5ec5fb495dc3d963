"""A file is redacted by what it is; its name too, and what was masked is counted."""

from __future__ import annotations

import json

from diagnose.intake.content.correspondents import people_in
from diagnose.redaction.aliases import AliasTable
from diagnose.redaction.redacted_file import FileRedactor, Redacted, is_binary, is_mail
from diagnose.secrets import Masker


def redacted(name: str, data: bytes, *others: bytes) -> Redacted:
    redactor = FileRedactor(AliasTable(), Masker(), people_in)
    for one in (data, *others):
        redactor.learn(one)
    return redactor.redacted(name, data)


def test_a_name_that_says_too_much_is_replaced() -> None:
    assert redacted("Jane Doe.har", b"{}").name == "file-1.redacted.har"
    assert redacted("ticket.har", b"{}").name == "ticket.redacted.har"


def test_one_files_signature_names_whom_anothers_text_is_about() -> None:
    made = redacted("log.txt", b"no access for Doe", b"please help\n\nKind regards,\nJane Doe\n")
    assert made.data == b"no access for person-1"
    assert made.counts == {"person": 1}


def test_secrets_are_masked_and_counted() -> None:
    made = redacted("a.txt", b"Authorization: Bearer abcdefghijklmnop" + b"qrstuvwxyz0123456789")
    assert made.counts == {"secret": 1}


def test_json_stays_json_and_other_files_are_not_read() -> None:
    data = redacted("a.json", b'{"clientName": "Jane Doe", "note": "for Jane Doe"}').data
    assert json.loads(data or b"") == {"clientName": "person-1", "note": "for person-1"}
    assert redacted("scan.png", b"\x89PNG\r\n\x1a\n").data is None


def test_files_are_told_by_their_beginning() -> None:
    assert is_mail(b"From: a@b.test\nSubject: x\nMIME-Version: 1.0\n\nhello")
    assert not is_mail(b"from: me\nhello there\n")
    assert is_binary(b"%PDF-1.7")
    assert not is_binary("grüße".encode())
