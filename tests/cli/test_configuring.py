"""``diagnose config``: each value with where it comes from, and no secret."""

from __future__ import annotations

from tests.cli.calling import Desk
from tests.cli.test_profiles import settled

FILE = """
stale-after = "2h"
[profile.staging]
endpoint = "https://gateway.staging.example/graphql"
strict = true
skip = ["external-ids", "endpoint"]
"""


def rows(said: str) -> dict[str, list[str]]:
    """Each line's value and source by its key."""
    split = [[part.strip() for part in line.split("  ") if part.strip()] for line in said.splitlines()]
    return {parts[0]: parts[1:] for parts in split if len(parts) > 1}


def test_each_value_is_shown_with_its_source(desk: Desk) -> None:
    said = settled(desk, FILE).call(
        "config",
        "--profile",
        "staging",
        environ={"FILED_SOURCE_PLATFORM": "acme", "FILED_API_KEY": "a-secret-key-0815"},
    )
    assert said.code == 0, said.err
    told = rows(said.out.decode())
    assert told["endpoint"] == ["https://gateway.staging.example/graphql", "profile staging"]
    assert told["stale-after"] == ["2h", "the top of the file"]
    assert told["source-platform"] == ["acme", "FILED_SOURCE_PLATFORM"]
    assert told["strict"] == ["yes", "profile staging"]
    assert told["skip"] == ["external-ids, endpoint", "profile staging"]
    assert told["timeout"] == ["15s", "default"]
    assert told["output-dir"] == ["-", "not set"]
    assert told["credentials"] == ["an API key", "FILED_API_KEY"]
    assert b"0815" not in said.out


def test_without_a_file_its_place_is_named(desk: Desk) -> None:
    desk.environ["XDG_CONFIG_HOME"] = str(desk.path)
    said = desk.call("config", environ={"FILED_API_KEY": "…"})
    assert "config.toml (not there)" in said.out.decode().splitlines()[0]
    assert rows(said.out.decode())["credentials"][0] == "cannot be used"
    assert desk.call("config", "--path").out.decode().strip().endswith("config.toml")


def test_a_value_does_nothing_to_the_terminal(desk: Desk) -> None:
    said = settled(desk, 'source-platform = "a\\u001b[31m\\nendpoint  b"\n').call("config")
    assert (said.code, b"\x1b" in said.out) == (0, False)
    assert rows(said.out.decode())["endpoint"][-1] == "default"
