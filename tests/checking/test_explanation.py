"""A check in words: what it declares, and nothing else."""

from __future__ import annotations

import pytest

from diagnose.checking.check import Check
from diagnose.checking.explanation import explanation
from diagnose.checking.registry import load_checks

LOADED = load_checks()


@pytest.mark.parametrize("check", LOADED.checks, ids=lambda check: check.id)
def test_rule_page_and_every_code_are_told(check: Check) -> None:
    said = list(explanation(check, LOADED.packages[check.id], lambda text: (text,)))
    assert {check.title, check.rule, f"  {check.docs_url}"} <= set(said)
    needs = [f"Needs {', '.join(check.requires)} to pass first."] if check.requires else []
    assert [line for line in said if line.startswith("Needs")] == needs
    assert not any("None" in line for line in said)
    for code in check.codes:
        assert code.docs_url is None or f"  {code.docs_url}" in said
        assert {
            f"Remedy ({case}): {told}" if case else f"Remedy: {told}" for case, told in code.remedies_in_words()
        } <= {*said}
        assert any(line.startswith(f"{code.code} ({code.severity}") for line in said)
        assert code.meaning in said
