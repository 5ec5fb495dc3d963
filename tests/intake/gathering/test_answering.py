"""Words tell what an answer answers that shows nothing of it."""

from __future__ import annotations

import pytest

from diagnose.intake import Source, read_sources

ERROR = '{"errors":[{"message":"Unsupported file type"}]}'


@pytest.mark.parametrize(
    "text",
    [
        f"createJobWorkArtifacts says:\n{ERROR}",
        f"Beim Hochladen der Artefakte kommt\n\n```\n{ERROR}\n```\n",
        f"Bonjour,\n{ERROR}\nest la réponse à la création des artefacts.",
    ],
)
def test_words_beside_an_error(text: str) -> None:
    """Before it, or right behind it."""
    (answer,) = read_sources([Source.of_bytes("t.txt", text.encode())]).responses
    assert answer.operation == "createJobWorkArtifacts"


@pytest.mark.parametrize(
    "text",
    [
        f"We create artifacts.\n\nThe query answers:\n{ERROR}",
        "createJobWorks says:\n" + "\n" * 20 + ERROR,
        'createJobWorks, then:\n{"errors":[{"message":"No.","path":["me"]}]}',
        "createJobWorkArtifacts\nquery { me { workspaces { id } } }\n" + ERROR + "\n",
    ],
)
def test_an_answer_to_something_else(text: str) -> None:
    """A query stands nearer, the words are far away, or the answer tells itself."""
    (answer,) = read_sources([Source.of_bytes("t.txt", text.encode())]).responses
    assert answer.operation is None
