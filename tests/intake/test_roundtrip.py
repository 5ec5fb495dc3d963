"""Any request, as any tool renders it, is read back equal."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.intake import CustomerRequest, Source, read_sources
from diagnose.json_value import Json
from tests.intake import renderers
from tests.intake.renderers import Wanted

_CHARS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x85")
_TEXTS = st.text(_CHARS | st.sampled_from("'\"\\$`!%^&|<>()\n\t "), max_size=30)
_IDS = st.from_regex(r"[a-z]{1,8}_[0-9A-Za-z]{1,12}", fullmatch=True)
_WANTED = st.builds(
    Wanted,
    document=_TEXTS.map(lambda text: f"query Q($c: ID!, $n: String) {{ me {{ id }} }}\n# {text.replace(chr(10), ' ')}"),
    variables=st.fixed_dictionaries({"c": _IDS, "n": _TEXTS, "l": st.lists(st.integers() | st.booleans() | st.none())}),
    endpoint=st.sampled_from(["https://gateway.filed.com/graphql", "http://127.0.0.1:8000/graphql"]),
    platform=st.from_regex(r"[a-z][a-z0-9-]{1,20}", fullmatch=True),
)


def read_back(text: str) -> CustomerRequest:
    """Read one request out of a text."""
    (request,) = read_sources([Source.of_bytes("ticket", text.encode())]).requests
    return request


def assert_equal(request: CustomerRequest, wanted: Wanted) -> None:
    """Compare everything that was rendered."""
    assert request.document == wanted.document
    assert request.variables == wanted.variables
    assert request.endpoint == wanted.endpoint
    assert request.headers == wanted.headers
    assert request.method == "POST"
    assert request.problems == ()


@pytest.mark.parametrize("quote", [renderers.bash_single, renderers.bash_double, renderers.bash_ansi])
@given(wanted=_WANTED)
def test_bash(quote: object, wanted: Wanted) -> None:
    """A request quoted in any of bash's three ways is read back equal."""
    assert callable(quote)
    assert_equal(read_back("Hello,\n\n" + renderers.curl(wanted, quote) + "\n\nThanks"), wanted)


@given(wanted=_WANTED)
def test_cmd(wanted: Wanted) -> None:
    """A request as Chrome copies it for cmd.exe is read back equal."""
    assert_equal(read_back(renderers.curl(wanted, renderers.cmd, " ^\n  ")), wanted)


@given(wanted=_WANTED)
def test_powershell(wanted: Wanted) -> None:
    """A request as Chrome copies it for PowerShell is read back equal."""
    assert_equal(read_back(renderers.invoke(wanted)), wanted)


@pytest.mark.parametrize("encoded", [False, True])
@given(wanted=_WANTED)
def test_har(encoded: bool, wanted: Wanted) -> None:
    """A request in a HAR is read back equal, and so is its response, plain or in base64."""
    response: dict[str, Json] = {"data": {"me": {"workspaces": []}}}
    reading = read_sources([Source.of_bytes("a", renderers.har(wanted, response, base64_body=encoded).encode())])
    assert_equal(reading.requests[0], wanted)
    assert reading.responses[0].data == response["data"]
    assert reading.responses[0].status == 200


@given(wanted=_WANTED)
def test_json(wanted: Wanted) -> None:
    """A request body alone, and a batch of two, are read back equal."""
    request = read_back(wanted.body)
    assert (request.document, request.variables) == (wanted.document, wanted.variables)
    both = read_sources([Source.of_bytes("a", f"[{wanted.body},{wanted.body}]".encode())]).requests
    assert [item.variables for item in both] == [wanted.variables] * 2


_CURL = "curl() { printf '%s\\0' \"${!#}\"; }\n"
"""In bash, a curl that says what it was handed last."""


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here to prove the quoting with")
@pytest.mark.parametrize("quote", [renderers.bash_single, renderers.bash_double, renderers.bash_ansi])
@given(wanted=_WANTED)
def test_bash_itself_agrees(quote: object, wanted: Wanted) -> None:
    """What bash hands to curl is what the reading says that was sent."""
    assert callable(quote)
    command = renderers.curl(wanted, quote)
    environ = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["bash", "-c", _CURL + command], env=environ, check=True, capture_output=True)
    sent = json.loads(done.stdout.rstrip(b"\0"))
    request = read_back(command)
    assert (request.document, request.variables) == (sent["query"], sent["variables"])
