"""A command in the shell that it was written for, and what the script before it hands to it."""

from __future__ import annotations

from collections.abc import Mapping

from diagnose.intake.content.form import Stretch
from diagnose.intake.content.shell_command import FILE, PIPE, ShellCommand, read_command
from diagnose.intake.source.traced import Traced


def command(text: str, start: int = 0, written: Mapping[str, str] | None = None) -> ShellCommand:
    assigned = {name: Traced.on_line(value, 1) for name, value in (written or {}).items()}
    return read_command(Stretch(Traced.of(text), start, start + 4, 100_000, assigned))


def test_the_shell_is_told_by_prompts_and_line_ends() -> None:
    """Each in its own quoting."""
    assert command("curl a 'b c'").shell == "bash"
    assert command('curl a ^\n "b c"').shell == "cmd"
    assert command("PS C:\\> curl a 'b c'", 8).shell == "powershell"


def test_a_pipe_hands_over_what_was_written_before_it() -> None:
    """Only where the command really stands behind a pipe."""
    assert command("jq . | curl -d @-", 7, {PIPE: "{}"}).line.stdin.text == "{}"  # type: ignore[union-attr]
    assert command("curl -d @-", written={PIPE: "{}"}).line.stdin is None


def test_files_that_were_written_are_at_hand() -> None:
    """By their names, also behind a lesser-than sign."""
    line = command("http POST a < Body.json", written={f"{FILE}body.json": "{}"}).line
    assert (line.files["body.json"].text, line.stdin.text) == ("{}", "{}")  # type: ignore[union-attr]


def test_curly_quotes_are_made_straight() -> None:
    """And told."""
    read = command("curl \u201ca b\u201d")
    assert (read.curly, [word.text for word in read.line.words]) == (True, ["curl", "a b"])
