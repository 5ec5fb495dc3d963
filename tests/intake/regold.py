"""Rewrite the expected readings of the corpus: ``python -m tests.intake.regold [NAME…]``. Then look at the diff."""

from __future__ import annotations

import json
import sys

from tests.intake.plain import reading_of
from tests.intake.test_corpus import CORPUS, TICKETS, read_ticket

for name in sys.argv[1:] or TICKETS:
    text = json.dumps(reading_of(read_ticket(name)), indent=1, ensure_ascii=False) + "\n"
    (CORPUS / name / "expected.json").write_text(text, encoding="utf-8")
