"""Which operation words name."""

from __future__ import annotations

import pytest

from diagnose.intake.content.told_operations import told_operations

JOB_WORKS, ARTIFACTS = "createJobWorks", "createJobWorkArtifacts"


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("createJobWorks answered:", JOB_WORKS),
        ("createjobworkartifacts nous répond :", ARTIFACTS),
        ("When we create the job works we get", JOB_WORKS),
        ("Beim Anlegen der Job Works kommt", JOB_WORKS),
        ("La création des artefacts répond", ARTIFACTS),
        ("Al subir los artefactos del job work", ARTIFACTS),
        ("Die Artefakte lassen sich nicht hochladen:", ARTIFACTS),
        ("Our query returns", None),
        ("After creating the job works we get", None),
        ("createJobWorks worked, the query does not", None),
        ("createJobWorks and createJobWorkArtifacts both fail", None),
    ],
)
def test_words_that_name_an_operation(text: str, operation: str | None) -> None:
    """A creation; or a query, which is told so that nobody takes its answer for a creation's."""
    assert list(told_operations(f"Hello.\n{text}")) == [(7, operation)]


@pytest.mark.parametrize("text", ["The job works are gone.", "We created a folder.", "The created rows"])
def test_words_that_name_none(text: str) -> None:
    """Neither what is spoken of alone, nor the creation of something else."""
    assert list(told_operations(text)) == []
