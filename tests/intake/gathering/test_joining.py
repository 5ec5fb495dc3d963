"""What stands in a ticket twice, or in two pieces, and is one request."""

from __future__ import annotations

from diagnose.intake.content.graphql_json import Envelope, request_seen
from diagnose.intake.content.sightings import RequestSeen
from diagnose.intake.gathering.joining import join
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_URL = "https://gateway.filed.com/graphql"


def _seen(form: str, line: int, document: str | None, url: str | None = None, **variables: Json) -> RequestSeen:
    envelope = Envelope(form, line, "POST" if url else None, url, {} if url else None)
    (seen,) = request_seen(envelope, document, Traced.on_line(document or "", line), dict(variables))
    assert isinstance(seen, RequestSeen)
    return seen


def test_a_command_and_what_it_sent() -> None:
    """The echo tells more than the command."""
    command, echo = _seen("curl-bash", 1, None, _URL), _seen("http", 5, "{ me { id } }", _URL)
    (joined,) = join([command, echo])
    assert joined.whole is echo
    assert joined.parts == (echo, command)


def test_a_body_from_a_file() -> None:
    """The body that is pasted below belongs to the request above, whose line and address it gets."""
    (joined,) = join([_seen("curl-bash", 1, None, _URL), _seen("json-request", 9, "{ me { id } }")])
    request = joined.whole.request
    assert (request.document, request.endpoint, request.line, request.form) == ("{ me { id } }", _URL, 1, "curl-bash")


def test_two_stay_two() -> None:
    """Other variables, another address, or a body before the request: these are two."""
    one, other = _seen("curl-bash", 1, "{ me { id } }", _URL, a="1"), _seen("http", 5, "{ me { id } }", _URL, a="2")
    assert len(join([one, other])) == 2
    assert len(join([_seen("curl-bash", 1, None, "https://x/graphql"), _seen("http", 2, None, _URL)])) == 2
    assert len(join([_seen("json-request", 1, "{ me { id } }"), _seen("curl-bash", 2, None, _URL)])) == 2
