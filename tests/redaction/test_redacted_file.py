"""A file is redacted by what it is; its name too, and what was masked is counted."""

from __future__ import annotations

import json

from diagnose.cli.redacting import reading
from diagnose.intake.content.correspondents import people_in
from diagnose.redaction.aliases import AliasTable
from diagnose.redaction.redacted_file import FileRedactor, Redacted, is_mail
from diagnose.secrets import Masker
from diagnose_reports.json_ import render as json_report


def redacted(name: str, data: bytes, *others: bytes) -> Redacted:
    redactor = FileRedactor(AliasTable(), Masker(), people_in, reading, json_report)
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
    one, other = ("hT7qLw9ZrXbNc3VfKs8d", "mQ4vRz8KpYtWd2JgXn6s")
    twice = redacted("a.json", json.dumps({"apiKey": one, "secretKey": other, "note": f"apiKey: {one}"}).encode())
    assert twice.counts == {"secret": 2}, "each once, however often it stands there"


def test_json_stays_json_and_other_files_are_not_read() -> None:
    data = redacted("a.json", b'{"clientName": "Jane Doe", "note": "for Jane Doe"}').data
    assert json.loads(data or b"") == {"clientName": "person-1", "note": "for person-1"}
    assert redacted("scan.png", b"\x89PNG\r\n\x1a\n").data is None


def test_files_are_told_by_their_beginning() -> None:
    assert is_mail(b"From: a@b.test\nSubject: x\nMIME-Version: 1.0\n\nhello")
    assert not is_mail(b"from: me\nhello there\n")


def test_a_table_keeps_its_cells_and_a_log_its_lines() -> None:
    """Each cell beside its heading; a name and a firm in two cells stay two."""
    row = b"Jane Doe,824 742 5618,219098765,hT7qLw9ZrXbNc3VfKs8d\n"
    made = redacted("clients.csv", b"client name,phone,ssn,api_key\n" + row + b'"Halloran, Greta",,,n/a\n').data
    assert made == b"client name,phone,ssn,api_key\nperson-1,phone-1,ssn-1,[redacted key 1]\nperson-2,,,n/a\n"
    log = b'no access for Doe\n{"clientName": "Jane Doe", "ssn": "219098765"}\n'
    assert redacted("app.log", log).data == b'no access for person-1\n{"clientName": "person-2", "ssn": "ssn-1"}\n'


def test_a_page_stays_a_page() -> None:
    page = b"<html><body><p>for <b>Jane</b> Doe &amp; others, job_work_31846</p><!-- t.doe@acme.test --></body></html>"
    made = redacted("a.html", page, b"Kind regards,\nJane Doe\n").data
    assert made == b"<html><body><p>for <b>person-1</b> &amp; others, job_work_31846</p><!-- email-1 --></body></html>"


def test_short_passwords_in_json_are_masked_by_their_key() -> None:
    data = redacted("a.json", b'{"password": "Herbst!24", "pairs": [{"key": "token", "value": "a9f8c2e1"}]}').data
    assert json.loads(data or b"") == {
        "password": "[redacted password 1]",
        "pairs": [{"key": "token", "value": "[redacted token 2]"}],
    }
