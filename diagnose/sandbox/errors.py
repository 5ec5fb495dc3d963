"""What can go wrong before the embedded gateway is up.

SandboxError
├── SandboxUnavailable   the extra is not installed, or the port is taken
├── UnknownScenario      no scenario has this name (also a KeyError)
└── InvalidScenario      a scenario's file does not say what it must (also a ValueError)
"""

from __future__ import annotations

from difflib import get_close_matches


class SandboxError(Exception):
    """The embedded gateway cannot be had; the message is one sentence for people."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class SandboxUnavailable(SandboxError):
    """The packages of the ``sandbox`` extra are missing, or the port is taken."""


class UnknownScenario(SandboxError, KeyError):
    """No scenario has this name; ``near`` holds the names that look like it."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        self.near = tuple(get_close_matches(name, known, n=3, cutoff=0.5))
        hint = f"Did you mean {' or '.join(self.near)}?" if self.near else f"There are: {', '.join(known)}."
        super().__init__(f"There is no scenario called {name!r}. {hint}")


class InvalidScenario(SandboxError, ValueError):
    """A scenario's or a world's file breaks the format; the message names the file and every key at fault."""
