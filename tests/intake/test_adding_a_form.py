"""A form is one file and one row: the one that CONTRIBUTING shows is read like any other."""

from __future__ import annotations

import importlib.util
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from diagnose.intake import Grounds, Source
from diagnose.intake.content.form import Form
from diagnose.intake.forms.table import FORMS
from diagnose.intake.reader import read_sources

_CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"
_BLOCK = re.compile(r"^ *```python acme_forms/telegram\.py\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
"""The form that CONTRIBUTING shows."""
_TICKET = """Hello,

TELEGRAM TO https://gateway.filed.com/graphql STOP connection c-17 STOP query Q { me { id } } STOP PS job work ID: jw-9

Bearer made-up-token-0123456789 was used.
"""


@pytest.fixture
def forms(tmp_path: Path) -> Iterator[tuple[Form, ...]]:
    """Load the form from a file beside nothing of ours; its row goes before all others."""
    path = tmp_path / "made_up_telegram.py"
    (module_text,) = _BLOCK.findall(_CONTRIBUTING.read_text(encoding="utf-8"))
    path.write_text(textwrap.dedent(module_text))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    yield (module.TELEGRAM, *FORMS)
    del sys.modules[path.stem]


def test_its_request_and_its_ids_are_read(forms: tuple[Form, ...]) -> None:
    """Request, ID and the text inside it come out of the reading, with their lines; so does the secret around it."""
    reading = read_sources([Source.of_bytes("ticket.txt", _TICKET.encode())], forms)
    (request,) = reading.requests
    assert (request.form, request.source, request.line) == ("telegram", "ticket.txt", 3)
    assert (request.endpoint, request.method) == ("https://gateway.filed.com/graphql", "POST")
    assert request.operation_name == "Q"
    assert reading.slots.connection_id == "c-17"
    assert reading.slots.job_work_ids == ("jw-9",)
    assert {(found.value, found.line, found.evidence) for found in reading.ids} == {
        ("c-17", 3, Grounds.WORDS),
        ("jw-9", 3, Grounds.WORDS),
    }
    assert reading.sources[0].forms == ("telegram",)
    assert [(found.line, found.secret.reveal()) for found in reading.secrets] == [(5, "made-up-token-0123456789")]


def test_without_its_row_it_is_words() -> None:
    """The same ticket without the form has no request but what a document in prose is."""
    reading = read_sources([Source.of_bytes("ticket.txt", _TICKET.encode())])
    assert [request.form for request in reading.requests] == ["graphql"]
