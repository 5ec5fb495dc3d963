"""What of a text is an ID, and how far a list of them goes."""

from __future__ import annotations

import pytest

from diagnose.intake.content.mentions import certain, listed, masked_at


def ids(text: str, *, named: bool = True) -> list[str]:
    """Return the IDs of the list that a text begins with."""
    return [text[start:end] for start, end in listed(text, 0, named=named)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("job_work_1, job_work_2 und job_work_3 fehlen", ["job_work_1", "job_work_2", "job_work_3"]),
        ("a1-77\n- b2-78\n- c3-79", ["a1-77", "b2-78", "c3-79"]),
        ("33001\n33002\n33003", ["33001", "33002", "33003"]),
        ("job_work_1, job_work_2\n\n3 Result", ["job_work_1", "job_work_2"]),
        ("job_work_1\n2. Open the app", ["job_work_1"]),
        ("1d7f…8f13 and job_work_2", ["job_work_2"]),
        ("`job_work_1` `job_work_2`", []),
        ("job_work_1 job_work_2", ["job_work_1", "job_work_2"]),
        ("job_work_1, job_work_2, ...", ["job_work_1", "job_work_2"]),
    ],
)
def test_a_list_ends_where_its_items_do(text: str, expected: list[str]) -> None:
    """Numbers of steps and rows are no items, masked items are passed over."""
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text", ["6b1f3c0e-****-****", "96f7…7eff", "xxxxxxxx-18e3-4d6b", "6b1f***7a21", "****7a21", "96f7..ff"]
)
def test_a_masked_id_is_seen_whole(text: str) -> None:
    """So that its halves are no IDs."""
    assert masked_at(text, 0) == len(text)


@pytest.mark.parametrize("text", ["connection_789...", "connection_789…", "connection_789**", "connection_789"])
def test_an_ellipsis_or_bold_type_masks_nothing(text: str) -> None:
    """What ends a sentence or a stretch in bold type is none of the ID."""
    assert masked_at(text, 0) == 0


def test_what_is_certain_by_its_form() -> None:
    """A shape or a prefix; a number or name alone is not."""
    assert certain("connection_789")
    assert certain("CLX8K2V9Q0001MP08A1B2C3D4")
    assert not certain("connection_pool")
    assert not certain("48213")
