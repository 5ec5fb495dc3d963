"""Rewrite the transcripts of the scenarios: ``python -m tests.diagnosis.regold``. Then read the difference."""

from __future__ import annotations

from diagnose.sandbox import scenario_names
from tests.diagnosis.playing import played
from tests.diagnosis.transcript import FOLDER, transcript

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for page in FOLDER.iterdir():
        page.unlink()
    for name in scenario_names():
        (FOLDER / f"{name}.txt").write_text(transcript(played(name)), encoding="utf-8")
