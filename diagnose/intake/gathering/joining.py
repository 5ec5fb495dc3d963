"""One request that stands in a ticket twice, or in two pieces, is one: ``curl -v`` with its echo, ``-d @body.json``.

A command is followed by what the tool says it sent; a request whose body was not given is followed by a body that no
address is given for. Two requests that merely look alike stay two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diagnose.intake.content.sightings import RequestSeen
from diagnose.intake.model import CustomerRequest

BARE = frozenset({"json-request", "graphql"})
"""Forms that show a body and nothing of how it was sent."""
_ECHO = "http"


@dataclass(frozen=True)
class JoinedRequest:
    """A request, and the sightings that it was made of, the one that shows its document first."""

    whole: RequestSeen
    parts: tuple[RequestSeen, ...]


def join(requests: Sequence[RequestSeen]) -> list[JoinedRequest]:
    """Put together what is one request, in the order of the text."""
    joined: list[JoinedRequest] = []
    for seen in sorted(requests, key=lambda seen: seen.request.line):
        before = joined[-1] if joined else None
        if before and _is_echo(before.whole.request, seen.request):
            joined[-1] = JoinedRequest(seen, (seen, *before.parts))
        elif before and _is_body_of(before.whole.request, seen.request):
            joined[-1] = JoinedRequest(_with_body(before.whole, seen), (seen, *before.parts))
        else:
            joined.append(JoinedRequest(seen, (seen,)))
    return joined


def _is_echo(command: CustomerRequest, sent: CustomerRequest) -> bool:
    """Tell whether a request as text is what the command before it sent."""
    if sent.form != _ECHO or command.form in {_ECHO, *BARE} or command.endpoint != sent.endpoint:
        return False
    return command.document is None or (command.document, command.variables) == (sent.document, sent.variables)


def _is_body_of(sent: CustomerRequest, body: CustomerRequest) -> bool:
    """Tell whether a body that stands alone is the one that the request before it does not show."""
    # What code sends is put together with its own block already.
    waits = sent.form != "code" and sent.document is None and sent.endpoint is not None and sent.method == "POST"
    return waits and body.form in BARE and body.endpoint is None and body.document is not None


def sent_as(body: CustomerRequest, shown: CustomerRequest) -> CustomerRequest:
    """Return a body with what another request shows of how it was sent: form, method, address and headers."""
    return replace(
        body,
        form=shown.form,
        method=shown.method,
        endpoint=shown.endpoint,
        headers=shown.headers,
        headers_complete=shown.headers_complete,
        authorization=shown.authorization,
    )


def _with_body(sent: RequestSeen, body: RequestSeen) -> RequestSeen:
    shown = sent.request
    problems = (*shown.problems, *body.request.problems)
    request = replace(sent_as(body.request, shown), line=shown.line, problems=problems)
    if body.request.variables or not shown.variables:
        return replace(body, request=request)
    return replace(body, request=replace(request, variables=shown.variables), variable_lines=sent.variable_lines)
