"""A call of ``fetch()``: as browsers copy it ("Copy as fetch", also for Node.js), or as people write it.

Source: the Fetch Standard, section 5.4 (the options of a request).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.foreign_text import cut
from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.http_request import Header, HttpRequest, deliver, may_be_ours
from diagnose.intake.content.sightings import FormSeen, Remark, SecretSeen, tell_anything
from diagnose.intake.shell.javascript import Expression, ScriptReader, ScriptValue, plain
from diagnose.intake.source.traced import Traced

_END = re.compile(r"(?:[ \t]{0,8}+;)++")
_OURS = "filed.com"
_TEXT = "text/plain;charset=UTF-8"
"""What fetch() sends as the type of a body that is a string."""


def read_fetch(stretch: Stretch) -> Claim | Vain:
    """Read the call that begins here."""
    reader = ScriptReader(stretch.source, stretch.after, stretch.limit, stretch.assigned)
    url, options = (*reader.arguments(), None, None)[:2]
    given = options if isinstance(options, dict) else {}
    end = _END.match(stretch.source.text, reader.position)
    position = end.end() if end else reader.position
    body = given.get("body")
    whole = not reader.unclosed and not isinstance(options, Expression)
    seen = deliver(_request(stretch.line, url, given, whole=whole))
    if not tell_anything(seen):
        secrets = tuple(secret for secret in seen if isinstance(secret, SecretSeen))
        if isinstance(url, Traced) and not may_be_ours(url.text) and _OURS in stretch.source.text:
            return Claim(position, (FormSeen("fetch"), *secrets))  # what is sent to others is none of this API
        return Vain(position, secrets)
    remarks = []
    if isinstance(given.get("headers"), Expression) or isinstance(options, Expression):
        remarks.append("A fetch() call takes its headers from an expression, which was not worked out.")
    if isinstance(body, Expression):
        remarks.append(f"A fetch() call takes its body from {cut(body.text, 60)}, which the ticket does not contain.")
    if reader.unclosed:
        remarks.append("A fetch() call is cut off; what comes before that was read.")
    return Claim(position, (*seen, *(Remark(stretch.line, text) for text in remarks)))


def _request(line: int, url: ScriptValue, options: dict[str, ScriptValue], *, whole: bool) -> HttpRequest:
    """Put the request together; of options that are not ``whole`` nothing is said that they do not show."""
    method, body, headers = options.get("method"), options.get("body"), options.get("headers")
    named = cut(method.text.upper(), 32) if isinstance(method, Traced) else None
    return HttpRequest(
        "fetch",
        line,
        url=url.text if isinstance(url, Traced) else None,
        method=named or ("GET" if whole and method is None else None),
        headers=tuple(_headers(headers, line)),
        headers_complete=not isinstance(headers, Expression) and (whole or headers is not None),
        body=body if isinstance(body, Traced) else None,
        default_content_type=_TEXT,
    )


def _headers(value: ScriptValue, line: int) -> Iterator[Header]:
    """Yield the headers of an object, or of a list of pairs."""
    pairs = value.items() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for pair in pairs:
        if not isinstance(pair, list | tuple) or len(pair) != 2:  # noqa: PLR2004 - a name and a value
            continue
        name, content = pair
        if not isinstance(content, Expression):
            at = content.line_at(0) if isinstance(content, Traced) else line
            yield name if isinstance(name, str) else str(plain(name)), str(plain(content)), at


FETCH = StretchForm(
    "fetch",
    # Takes fetch("https://…", {…}), window.fetch(url), await fetch(`…`) and fetch(/* why */ url); leaves prefetch("…")
    # and api.fetch("…").
    re.compile(
        r"(?<![\w$.])(?:(?:window|globalThis|global|self)\.)?(?:fetch|nodeFetch)[ \t]{0,4}"
        r"\((?=\s{0,64}+[\"'`A-Za-z_$/])"
    ),
    read_fetch,
)
