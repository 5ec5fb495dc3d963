"""What a command writes, where its words alone tell."""

from __future__ import annotations

import json

import pytest

from diagnose.intake.shell.bash import read_bash
from diagnose.intake.shell.command_output import output_of
from diagnose.intake.source.traced import Traced

_NAMES = {"ws": Traced.on_line("W", 1), "@body.json": Traced.on_line("B", 1)}


def written(command: str) -> str | None:
    output = output_of(read_bash(Traced.of(command), 0, len(command), _NAMES), _NAMES)
    return output.text if output else None


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("echo -n '{\"a\": 1}'", '{"a": 1}'),
        ("echo a b", "a b"),
        ("printf '%s\\n' '{}'", "{}"),
        ("printf '{}'", "{}"),
        ('cat <<EOF\n{"w": "$WS"}\nEOF', '{"w": "W"}'),
        ("cat <<'EOF'\n$WS\nEOF", "$WS"),
        ("cat body.json", "B"),
        ("cat other.json", None),
        ("date +%s", None),
        ("jq .a answer.json", None),
    ],
)
def test_plain_commands(command: str, text: str | None) -> None:
    """None where only running it would tell."""
    assert written(command) == text


def test_jq_builds_an_object_of_its_arguments() -> None:
    """Names, short members, lists split from a text, the environment; what is in a file is left out."""
    built = written(
        "jq -nc --arg w W --argjson ids '[\"J\"]' --arg more J1,J2 --rawfile q q.graphql "
        '\'{query: $q, variables: {$w, e: env.WS, ids: $ids, more: ($more | split(",")), n: 3, t: "x"}}\''
    )
    assert built is not None
    assert json.loads(built) == {
        "variables": {"w": "W", "e": "W", "ids": ["J"], "more": ["J1", "J2"], "n": 3, "t": "x"}
    }
