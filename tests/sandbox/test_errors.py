"""Errors before the gateway is up are sentences for people."""

from __future__ import annotations

import pytest

from diagnose.sandbox.errors import InvalidScenario, SandboxError, SandboxUnavailable, UnknownScenario

KNOWN = ("healthy", "tie", "wrong-connection")


def test_a_name_that_is_nearly_right_leads_to_the_right_one() -> None:
    """Otherwise all names are told. As a KeyError it would print its argument in quotes; here it is a sentence."""
    assert str(UnknownScenario("wrong-conection", KNOWN)).endswith("Did you mean wrong-connection?")
    far = UnknownScenario("zzz", KNOWN)
    assert (str(far), far.near) == ("There is no scenario called 'zzz'. There are: healthy, tie, wrong-connection.", ())


@pytest.mark.parametrize(
    ("error", "builtin"),
    [(UnknownScenario("x", KNOWN), KeyError), (InvalidScenario("x"), ValueError), (SandboxUnavailable("x"), Exception)],
)
def test_all_are_of_one_family(error: Exception, builtin: type[Exception]) -> None:
    """One except clause catches them, and so does the built-in one that fits."""
    assert isinstance(error, SandboxError)
    assert isinstance(error, builtin)
    assert str(SandboxError()) == ""
