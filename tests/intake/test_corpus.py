"""Made-up tickets in every form, each with its whole reading beside it.

A folder under ``corpus/`` is one ticket: every file but ``expected.json`` is a source, in the order of their names.
After a change that is meant, ``python -m tests.intake.regold`` writes the readings anew; look at the difference.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from diagnose.intake import Reading, Source, read_sources
from tests.intake.plain import reading_of

CORPUS = Path(__file__).parent / "corpus"
TICKETS = sorted(folder.name for folder in CORPUS.iterdir() if folder.is_dir())


def read_ticket(name: str) -> Reading:
    """Read one ticket of the corpus."""
    files = sorted(path for path in (CORPUS / name).iterdir() if path.name != "expected.json")
    return read_sources([Source.of_path(path, path.name) for path in files])


def test_there_are_enough_tickets() -> None:
    """The corpus has at least the forty tickets that it promises."""
    assert len(TICKETS) >= 40


@pytest.mark.parametrize("name", TICKETS)
def test_reading(name: str) -> None:
    """The whole reading of a ticket is the expected one, and shows no secret: none that was found, none that is one."""
    expected = json.loads((CORPUS / name / "expected.json").read_text(encoding="utf-8"))
    reading = read_ticket(name)
    found = reading_of(reading)
    assert found == expected
    shown = json.dumps(found, ensure_ascii=False) + repr(reading)
    values = {each.secret.reveal() for each in reading.secrets}
    assert [value for value in {*values, *tokens_in(name)} if value in shown] == []


# "eyJhbGciOi….eyJzdWIiOi….bWFkZS11cA", "Bearer made-up-token-0123456789"; not "Bearer $TOKEN", "Bearer <token>"
TOKEN = re.compile(r"eyJ[\w-]{6,}\.eyJ[\w-]{6,}\.[\w-]{6,}|(?<=[Bb]earer )[\w.-]{20,}")


def tokens_in(name: str) -> set[str]:
    """The tokens that anybody sees in the files, whatever the intake takes for one."""
    texts = [path.read_bytes().decode("utf-8", "replace") for path in (CORPUS / name).iterdir()]
    return {token for text in texts for token in TOKEN.findall(text)}


def test_there_are_tokens_to_see() -> None:
    """Otherwise the search above would show nothing."""
    assert sum(map(bool, map(tokens_in, TICKETS))) >= 20
