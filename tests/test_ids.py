"""Kinds of ID, by their place in the chain."""

from __future__ import annotations

from diagnose.ids import Kind


def test_the_chain_goes_from_the_workspace_down() -> None:
    """Heights grow downwards from 0, in the order in which one holds the other."""
    assert [kind.height for kind in Kind] == [0, 1, 2, 3, 4, 5]
    assert (Kind.WORKSPACE.height, Kind.CONNECTION_JOB.height, Kind.ARTIFACT.height) == (0, 2, 5)


def test_a_kind_reads_as_words() -> None:
    """In a sentence no kind has an underscore."""
    assert [kind.words for kind in (Kind.CONNECTION_JOB, Kind.JOB_WORK, Kind.WORK)] == [
        "connection job",
        "job work",
        "work",
    ]
