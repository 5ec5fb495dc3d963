"""What a label says, and what may stand between it and its ID."""

from __future__ import annotations

import pytest

from diagnose.ids import Kind
from diagnose.intake.content.id_labels import FILLER, LABEL, OTHER_BEFORE, kind_of_label


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("connection job IDs", Kind.CONNECTION_JOB), ("Arbeitsbereichs-ID", Kind.WORKSPACE),
        ("Arbeitsbereich", Kind.WORKSPACE),
        ("conexiones", Kind.CONNECTION), ("job-\n  works", Kind.JOB_WORK), ("artéfacts", Kind.ARTIFACT),
        ("connection_789", None), ("networks", None),
    ],
)  # fmt: skip
def test_labels(text: str, kind: Kind | None) -> None:
    """In four languages; an ID is no label."""
    label = LABEL.match(text)
    assert (kind_of_label(label) if label else None) is kind


@pytest.mark.parametrize(
    "between", [": ", " is ", " #2: ", " 1 = ", " manquants ", " \u2013 ", " below are:\n - ", " (ID: "]
)
def test_what_stands_between_a_label_and_its_id(between: str) -> None:
    """A sign, a number of its own, a word such as "missing", a bullet."""
    filler = FILLER.match(f"{between}X")
    assert filler
    assert filler[0] == between


@pytest.mark.parametrize("before", ["request_id    | ", "trace ID: ", '"client_msg_id": "', "Auftragsnr. "])
def test_what_is_labelled_as_something_else(before: str) -> None:
    """Also where a table's line parts the label from what it labels."""
    assert OTHER_BEFORE.search(before)


@pytest.mark.parametrize(
    ("label", "behind"),
    [("connection", " to production-2024-11"), ("connection", " to quickbooks2024"),
     ("Verbindung", " ist die produktive01"), ("Workspace", " ist der Hauptmandant2024")],
)  # fmt: skip
def test_words_of_one_language_are_none_of_another(label: str, behind: str) -> None:
    """Polish "to" is "is" behind a Polish label alone, and an article stands before an ID that looks like one."""
    text = label + behind
    filler = FILLER.match(text, len(label))
    assert filler is None or not text[filler.end() :].startswith(behind.rsplit(maxsplit=1)[-1])
    polish = FILLER.match("po\u0142\u0105czenie to C1", len("po\u0142\u0105czenie"))
    assert polish
    assert polish[0] == " to "
