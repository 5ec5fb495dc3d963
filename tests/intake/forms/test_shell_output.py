"""What a script writes for the command behind it."""

from __future__ import annotations

import pytest

from tests.intake.sent import BODY, ENDPOINT, only_request, read

_CURL = f"curl -X POST {ENDPOINT} -H 'Content-Type: application/json'"


@pytest.mark.parametrize(
    "script",
    [
        f"echo '{BODY}' | {_CURL} -d @-",
        f"cat <<'EOF' | {_CURL} --data-binary @-\n{BODY}\nEOF",
        f"cat > b.json <<'EOF'\n{BODY}\nEOF\n{_CURL} -d @b.json",
        f"BODY=$(cat <<'EOF'\n{BODY}\nEOF\n)\n{_CURL} -d \"$BODY\"",
        f"{_CURL} -d \"$(cat <<'EOF'\n{BODY}\nEOF\n)\"",
        f"printf '%s' '{BODY}' | tee sent.json | {_CURL} -d @-",
        f"echo '{BODY}' \\\n  | http POST {ENDPOINT}",
        f"echo '{BODY}' > b.json\nwget --header 'Content-Type: application/json' --post-file=b.json {ENDPOINT}",
    ],
    ids=["pipe", "heredoc", "file", "variable", "substitution", "tee", "httpie", "wget"],
)
def test_the_body_reaches_the_command(script: str) -> None:
    """One request, with the body that the script wrote."""
    assert only_request(read(f"Our script:\n\n{script}\n")).headers is not None


def test_what_is_written_for_others_is_left_as_it_stands() -> None:
    """A mere echo, and one into a pipe that sends nothing."""
    reading = read("echo 'workspace: ws-101' | less\necho connection: co-202\n")
    assert (reading.slots.workspace_id, reading.slots.connection_id) == ("ws-101", "co-202")
