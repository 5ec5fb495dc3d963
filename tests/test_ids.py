"""Kinds of ID, by their place in the chain."""

from __future__ import annotations

from diagnose.ids import Kind, identity, spellings


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


def test_all_spellings_of_a_uuid_are_one_id() -> None:
    """Case, hyphens, braces and the URN say nothing; of any other ID each character counts."""
    usual = "3f2b8c1e-7d4a-4c1b-9e0f-5a6b7c8d9e0f"
    written = (usual, usual.upper(), usual.replace("-", ""), f"{{{usual}}}", f"urn:uuid:{usual.upper()}")
    assert {identity(spelling) for spelling in written} == {usual}
    assert usual in spellings(usual.upper())
    assert usual.upper() in spellings(usual)
    for other in ("Connection_790", usual + "0", "clx8k5e2t0012mp08n3o4p5q6"):
        assert (identity(other), spellings(other)) == (other, (other,))
