from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diagnose_reports.outline import id_test, known_ids, outline, prose, some
from tests.reports import examples


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=9), st.sets(st.integers(0, 9)))
def test_every_finding_has_exactly_one_place(above: list[int | None], causes: set[int]) -> None:
    """Whoever is said to have caused whom, in circles or by findings not there, none is lost or shown twice."""
    base = examples.rich()
    findings = tuple(
        base.findings[1].model_copy(update={"id": f"F{at}", "caused_by": None if by is None else f"F{by}"})
        for at, by in enumerate(above)
    )
    roots = tuple(base.verdict.causes[1].model_copy(update={"finding": f"F{at}"}) for at in sorted(causes))
    verdict = base.verdict.model_copy(update={"causes": roots})
    found = outline(base.model_copy(update={"findings": findings, "verdict": verdict}))
    placed = [
        each.id
        for group in (
            [each.finding for each in found.causes if each.finding],
            [each for cause in found.causes for each in cause.consequences],
            found.others,
        )
        for each in group
    ]
    assert sorted(placed) == sorted(each.id for each in findings)


def test_consequences_stand_under_their_cause() -> None:
    """The five job works are explained by the connection; the warning and the notice stand alone."""
    found = outline(examples.rich())
    assert [each.id for each in found.causes[0].consequences] == ["F2", "F3", "F4", "F5", "F6"]
    assert [each.id for each in found.others] == ["F8", "F9"]
    assert found.causes[0].suggestion == "connection_790"


def test_ids_are_found_in_prose() -> None:
    """IDs are set apart from the words around them, without the sentence's own full stop."""
    ids = known_ids(examples.rich())
    pieces = list(prose("Use “connection_790”, not connection_789. Never xconnection_789.", ids.__contains__))
    assert [text for is_id, text in pieces if is_id] == ["connection_790", "connection_789"]


def test_words_that_look_like_ids_are_set_as_ids() -> None:
    """An ID that stands in a sentence only, such as one of two candidates, is shown as an ID too."""
    test = id_test(examples.healthy(), 100)
    assert all(map(test, ("connection_789", "job_work_451", "0192f3a4-7c1e-7d20-9b4f-2f6a1c8e5d03")))
    assert not any(map(test, ("job_works", "connection", "connection_id", "createJobWorks", "2026-03-09")))


@given(st.text(), st.sets(st.text(min_size=1)))
def test_prose_is_kept_whole(text: str, ids: set[str]) -> None:
    """Setting IDs apart loses no character."""
    assert "".join(piece for _, piece in prose(text, ids.__contains__)) == text


def test_the_rest_is_counted() -> None:
    """A list ends with how many more there are, never with "and 1 more"."""
    assert some(range(5), 3).shown == (0, 1, 2)
    assert some(range(5), 3).more == 2
    assert some(range(4), 3).more == 0
