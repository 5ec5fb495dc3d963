"""A variable in a pipeline's ``env``."""

from __future__ import annotations

import pytest

from diagnose.intake.forms.yaml_variable import YAML_VARIABLE
from tests.intake.sent import ENDPOINT, read

_BODY = r"""{\"query\": \"{ me { id } }\", \"variables\": {\"w\": \"$WORKSPACE\", \"c\": \"${{ env.CONN }}\"}}"""
_PIPELINE = f"""env:
  WORKSPACE: ws-101
  CONN: "co-202"
  TOKEN: ${{{{ secrets.TOKEN }}}}
run: |
  curl {ENDPOINT} -H 'Content-Type: application/json' -H "Authorization: Bearer $TOKEN" \\
    -d "{_BODY}"
"""


def test_its_value_reaches_the_command() -> None:
    """By the shell's own name, and by the pipeline's expression; a secret stays a name."""
    (request,) = read(_PIPELINE).requests
    assert request.variables == {"w": "ws-101", "c": "co-202"}
    assert request.authorization is not None
    assert request.authorization.problem == "placeholder"


@pytest.mark.parametrize("text", ["Workspace: ws-101", "QUERY: |", "TOKEN: ${{ secrets.T }}", "NOTE: two words"])
def test_what_is_no_plain_value(text: str) -> None:
    """A label in words, a block, an expression, a sentence."""
    assert YAML_VARIABLE.looks_like.search(text) is None


def test_the_words_are_still_read_as_words() -> None:
    """The value may be the ID itself."""
    assert read("WORKSPACE_ID: ws-101\nCONNECTION_ID: co-202\n").slots.workspace_id == "ws-101"
