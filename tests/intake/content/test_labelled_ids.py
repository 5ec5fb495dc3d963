"""Which ID a label belongs to: the one behind it, or the one before."""

from __future__ import annotations

import pytest

from diagnose.ids import Kind
from diagnose.intake.content.id_labels import STEMS
from diagnose.intake.content.labelled_ids import asked_kind, labelled
from diagnose.literal_search import lowered, spots


def kinds(text: str) -> dict[str, Kind | None]:
    """Return each labelled ID with its kind."""
    found = labelled(text, spots(lowered(text), STEMS))
    return {text[mention.start : mention.end]: mention.kind for mention in found}


@pytest.mark.parametrize(
    "text",
    [
        "workspace ws-1, the connection con-1 is empty",
        "ws-1 is the workspace, con-1 the connection",
        "the connection is con-1 and ws-1 is our workspace",
        "connection con-1 (workspace ws-1)",
        "con-1 (connection) in ws-1 (workspace ID)",
    ],
)
def test_an_id_goes_to_its_own_label(text: str) -> None:
    """Also where another label stands nearer on its other side."""
    assert kinds(text) == {"ws-1": Kind.WORKSPACE, "con-1": Kind.CONNECTION}


@pytest.mark.parametrize(
    "text", ["the connection fails with request: 4bf92f3577b34da6a3ce929d0e0e4736", "the job ran 3 times", "work: 12h"]
)
def test_words_that_lead_elsewhere_label_nothing(text: str) -> None:
    """What follows is of another sort, or is no ID."""
    assert kinds(text) == {}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Which connection is it?", Kind.CONNECTION), ("¿Qué espacio de trabajo es?", Kind.WORKSPACE),
        ("Is it the connection of this workspace?", None), ("Thanks.", None),
    ],
)  # fmt: skip
def test_a_question_asks_for_one_kind(text: str, kind: Kind | None) -> None:
    """A question with two kinds in it tells nothing about the answer."""
    assert asked_kind(text) is kind


@pytest.mark.parametrize("between", [" . . . . . : ", " · · · · ", " (1) . . . : ", " (2): ", " (production): "])
def test_what_forms_draw_between_a_label_and_its_id(between: str) -> None:
    """The number in brackets is none."""
    text = f"Job work ID{between}job_work_33001"
    (mention,) = labelled(text, [text.lower().index("job")])
    assert text[mention.start : mention.end] == "job_work_33001"
