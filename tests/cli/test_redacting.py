"""``diagnose redact`` on files as customers send them."""

from __future__ import annotations

import json

from tests.cli.calling import Desk

TEXT = "client Jane Doe (SSN 219-09-9999) of job_work_31846 is missing\n\nKind regards,\nGreta Halloran\n"


def test_each_file_is_written_beside_itself_and_listed(desk: Desk) -> None:
    (desk.path / "Jane Doe.txt").write_text(TEXT)
    (desk.path / "a.har").write_text(json.dumps({"log": {"entries": [], "comment": "by Greta Halloran"}}))
    said = desk.call("redact", "Jane Doe.txt", "a.har", "--alias-map", "map.json")
    assert said.code == 0
    assert "masked 1 file name, 2 personal names and 1 SSN" in said.err
    assert json.loads((desk.path / "a.redacted.har").read_text()) == {"log": {"entries": [], "comment": "by person-2"}}
    written = (desk.path / "file-1.redacted.txt").read_text()
    assert "job_work_31846" in written
    assert not {"Jane", "Doe", "219-09-9999", "Halloran"} & {word.strip("(),") for word in written.split()}
    assert desk.call("unalias", "--map", "map.json", stdin=written.encode()).out.decode() == TEXT


def test_the_preview_writes_nothing(desk: Desk) -> None:
    (desk.path / "a.txt").write_text(TEXT)
    said = desk.call("redact", "a.txt", "--dry-run", "--alias-map", "map.json")
    assert (said.code, "1 SSN" in said.err) == (0, True)
    assert list(desk.files) == ["a.txt"]


def test_what_cannot_be_read_is_left_out_unless_asked_for(desk: Desk) -> None:
    (desk.path / "a.pdf").write_bytes(b"%PDF-1.7 Jane")
    left_out = desk.call("redact", "a.pdf")
    assert (left_out.code, "no text" in left_out.err, list(desk.files)) == (3, True, ["a.pdf"])
    desk.call("redact", "a.pdf", "--keep-unread", "--output-dir", "out")
    assert (desk.path / "out" / "a.redacted.pdf").read_bytes() == b"%PDF-1.7 Jane"


def test_a_second_time_gets_a_name_of_its_own(desk: Desk) -> None:
    (desk.path / "a.txt").write_text(TEXT)
    for _ in range(2):
        desk.call("redact", "a.txt")
    assert sorted(desk.files) == ["a.redacted-2.txt", "a.redacted.txt", "a.txt"]


def test_a_missing_file_is_one_sentence(desk: Desk) -> None:
    said = desk.call("redact", "nowhere.txt")
    assert (said.code, "Cannot read 'nowhere.txt'" in said.one_sentence()) == (2, True)


def test_a_report_is_sealed_again(desk: Desk) -> None:
    """As by everything that writes reports."""
    desk.call("demo", "--quiet")
    desk.call("redact", "diagnosis/wrong-connection.json")
    said = desk.call("verify", "diagnosis/wrong-connection.redacted.json")
    assert (said.code, "its digest agrees" in said.out.decode()) == (0, True)
