"""What a run decided, written out whole: every scenario's report as a page of plain lines in ``transcripts/``.

Any change of a decision shows up there, be it looked for or not: a reason, a proof, a place in the customer's text, a
question to the gateway. What must come out of a scenario is said elsewhere, by its ``[expect]`` and by the oracles.
Rewrite the pages with ``python -m tests.diagnosis.regold`` (from the repository's root) and read the difference.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from diagnose.json_value import Json
from diagnose.report import Report
from diagnose_reports import github, reply_text
from tests.reports.golden import terminal_bytes

FOLDER = Path(__file__).parent / "transcripts"
_OF_ONE_RUN = """
tool digest endpoint started_at finished_at at duration_ms created_at request_id pending_seconds expires_at
"""
_READ_ELSEWHERE = "schema_version title docs_url curl shown reply sources quote reproduction sent_document"
"""What the declarations say, and what is made from the rest: tests of their own read it."""
_OF_THIS_MOMENT = re.compile(
    r"(?<=127\.0\.0\.1:)\d+|\d{4}-\d\d-\d\d[T ][\d:.]+(?: ?UTC|Z|\+00:00)?|\d[\d.]* (?:ms|s)\b"
)
_WIDE = 120


def transcript(report: Report) -> str:
    """Return a report in lines, without what is empty and what differs from run to run, and as people see it."""
    whole = _kept(report.model_dump(mode="json", by_alias=True, exclude={"run": {"id", "connections"}}))
    assert isinstance(whole, dict)
    shown = {
        "on the terminal": terminal_bytes(report),
        "as an issue": re.split(rb"<details><summary>\d+ request", github.render(report))[0],
        "the answer to the customer": reply_text.render(report),
    }
    pages = (f"\n---- {where}\n{page.decode()}" for where, page in shown.items())
    return _OF_THIS_MOMENT.sub("…", "".join((*(f"{line}\n" for line in _lines(whole, "")), *pages)))


def _kept(value: Json) -> Json:
    match value:
        case dict():
            left_out = {*_OF_ONE_RUN.split(), *_READ_ELSEWHERE.split(), "value" if value.get("claim") == "age" else ""}
            kept = {key: _kept(inner) for key, inner in value.items() if key not in left_out}
            return {key: inner for key, inner in kept.items() if inner not in (None, [], {}, "", 0, False)}
        case list():
            return [_kept(item) for item in value]
        case _:
            return value


def _lines(value: dict[str, Json], margin: str) -> Iterator[str]:
    for key, inner in value.items():
        several = isinstance(inner, list) and any(isinstance(item, dict) for item in inner)
        for item in inner if several and isinstance(inner, list) else [inner]:
            written = f"{margin}{key}: {json.dumps(item, ensure_ascii=False)}"
            if isinstance(item, dict) and len(written) > _WIDE:
                yield f"{margin}{key}:"
                yield from _lines(item, f"{margin}  ")
            else:
                yield written
