"""A script's variable, for the commands behind it."""

from __future__ import annotations

import pytest

from diagnose.intake.content.form import Vain
from diagnose.intake.content.sightings import VariableAssigned
from diagnose.intake.forms.powershell_variable import POWERSHELL_VARIABLE
from diagnose.intake.shell.powershell import Value, plain
from diagnose.json_value import Json
from tests.intake.offering import claimed, offered, secrets_in


def assigned(text: str, before: dict[str, Value] | None = None) -> VariableAssigned:
    (seen,) = (item for item in claimed(POWERSHELL_VARIABLE, text, before) if isinstance(item, VariableAssigned))
    return seen


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("$Url = 'https://x.example'", "url", "https://x.example"),
        ("$global:h = @{ a = 'b' }", "h", {"a": "b"}),
        ("$b = @{ a = 1 } | ConvertTo-Json -Depth 5", "b", '{"a": 1}'),
        ("> $a = 'b'", "a", "b"),
    ],
)
def test_what_a_variable_holds(text: str, name: str, value: Json) -> None:
    """A text, a hash table, a hash table as JSON; names are the same in any case and scope, quoted or not."""
    seen = assigned(text)
    assert (seen.name, plain(seen.value)) == (name, value)


def test_one_variable_in_another() -> None:
    """What was given further up is known here."""
    first = assigned("$a = 'made-up'")
    assert plain(assigned("$b = @{ key = $a }", {first.name: first.value}).value) == {"key": "made-up"}


def test_only_at_the_beginning_of_a_line() -> None:
    """Behind words it is part of a sentence."""
    assert offered(POWERSHELL_VARIABLE, "we set $a = 'b'") is None


def test_a_secret_may_be_told_by_the_name_alone() -> None:
    """Also in a value that never ends."""
    assert secrets_in(claimed(POWERSHELL_VARIABLE, "$password = 'word-99'")) == ["word-99"]
    vain = offered(POWERSHELL_VARIABLE, "$password = 'word-99")
    assert isinstance(vain, Vain)
    assert [secret.value for secret in vain.secrets] == ["word-99"]
