"""What somebody probably meant who typed something that is not there: a sentence that names it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from diagnose.ids import spellings
from diagnose.intake.kinds import kind_of_prefix
from diagnose.invisible import visible
from diagnose.ticket.slots import SLOTS

_HERE_INSTEAD: Final[Mapping[str, str]] = {
    "help": "diagnose --help",
    "version": "diagnose --version",
    "list": "diagnose checks",
    "check": "diagnose checks",
    "diagnose": "diagnose run",
}
"""Commands that other tools have, and what does the same here."""


def no_command(word: str, commands: Sequence[str]) -> str:
    """Return the sentence about a word that is no command: a ticket's file, another tool's word, a typing error."""
    shown = f"There is no command {visible(word)!r}"
    if word in _HERE_INSTEAD:
        return f"{shown}: use '{_HERE_INSTEAD[word]}'."
    if _is_file(word):
        return f"{shown}, but a file: 'diagnose run' reads it as a ticket."
    if kind := kind_of_prefix(word):
        return f"{shown}; it looks like an ID: 'diagnose run {SLOTS[kind].option}' takes it."
    near = get_close_matches(word, commands, 1)
    return f"{shown}: did you mean {near[0]}?" if near else f"{shown}: the commands are {', '.join(commands)}."


def no_source(path: str) -> str | None:
    """Return the sentence about a source that is not there but looks like an ID; None where it does not."""
    if _is_file(path) or Path(path).suffix:
        return None
    if kind := kind_of_prefix(path):
        return f"There is no file {visible(path)}; it looks like an ID: give it with {SLOTS[kind].option}."
    if len(spellings(path)) > 1:  # a UUID
        option = "the option of its kind, such as --connection or --job-work"
        return f"There is no file {visible(path)}; it looks like an ID: give it with {option}."
    return None


def _is_file(word: str) -> bool:
    try:
        return Path(word).is_file()
    except (OSError, ValueError):
        return False
