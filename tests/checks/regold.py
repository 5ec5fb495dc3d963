"""Rewrite the published names of the findings: ``python -m tests.checks.regold``. Then read the difference."""

from __future__ import annotations

from tests.checks.codes import PUBLISHED, declared

if __name__ == "__main__":
    PUBLISHED.write_text(declared(), encoding="utf-8")
