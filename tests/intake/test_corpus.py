"""Made-up tickets in every form, each with its whole reading beside it.

A folder under ``corpus/`` is one ticket: every file but ``expected.json`` is a source, in the order of their names.
After a change that is meant, ``python -m tests.intake.regold`` writes the readings anew; look at the difference.
"""

from __future__ import annotations

import json
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
    """The whole reading of a ticket is the expected one."""
    expected = json.loads((CORPUS / name / "expected.json").read_text(encoding="utf-8"))
    assert reading_of(read_ticket(name)) == expected


@pytest.mark.parametrize("name", TICKETS)
def test_no_secret_is_left(name: str) -> None:
    """No secret that was found stands anywhere in the reading, its repr included."""
    reading = read_ticket(name)
    shown = json.dumps(reading_of(reading), ensure_ascii=False) + repr(reading)
    for found in reading.secrets:
        assert found.secret.reveal() not in shown
