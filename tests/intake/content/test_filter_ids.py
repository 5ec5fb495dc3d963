"""Job works that only the way to them tells."""

from __future__ import annotations

import pytest

from diagnose.ids import Kind
from diagnose.intake.content.filter_ids import filter_ids


@pytest.mark.parametrize(
    "text",
    [
        "vars.filters.ids.addAll(['jw-901', 'jw-902'])",
        'JobWorkFilters.builder().ids(Arrays.asList("jw-901", "jw-902"))',
        "filters: { ids: [jw-901, jw-902] }",
        "variables__filters__ids: jw-901, jw-902",
        "connectionId=c-77 ids=[jw-901, jw-902]",
        "CONN=c-77 and ids = ['jw-901', 'jw-902']",
    ],
)
def test_job_works_behind_their_filter(text: str) -> None:
    """However the code or the log line writes it."""
    found = [(mention.kind, text[mention.start : mention.end]) for mention in filter_ids(text)]
    assert found == [(Kind.JOB_WORK, "jw-901"), (Kind.JOB_WORK, "jw-902")]


def test_the_field_that_takes_the_filters_tells_what_they_are() -> None:
    """The workspaces and connections are filtered by IDs as well."""
    text = "workspaces(filters: { ids: [w-101] }) { connections(filters: {ids: [c-202]})"
    found = [(mention.kind, text[mention.start : mention.end]) for mention in filter_ids(text)]
    assert found == [(Kind.WORKSPACE, "w-101"), (Kind.CONNECTION, "c-202")]


@pytest.mark.parametrize("text", ["ids: [jw-901]", "the filter kids=12 have", "filters: none", "coffee filters, ids"])
def test_other_words(text: str) -> None:
    """An ``ids`` on its own may be anything's."""
    assert list(filter_ids(text)) == []
