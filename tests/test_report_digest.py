"""The digest: every value counts, nothing of the spelling does."""

from __future__ import annotations

import json

from pydantic import JsonValue

from diagnose.report_digest import digest_of


def test_the_spelling_of_the_json_does_not_count() -> None:
    """Order, white space and escapes may change on the way; the digest itself is left out."""
    told: dict[str, JsonValue] = {"b": "ü", "a": [1, 2.5, None], "digest": "before"}
    again = json.loads(json.dumps({"a": told["a"], "b": "ü"}, indent=4))
    assert digest_of(told) == digest_of(again)


def test_every_value_counts() -> None:
    """Types as well."""
    reports: list[dict[str, JsonValue]] = [{"a": 1}, {"a": "1"}, {"a": True}, {"a": [1]}, {"b": 1}, {}]
    assert len({digest_of(report) for report in reports}) == len(reports)
