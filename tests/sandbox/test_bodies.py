"""The bytes of an answer: made to lie, compressed, compressed badly."""

from __future__ import annotations

import gzip
import json
import zlib

import pytest

from diagnose.sandbox import Faults, Malformation, serve
from diagnose.sandbox.bodies import gzipped, json_body
from tests.sandbox.calling import EVERYTHING, OPERATION, Caller, document, harbour, raw

CHAIN = {
    "workspaceIds": ["workspace_310472"], "connections": {"ids": ["connection_790"]}, "jobWorks": {},
    "withByWork": False, "withByConnectionJob": False,
}  # fmt: skip


def test_truncated_gzip() -> None:
    """A compressed body ends in the middle, and the length in the headers agrees with what came."""
    with serve(harbour(), faults=Faults(truncated_gzip=True)) as gateway:
        headers, body = raw(gateway, EVERYTHING)
    assert (headers["content-encoding"], int(headers["content-length"])) == ("gzip", len(body))
    with pytest.raises(EOFError):
        gzip.decompress(body)


def test_zip_bomb() -> None:
    """A small body inflates to a thousand times its size and more, as one valid gzip stream."""
    with serve(harbour(), faults=Faults(zip_bomb=50_000_000)) as gateway:
        _, body = raw(gateway, OPERATION)
    assert len(body) < 60_000
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    size = 0
    while body and not inflate.eof:
        size += len(inflate.decompress(body, 1_000_000))
        body = inflate.unconsumed_tail
    assert inflate.eof
    assert size > 50_000_000


@pytest.mark.parametrize("kind", Malformation)
def test_malformed(caller: Caller, kind: Malformation) -> None:
    """Each lie is really in the answer to the diagnosis' own query, and differs from the honest one."""
    with serve(harbour(), faults=Faults(malformed=kind)) as gateway:
        text = caller.ask(gateway, document("TicketChain"), CHAIN).text
    with serve(harbour()) as gateway:
        honest = caller.ask(gateway, document("TicketChain"), CHAIN).text
    assert text != honest
    match kind:
        case Malformation.NAN:
            assert '"createdAt":NaN' in text
        case Malformation.DUPLICATE_KEYS:
            assert text.startswith('{"data":null,"data":{')
        case Malformation.DEEP:
            assert "[" * 10_000 in text
            with pytest.raises(RecursionError):
                json.loads(text)
        case Malformation.LONE_SURROGATE:
            status = json.loads(text)["data"]["me"]["workspaces"][0]["connections"][0]["status"]
            with pytest.raises(UnicodeEncodeError):
                status.encode()
        case Malformation.HUGE_ID:
            assert f'"connectionJobId":"{"x" * 200_000}"' in text
        case Malformation.WRONG_TYPES:
            assert '"jobWorkArtifacts":{"edges":"none"}' in text
        case Malformation.MISSING_FIELDS:
            assert '"connectionJobId"' not in text
        case Malformation.TERMINAL_ESCAPES:
            assert "\\u001b]52;" in text
        case Malformation.SCRIPT:
            assert "</script><script>" in text


def test_the_same_answer_is_the_same_bytes() -> None:
    """Also compressed, so that recordings can be compared."""
    payload = {"data": {"name": "Müller", "list": [1, None]}}
    assert json_body(payload) == b'{"data":{"name":"M\\u00fcller","list":[1,null]}}'
    assert gzipped(json_body(payload)) == gzipped(json_body(payload))


def test_a_lie_changes_only_what_it_is_about() -> None:
    """The honest payload itself stays as it was."""
    honest = {"id": "connection_1", "status": "active", "metadata": None}
    wrong, missing, script = (
        json.loads(json_body({"data": honest}, lie))["data"]
        for lie in (Malformation.WRONG_TYPES, Malformation.MISSING_FIELDS, Malformation.SCRIPT)
    )
    assert wrong == {**honest, "status": 42}
    assert missing == {"id": "connection_1", "metadata": None}
    assert script["metadata"]["reason"].startswith("</script>")
    assert honest["status"] == "active"
