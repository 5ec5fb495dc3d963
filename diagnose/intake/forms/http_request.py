"""An HTTP request as some tool sent it, taken apart: its headers that matter, its secrets, its GraphQL body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from diagnose.intake.forms import graphql_json
from diagnose.intake.gathering.journal import Page
from diagnose.intake.model import AuthorizationForm, SecretKind
from diagnose.intake.source import lenient_json
from diagnose.intake.source.secret_search import is_placeholder, kind_of_key, read_authorization
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

SHOWN_HEADERS = frozenset({
    "accept", "content-encoding", "content-type", "host", "origin", "source-platform", "traceparent",
    "x-correlation-id", "x-request-id",
})  # fmt: skip
"""Headers that may matter and hold no secret; no other header is kept."""


@dataclass
class Sent:
    """What was sent, before it is read. ``headers`` have their names as written; ``body`` is None when unknown."""

    form: str
    line: int
    url: str | None = None
    method: str | None = None
    headers: list[tuple[str, str, int]] = field(default_factory=list)
    headers_complete: bool = True
    body: Traced | None = None
    default_content_type: str | None = None
    problems: list[str] = field(default_factory=list)


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


def is_graphql_address(url: str) -> bool:
    """Tell whether an address is likely to be a GraphQL endpoint."""
    return "graphql" in url.lower() or bool(re.search(r"//(?:gateway|router)\.[\w.]{0,100}filed\.com", url.lower()))


def read_headers(page: Page, headers: list[tuple[str, str, int]]) -> tuple[dict[str, str], AuthorizationForm | None]:
    """Return the headers that matter and the form of the authorization; secrets go to the page."""
    shown: dict[str, str] = {}
    form: AuthorizationForm | None = None
    for name, value, line in headers:
        lowered = name.strip().lower().lstrip(":")
        if lowered == "authorization":
            form, secret = read_authorization(value)
            if secret:
                page.secret(secret[0], secret[1], line, "Authorization header")
        elif lowered in {"cookie", "set-cookie"}:
            cookies(page, value, line)
        elif lowered in SHOWN_HEADERS:
            shown[lowered] = value.strip()
        elif (kind := kind_of_key(lowered)) and not is_placeholder(value):
            page.secret(kind, value.strip(), line, f"{name.strip()} header")
    return shown, form


def cookies(page: Page, text: str, line: int) -> None:
    """Keep the value of every cookie as a secret."""
    for pair in text.split(";")[:200]:
        name, equals, value = pair.strip().partition("=")
        if equals and len(value) >= 4 and not is_placeholder(value) and name.lower() not in _ATTRIBUTES:  # noqa: PLR2004
            page.secret(SecretKind.COOKIE, value, line, f"cookie {name[:64]}")


_ATTRIBUTES = {"path", "domain", "expires", "max-age", "samesite", "secure", "httponly", "priority"}


def deliver(page: Page, sent: Sent) -> bool:
    """Read a request that was sent; False when it is no GraphQL request and nothing says that it meant to be one."""
    shown, form = read_headers(page, sent.headers)
    if sent.default_content_type and "content-type" not in shown and sent.body is not None:
        shown["content-type"] = sent.default_content_type
    url = sent.url or ""
    _url_secrets(page, url, sent.line)
    envelope = graphql_json.Envelope(
        sent.form, sent.line, sent.method, clean_url(url) if url else None, shown, sent.headers_complete, form,
        tuple(sent.problems),
    )  # fmt: skip
    if sent.body is not None and sent.body.text.strip() and read_body(page, sent.body, envelope):
        return True
    if _from_form(page, urlsplit_query(url), envelope):
        return True
    if not is_graphql_address(url):
        return False
    page.form(sent.form)
    graphql_json.add_request(page, envelope, None, Traced.on_line("", sent.line), {}, {})
    return True


def urlsplit_query(url: str) -> str:
    """Return an address's query string, empty when there is none."""
    return url.split("#", 1)[0].partition("?")[2]


def _url_secrets(page: Page, url: str, line: int) -> None:
    user = re.search(r"//([^/@\s]{1,500}+)@", url)
    if user:
        page.secret(SecretKind.PASSWORD, user[1].partition(":")[2] or user[1], line, "address")
    for key, value in parse_qsl(urlsplit_query(url)[:20_000]):
        if (kind := kind_of_key(key)) and not is_placeholder(value):
            page.secret(kind, value, line, f"{key} in the address")


def read_body(page: Page, body: Traced, envelope: graphql_json.Envelope) -> bool:
    """Read a request's body: JSON, a form, or a bare document; False when it is none of these."""
    text = body.text.strip("\ufeff \t\r\n")
    if text[:1] in "{[":
        return _json_body(page, body, envelope)
    if text.startswith(("query=", "operationName=", "variables=")):
        wrong = "the body is a form, not JSON"
        return _from_form(page, text, replace(envelope, problems=(*envelope.problems, wrong)))
    if re.match(r"(?:query|mutation|subscription|fragment)\b", text):
        wrong = "the body is a bare GraphQL document, not JSON"
        page.form(envelope.form)
        envelope = replace(envelope, problems=(*envelope.problems, wrong))
        graphql_json.add_request(page, envelope, body.text, body, {}, {})
        return True
    return False


def _json_body(page: Page, body: Traced, envelope: graphql_json.Envelope) -> bool:
    parsed = lenient_json.parse_kindly(body.text)
    problems = problems_of(parsed, body)
    lines = {path: body.line_at(offset) for path, offset in parsed.places.items()}
    envelope = replace(envelope, problems=(*envelope.problems, *problems))
    if graphql_json.read_requests(page, parsed.value, lines, envelope):
        if problems:
            page.note(envelope.line, f"The body of a request is not valid JSON: {'; '.join(problems)}.")
        return True
    if re.match(r"\{\s{0,100}+(?!\")\w", body.text) and not parsed.value:
        wrong = "the body is a bare GraphQL document, not JSON"
        graphql_json.add_request(page, replace(envelope, problems=(wrong,)), body.text, body, {}, {})
        page.form(envelope.form)
        return True
    return False


def problems_of(parsed: lenient_json.Parsed, body: Traced, end: int | None = None) -> tuple[str, ...]:
    """Say in clauses what makes a text (or its stretch up to ``end``) no valid JSON."""
    end = len(body.text.rstrip()) if end is None else end
    problems = sorted(parsed.repairs)
    if parsed.too_deep:
        problems.append("it is nested too deeply")
    elif not parsed.whole:
        where = body.line_at(parsed.end)
        ended = parsed.end >= end
        problems.append(f"it ends too early, on line {where}" if ended else f"it breaks off on line {where}")
    elif body.text[parsed.end : end].strip():
        problems.append("something stands behind it")
    return tuple(problems)


def _from_form(page: Page, text: str, envelope: graphql_json.Envelope) -> bool:
    """Read ``query=…&variables=…``, as a form or an address has it."""
    fields = dict(parse_qsl(text, keep_blank_values=True))
    if "query" not in fields:
        return False
    value: dict[str, Json] = {key: fields[key] for key in ("query", "operationName") if key in fields}
    variables = lenient_json.parse_kindly(fields.get("variables", "{}")).value
    value["variables"] = variables if isinstance(variables, dict) else {}
    return graphql_json.read_requests(page, value, {}, envelope)
