"""Rewrite the findings' published names, and what the checks say in their tests: ``python -m tests.checks.regold``.

Then read the difference.
"""

from __future__ import annotations

import sys

import pytest

from tests.checks import wording
from tests.checks.codes import PUBLISHED, declared

if __name__ == "__main__":
    PUBLISHED.write_text(declared(), encoding="utf-8")
    wording.RECORDING.append(True)
    ended = pytest.main(["-n0", "-q", "tests/checks"])
    wording.write()
    sys.exit(ended)
