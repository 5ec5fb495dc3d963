"""An HTTP request as some tool sent it, taken apart: its headers that matter, its secrets, its GraphQL body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from diagnose.intake.content.graphql_document import read_document
from diagnose.intake.content.graphql_json import Envelope, read_requests, read_variables_alone, request_seen
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.secret_places import (
    address_secrets,
    header_secret,
    json_secrets,
    text_secrets,
    without_repeats,
)
from diagnose.intake.content.sightings import Remark, RequestSeen, SecretSeen, Sighting
from diagnose.intake.kinds import CREATING
from diagnose.intake.model import AuthorizationForm
from diagnose.intake.source import lenient_json
from diagnose.intake.source.secret_search import read_authorization
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

SHOWN_HEADERS = frozenset({
    "accept", "content-encoding", "content-type", "host", "origin", "source-platform", "traceparent",
    "x-correlation-id", "x-request-id",
})  # fmt: skip
"""Headers that may matter and hold no secret; no other header is kept."""


Header: TypeAlias = "tuple[str, str, int]"
"""A header's name as written, its value, its line."""


@dataclass(frozen=True)
class HttpRequest:
    """What was sent, before it is read. ``body`` is None when it is not known; ``problems`` are clauses about it."""

    form: str
    line: int
    url: str | None = None
    method: str | None = None
    headers: tuple[Header, ...] = ()
    headers_complete: bool = True
    body: Traced | None = None
    default_content_type: str | None = None
    problems: tuple[str, ...] = ()
    headers_shown: bool = True
    """False for what tells nothing of how the request was sent, as a link."""


def clean_url(url: str) -> str:
    """Return an address without user info, query and fragment; as written when it is none."""
    url = (url.split(maxsplit=1) or [""])[0]
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return re.sub(r"//[^/@\s]*@", "//", url)[:500].split("?", 1)[0]
    host = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme, host + port, parts.path, "", ""))[:500]


_OURS = re.compile(r"(?i)^(?:https?:)?(?://)?(?:[\w.-]{1,100}\.)?filed\.com(?=[:/?#]|$)")
_NEAR = re.compile(r"(?i)^(?:https?://)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/?#]|$)")
_SPOKEN = re.compile(r"(?i)/graphql(?=[/?#]|$)")
_ROOTS = CREATING | {"loginViaPersonalApiToken", "addUsersToTheWorkspace", "uploadConnectionFile"}


def is_graphql_address(url: str) -> bool:
    """Tell whether GraphQL is spoken at an address: at a path of that name, or at the gateway itself."""
    return bool(_SPOKEN.search(url) or re.search(r"(?i)//(?:gateway|router)\.[\w.]{0,100}filed\.com", url))


def may_be_ours(url: str) -> bool:
    """Tell whether a request to this address may be one to this API, whatever is in it.

    The API's own hosts, a proxy on this very machine, and addresses that do not tell their host.
    """
    return bool(_OURS.match(url) or _NEAR.match(url)) or not re.match(r"(?i)(?:[a-z]{2,6}:)?//[\w\[]", url)


def is_of_this_api(document: str | None) -> bool:
    """Tell whether a document asks for something of this API: its chain below ``me``, or one of its mutations."""
    reading = read_document(document) if document else None
    return reading is not None and bool(
        _ROOTS & {*reading.roots, *reading.fields} or ("me" in reading.fields and "workspaces" in reading.fields)
    )


def shown_headers(headers: Iterable[Header]) -> tuple[dict[str, str], AuthorizationForm | None]:
    """Return the headers that matter, by their lower-cased names, and the form of the authorization."""
    shown: dict[str, str] = {}
    form: AuthorizationForm | None = None
    for name, value, _ in headers:
        lowered = name.strip().lower().lstrip(":")
        if lowered == "authorization":
            form = read_authorization(value)[0]
        elif lowered in SHOWN_HEADERS:
            shown[lowered] = value.strip()
    return shown, form


def envelope_of(sent: HttpRequest, *, with_body: bool) -> Envelope:
    """Return what is known of a request besides its body; the type that its client declares comes with a body alone."""
    shown, form = shown_headers(sent.headers)
    if sent.default_content_type and "content-type" not in shown and with_body:
        shown["content-type"] = sent.default_content_type
    headers = shown if sent.headers_shown else None
    return Envelope(
        sent.form, sent.line, sent.method, _endpoint(sent.url or ""), headers, sent.headers_complete, form,
        sent.problems,
    )  # fmt: skip


def deliver(sent: HttpRequest) -> tuple[Sighting, ...]:
    """Read a request that was sent: its secrets, and itself if it is GraphQL or goes where GraphQL is spoken."""
    url = sent.url or ""
    envelope = envelope_of(sent, with_body=sent.body is not None)
    secrets: list[Sighting] = [
        *(secret for header in sent.headers for secret in header_secret(*header)),
        *address_secrets(url, query_of(url), sent.line),
    ]
    request, inner = _request(sent, url, envelope)
    secrets += without_repeats(inner, secrets)
    if _is_handshake(url, sent.headers):
        return tuple(secrets)
    return *secrets, *(request if _counts(url, request) else _elsewhere(request))


def _is_handshake(url: str, headers: Iterable[Header]) -> bool:
    """Tell the handshake of a WebSocket, which asks for nothing yet."""
    return bool(re.match(r"(?i)wss?:", url)) or any(name.lower() == "upgrade" for name, _, _ in headers)


def _counts(url: str, request: tuple[Sighting, ...]) -> bool:
    """Tell whether a request goes to this API: others speak GraphQL too."""
    asked = [sighting.request.document for sighting in request if isinstance(sighting, RequestSeen)]
    return may_be_ours(url) or any(map(is_of_this_api, asked))


def _elsewhere(request: tuple[Sighting, ...]) -> Iterator[Sighting]:
    for sighting in request:
        if isinstance(sighting, RequestSeen) and sighting.request.document:
            yield replace(sighting, elsewhere=True)


def _endpoint(url: str) -> str | None:
    return (
        clean_url(url) if url and not url.startswith(("{{", "<<", "/")) else url.split("?", maxsplit=1)[0][:500] or None
    )


def _request(sent: HttpRequest, url: str, envelope: Envelope) -> tuple[tuple[Sighting, ...], list[SecretSeen]]:
    """Return the request, if it is one, and the secrets in its body."""
    secrets: list[SecretSeen] = []
    if sent.body is not None and sent.body.text.strip():
        seen, secrets = read_body(sent.body, envelope)
        if seen:
            return seen, secrets
    if seen := _from_form(query_of(url), envelope):
        return seen, secrets
    if not is_graphql_address(url):
        return (), secrets
    return tuple(request_seen(envelope, None, Traced.on_line("", sent.line))), secrets


def query_of(url: str) -> str:
    """Return an address's query string, empty when there is none."""
    return url.split("#", 1)[0].partition("?")[2]


def read_body(body: Traced, envelope: Envelope) -> tuple[tuple[Sighting, ...], list[SecretSeen]]:
    """Read a request's body: JSON, a form, or a bare document; return the requests in it, and the secrets."""
    text = body.text.strip("\ufeff \t\r\n")
    secrets = list(text_secrets(body))
    if text[:1] in {"{", "["}:
        parsed = lenient_json.parse_traced(body)
        lines = Lines(envelope.line, parsed.places, body)
        keyed = list(json_secrets(parsed.value, lines))
        return _json_body(parsed, body, lines, envelope), [*keyed, *without_repeats(secrets, keyed)]
    if text.startswith(("query=", "operationName=", "variables=")):
        wrong = "the body is a form, not JSON"
        return _from_form(text, replace(envelope, problems=(*envelope.problems, wrong))), secrets
    if re.match(r"(?:query|mutation|subscription|fragment)\b", text):
        return _bare_document(body, envelope), secrets
    return (), secrets


def _bare_document(body: Traced, envelope: Envelope) -> tuple[Sighting, ...]:
    wrong = "the body is a bare GraphQL document, not JSON"
    return tuple(request_seen(replace(envelope, problems=(*envelope.problems, wrong)), body.text, body))


def _json_body(
    parsed: lenient_json.LenientJson, body: Traced, lines: Lines, envelope: Envelope
) -> tuple[Sighting, ...]:
    problems = problems_of(parsed, body)
    known = replace(envelope, problems=(*envelope.problems, *problems))
    seen = read_requests(parsed.value, lines, known)
    if not seen and is_graphql_address(envelope.endpoint or ""):
        seen = tuple(read_variables_alone(parsed.value, lines, known))
    if seen and problems:
        return *seen, Remark(envelope.line, f"The body of a request is not valid JSON: {'; '.join(problems)}.")
    if not seen and re.match(r"\{\s{0,100}+(?!\")\w", body.text) and not parsed.value:
        return _bare_document(body, replace(envelope, problems=()))
    return seen


def problems_of(parsed: lenient_json.LenientJson, body: Traced, end: int | None = None) -> tuple[str, ...]:
    """Say in clauses what makes a text (or its stretch up to ``end``) no valid JSON."""
    end = len(body.text.rstrip()) if end is None else end
    problems = sorted(parsed.repairs)
    if parsed.too_deep:
        problems.append("it is nested too deeply")
    elif not parsed.whole:
        where = body.line_at(parsed.end)
        ended = parsed.end >= end
        problems.append(f"it ends too early, on line {where}" if ended else f"it is cut off on line {where}")
    elif body.text[parsed.end : end].strip():
        problems.append("something follows it")
    return tuple(problems)


def _from_form(text: str, envelope: Envelope) -> tuple[Sighting, ...]:
    """Read ``query=…&variables=…``, as a form or an address has it."""
    fields = dict(parse_qsl(text, keep_blank_values=True))
    if "query" not in fields:
        return ()
    value: dict[str, Json] = {key: fields[key] for key in ("query", "operationName") if key in fields}
    variables = lenient_json.parse_kindly(fields.get("variables", "{}"), placed=False).value
    value["variables"] = variables if isinstance(variables, dict) else {}
    return read_requests(value, Lines(envelope.line), envelope)
