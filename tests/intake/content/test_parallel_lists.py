"""Labels in a row, and the IDs behind them in the same order."""

from __future__ import annotations

import pytest

from diagnose.ids import Kind
from diagnose.intake.content.id_labels import LABEL
from diagnose.intake.content.parallel_lists import parallel_list


def read(text: str) -> list[tuple[Kind | None, str]]:
    """Return kind and ID of each item of the row that the text begins with."""
    label = LABEL.match(text)
    assert label
    return [(mention.kind, text[mention.start : mention.end]) for mention in parallel_list(text, label)]


@pytest.mark.parametrize(
    "text",
    [
        "Workspace / connection / job works: w1a / c1a / j1a, j2a",
        "Workspace, Verbindung und Job Works sind w1a, c1a, j1a und j2a",
        "workspace | connexion | les job works =\nw1a | c1a | j1a | j2a",
    ],
)
def test_each_id_has_the_kind_of_its_label(text: str) -> None:
    """The last label takes what is left, where it may name several."""
    job_work = Kind.JOB_WORK
    assert read(text) == [(Kind.WORKSPACE, "w1a"), (Kind.CONNECTION, "c1a"), (job_work, "j1a"), (job_work, "j2a")]


@pytest.mark.parametrize(
    "text",
    [
        "Workspace: w1a, connection: c1a", "Workspace / connection: w1a", "connection and workspace w1a c1a",
        "Job works / connection: j1a, j2a, c1a", "connection / connection: c1a, c2a",
    ],
)  # fmt: skip
def test_what_is_no_such_row_is_left_to_the_labels_alone(text: str) -> None:
    """One label, fewer IDs than labels, more IDs than the last may have, or nothing that says that they follow."""
    assert read(text) == []
