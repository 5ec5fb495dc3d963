"""A capsule is read back as it was written; members that do not fit are refused, in a clause."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from diagnose.capsule.archive import MANIFEST, NotACapsule, packed, unpacked
from diagnose.capsule.members import capsule_file, capsule_in
from tests.capsule.lived import played

Change = Callable[[dict[str, object]], object]


def changed(member: str, change: Change) -> bytes:
    """The file of a run, one member of it changed and the manifest true to that."""
    members = {name: data for name, data in unpacked(played("wrong-connection").file).items() if name != MANIFEST}
    told = json.loads(members[member])
    members[member] = json.dumps(change(told) or told).encode()
    return packed(members, {})


def _set(key: str, value: object) -> Change:
    return lambda told: {**told, key: value}


def _pointing(told: dict[str, object]) -> None:
    reading = told["reading"]
    assert isinstance(reading, dict)
    reading["requests"][0]["response"] = 7


def _asking(told: dict[str, object]) -> None:
    answers = told["answers"]
    assert isinstance(answers, list)
    answers[0]["question"]["operation"] = "../../secrets"


def _instead(value: object) -> Change:
    return lambda _: value


def _standing_in(*entries: tuple[str, str]) -> Change:
    return _instead({"stand_ins": [{"alias": alias, "value": value} for alias, value in entries]})


REFUSED: dict[str, tuple[str, Change, str]] = {
    "another type": ("run.json", _set("id", 1), "'run.json' in it does not fit: it.id is an int"),
    "an unknown key": ("run.json", _set("argv", []), "'run.json' in it does not fit: it has the key 'argv'"),
    "a list": ("exchanged.json", _instead([1]), "'exchanged.json' in it does not fit: it is a list"),
    "a response that is not there": ("ticket.json", _pointing, "'ticket.json' in it does not fit: a request"),
    "a question of somebody else": ("exchanged.json", _asking, "'exchanged.json' in it does not fit: one of its"),
    "a newer report": ("report.json", _set("schema_version", "2"), "its report is not of schema version 1"),
    "no report": ("report.json", _instead({"a": 1}), "'report.json' in it does not fit: at "),
    "a stand-in that breaks out": (
        "aliases.json",
        _standing_in(("id-1", 'x","interrupted":true,"y":"')),
        "'aliases.json' in it does not fit",
    ),
    "an alias that is none": (
        "aliases.json",
        _standing_in(("connection_789", "x")),
        "'aliases.json' in it does not fit",
    ),
    "two alike": (
        "aliases.json",
        _standing_in(("id-1", "x"), ("id-2", "x")),
        "'aliases.json' in it does not fit: two of its entries are alike",
    ),
    "nested": (
        "ticket.json",
        _instead(json.loads("[" * 900 + "]" * 900)),
        "'ticket.json' in it is not JSON that can be read: nested more than 100 levels deep",
    ),
}
"""The member, what becomes of it, and how the clause begins that refuses it."""


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused(name: str) -> None:
    member, change, clause = REFUSED[name]
    data = changed(member, change)
    with pytest.raises(NotACapsule) as refused:
        capsule_in(data)
    assert str(refused.value).startswith(clause)


def test_a_key_twice_is_refused() -> None:
    """Readers of JSON differ in what they take it for."""
    members = {name: data for name, data in unpacked(played("wrong-connection").file).items() if name != MANIFEST}
    twice = {**members, "run.json": members["run.json"].replace(b"{", b'{"id": "other", ', 1)}
    with pytest.raises(NotACapsule, match="an object with the same key twice"):
        capsule_in(packed(twice, {}))


def test_what_was_written_is_read_back() -> None:
    """Openly as it stands; else with stand-ins where the aliases were."""
    openly = played("wrong-connection").openly
    capsule, back = openly.capsule, capsule_in(openly.file)
    assert (back.ticket, back.run, back.exchanged) == (capsule.ticket, capsule.run, capsule.exchanged)
    hidden = played("wrong-connection")
    stand_ins = {each.alias: each.value for each in hidden.capsule.aliases.stand_ins}
    assert stand_ins
    for alias, value in stand_ins.items():
        assert f'"{alias}"' in unpacked(hidden.file)["exchanged.json"].decode()
        assert value in str(capsule_in(hidden.file).exchanged.answers)


def test_the_manifest_names_the_versions() -> None:
    manifest = json.loads(unpacked(played("wrong-connection").file)[MANIFEST])
    assert manifest["versions"]["tool"]["name"] == "filed-diagnose"
    assert manifest["versions"]["report_schema"] == "1"
    assert {"python", "plugins"} <= manifest["versions"].keys()
    assert manifest["recorded_at"].startswith(f"{played('wrong-connection').done.sight.now:%Y-%m-%dT%H:%M}")


def test_what_would_be_refused_is_not_made() -> None:
    """A capsule that nobody can replay would look like evidence that is kept; whoever made it is there to hear so."""
    bomb = b'{"schema_version": "' + b" " * 5_000_000 + b'"}'
    with pytest.raises(NotACapsule, match=r"'report.json' in it would unpack to 5,000,\d{3} bytes"):
        capsule_file(played("wrong-connection").capsule, bomb)
