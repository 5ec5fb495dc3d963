"""What is published of the checks: when each runs, its finding codes, and what each code means to programs.

``codes.json`` is the copy that a change of names shows up in. Rewrite it with ``python -m tests.checks.regold``, and
read the difference: programs and people rely on these words.
"""

from __future__ import annotations

import json
from pathlib import Path

from diagnose.checking.check import Check, Code
from diagnose.json_value import Json
from diagnose.report import Symptom
from diagnose_checks import CHECKS

PUBLISHED = Path(__file__).parent / "codes.json"
ON_TEXTS = frozenset(
    {"ticket", "id-hygiene", "request-headers", "query-document", "creation-response", "request-window",
     "saved-responses"}
)  # fmt: skip
"""The checks on what the customer wrote."""


def declared() -> str:
    """What the built-in checks declare, as the file has it."""
    names = {
        check.id: {"": _of_the_check(check)} | {code.code: _of_the_code(code) for code in check.codes}
        for check in sorted(CHECKS, key=lambda check: check.id)
    }
    lines = []
    for check, codes in names.items():
        inner = ",\n".join(f"    {json.dumps(code)}: {json.dumps(what)}" for code, what in codes.items())
        lines.append(f"  {json.dumps(check)}: {{\n{inner}\n  }}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _of_the_check(check: Check) -> dict[str, Json]:
    return _told(requires=[*check.requires], after=[*check.after], offline=check.offline, docs_url=check.docs_url)


def _of_the_code(code: Code) -> dict[str, Json]:
    return _told(
        on=[kind.value for kind in code.on],
        severity=code.severity.value,
        acts=code.acts.value,
        notice=code.notice,
        settles=code.settles,
        shows=[shown.value for shown in sorted(code.shows)] if code.shows != frozenset(Symptom) else None,
        cure=code.cure.value if code.cure else None,
        cases=[*code.otherwise],
        docs_url=code.docs_url,
        replies=code.reply is not None,
    )


def _told(**declared: Json) -> dict[str, Json]:
    return {name: value for name, value in declared.items() if value not in (None, False, [])}
