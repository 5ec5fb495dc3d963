"""Something typed that is not there: one sentence that names what was probably meant."""

from __future__ import annotations

import pytest

from tests.cli.calling import Desk


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rn", "did you mean run?"),
        ("rendr", "did you mean render?"),
        ("help", "use 'diagnose --help'"),
        ("version", "use 'diagnose --version'"),
        ("ticket.txt", "'diagnose run' reads it as a ticket"),
        ("job_work_20931", "'diagnose run --job-work' takes it"),
        ("xyzzy", "the commands are run, demo,"),
        ("x\x1b[2J", "'x\\\\u{1b}[2J'"),
    ],
)
def test_a_word_that_is_no_command_is_answered_with_one_that_is(desk: Desk, typed: str, meant: str) -> None:
    """One sentence, exit code 2, without the usage around it."""
    (desk.path / "ticket.txt").write_text("Hello")
    said = desk.call(typed)
    assert said.code == 2
    assert meant in said.one_sentence()
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("workspace_310472", "looks like an ID: give it with --workspace."),
        ("job_118812", "give it with --connection-job."),
        ("dae35375-8c1d-4e0b-95e9-0f4a1b2c3d4e", "looks like an ID: give it with the option of its kind"),
        ("ticket.eml", "ticket.eml cannot be read: No such file"),
        ("workspace_notes.txt", "workspace_notes.txt cannot be read: No such file"),
        ("folder/connection_790", "cannot be read: No such file"),
    ],
)
def test_an_id_in_the_place_of_a_file_is_told_its_option(desk: Desk, typed: str, meant: str) -> None:
    """What looks like a file's name is a file that is not there."""
    said = desk.call("run", typed)
    assert said.code == 2
    assert meant in said.one_sentence()


def test_a_file_with_the_name_of_an_id_is_read(desk: Desk) -> None:
    """What is there is a ticket, whatever its name."""
    (desk.path / "workspace_310472").write_text("our connection ID is connection_789")
    assert desk.call("run", "--dry-run", "workspace_310472").code == 0
