"""The published names: every check's finding codes, the kinds of subject that they are given on, and their severity.

``codes.json`` is the copy that a change of names shows up in. Rewrite it with ``python -m tests.checks.regold``, and
read the difference: programs and people rely on these words.
"""

from __future__ import annotations

import json
from pathlib import Path

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
        check.id: {
            code.code: {"on": [kind.value for kind in code.on], "severity": code.severity.value} for code in check.codes
        }
        for check in sorted(CHECKS, key=lambda check: check.id)
    }
    lines = []
    for check, codes in names.items():
        inner = ",\n".join(f"    {json.dumps(code)}: {json.dumps(what)}" for code, what in codes.items())
        lines.append(f"  {json.dumps(check)}: {{\n{inner}\n  }}")
    return "{\n" + ",\n".join(lines) + "\n}\n"
