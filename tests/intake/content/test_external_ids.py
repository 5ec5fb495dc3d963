"""Artifacts named by the customer's own ID, in words."""

from __future__ import annotations

import pytest

from diagnose.intake.content.external_ids import external_artifacts


@pytest.mark.parametrize(
    "text",
    [
        "The K-1 with external ID file-1 never shows up.",
        "The document (externalId: file-1) is missing.",
        'Es fehlt das Dokument mit der externen ID "file-1".',
        "Beleg, externe Kennung file-1",
        "il manque l'artefact dont l'externalId est file-1.",
        "Falta el archivo con identificador externo file-1 en el job work.",
        "Our client misses the W-2 with external ID file-1.",
    ],
)
def test_the_external_id_of_an_artifact(text: str) -> None:
    """The nearest noun before the label says whose it is."""
    assert [text[found.start : found.end] for found in external_artifacts(text)] == ["file-1"]


def test_several() -> None:
    """A list, as people write it."""
    text = "les documents d'ID externe fac-1, fac-2 et fac-3"
    assert [text[found.start : found.end] for found in external_artifacts(text)] == ["fac-1", "fac-2", "fac-3"]


@pytest.mark.parametrize(
    "text",
    [
        "Our client with external ID client-1 is missing.",
        "The artifacts of the job work with external ID client-1 are missing.",
        "We upload a document. The external ID is file-1.",
        "external ID client-1",
        "The document has no external ID, it says.",
    ],
)
def test_other_external_ids(text: str) -> None:
    """A work's, one of a sentence before, one of nothing that is named, and none at all."""
    assert list(external_artifacts(text)) == []
