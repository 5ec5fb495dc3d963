"""An empty list that words show."""

from __future__ import annotations

import pytest

from tests.intake.sent import read


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("For connection co-202 it returns only `jobWorks: []`.", "jobWorks"),
        ("liefert als Antwort nur\n\n    workspaces: []\n\nund sonst nichts", "workspaces"),
        ("We get connections: [] although there are two.", "connections"),
        ('renvoie\n"jobWorks": []\n', "jobWorks"),
    ],
)
def test_words_show_an_answer(text: str, empty: str) -> None:
    """Alone on a line, between back-ticks or in a sentence."""
    (response,) = read(text).responses
    assert response.empty == (empty,)


@pytest.mark.parametrize(
    "code",
    [
        "data() {\n  return {\n    jobWorks: [],\n    workspaces: []\n  }\n}",
        "const state = reactive({ jobWorks: [] })",
        "setState({ loading: false, jobWorks: [] })",
        "interface Props { jobWorks: [] }",
    ],
)
def test_code_begins_with_empty_lists(code: str) -> None:
    """That is no answer."""
    assert read(f"Our component, for connection co-202:\n\n{code}\n").responses == ()


@pytest.mark.parametrize(
    "text",
    [
        "In the reducer we start with\n  `jobWorks: []`\nand fill it later.",
        "Our YAML says what the job returns:\n\nconfig:\n  jobWorks: []\n",
        "It returns what we configured\n\nlimit: 25\njobWorks: []\n",
        "We no longer see jobWorks: [] since yesterday, thanks!",
        "Die API liefert nicht mehr `workspaces: []`, danke.",
        "Until Monday we got `jobWorks: []`, now all is well.",
        "It should return `jobWorks: []` for a closed job.",
    ],
)
def test_an_empty_list_that_nothing_returned(text: str) -> None:
    """A beginning, a setting, what is over and what only might be are no answers."""
    assert read(f"For connection co-202:\n\n{text}\n").responses == ()
