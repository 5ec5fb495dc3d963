"""``diagnose compare``, from two files to the exit code."""

from __future__ import annotations

import pytest

from tests.cli.calling import Desk


@pytest.fixture
def reports(desk: Desk) -> Desk:
    """A desk with reports of a wrong connection, of a healthy ticket, and of a run that could not look."""
    for name in ("wrong-connection", "healthy", "token-expired"):
        assert desk.call("demo", "--quiet", name).code == 0
    return desk


@pytest.mark.parametrize(
    ("before", "after", "code", "says"),
    [
        ("wrong-connection", "healthy", 0, "fixed"),
        ("wrong-connection", "wrong-connection", 1, "still"),
        ("healthy", "wrong-connection", 1, "new"),
        ("wrong-connection", "token-expired", 1, "now unknown"),
    ],
)
def test_the_exit_code_says_what_is_left(reports: Desk, before: str, after: str, code: int, says: str) -> None:
    """And the text says of what."""
    said = reports.call("compare", f"diagnosis/{before}.json", f"diagnosis/{after}.json")
    assert said.code == code, said.err
    assert says in said.out.decode()


def test_a_later_run_that_could_not_look_and_found_nothing_new_is_inconclusive(reports: Desk) -> None:
    """Offline, for one: the finding is neither there nor gone."""
    after = reports.call("run", "diagnosis/ticket.eml", "--offline", "--json", "offline.json")
    assert after.code == 3
    said = reports.call("compare", "diagnosis/wrong-connection.json", "offline.json")
    assert said.code == 3, said.out.decode()
    assert "now unknown" in said.out.decode()


def test_a_file_that_is_no_report_is_refused(reports: Desk) -> None:
    """In one sentence."""
    said = reports.call("compare", "diagnosis/healthy.json", "diagnosis/ticket.eml")
    assert said.code == 2
    assert "is not a report" in said.one_sentence()
