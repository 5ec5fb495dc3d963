"""The ways by which a text reaches the tool, by area: answers, tickets, options, variables, files, plugins."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import click

from diagnose.cli.run import run
from tests.secrets.repeating_gateway import Answer, Json, field_changed, response, rewritten

CONNECTION = "connection_790"
NAMED = ("--connection", CONNECTION, "--job-work", "job_work_20931")


@dataclass(frozen=True)
class Call:
    """How to call the tool so that it meets a text.

    ``answer`` is what the gateway says (None: the unchanged world); ``proxied``: it is asked as a proxy instead.
    """

    argv: tuple[str, ...] = NAMED
    answer: Answer | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    environ: Mapping[str, str] = field(default_factory=dict)
    proxied: bool = False
    plugin: str | None = None


Carrier: TypeAlias = Callable[[str, str], Call]
"""From the text, and the address of a gateway with a world, to the call."""


def _flat(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")


def _said(make: Callable[[str], bytes]) -> Carrier:
    return lambda text, _: Call(answer=lambda _: make(text))


def _error(**parts: Json) -> bytes:
    return response(json.dumps({"errors": [{"message": "failed", **parts}]}))


def _field(key: str) -> Carrier:
    return lambda text, world: Call(answer=rewritten(world, field_changed(key, text)))


def _keyed(text: str) -> bytes:
    return response(json.dumps({"detail": {text: text, "list": [text]}}), status="400 Bad Request")


ANSWERS: Mapping[str, Carrier] = {
    "error message": _said(lambda text: _error(message=text)),
    "two error messages": _said(lambda text: response(json.dumps({"errors": [{"message": "no"}, {"message": text}]}))),
    "error path": _said(lambda text: _error(path=["me", text])),
    "error code": _said(lambda text: _error(extensions={"code": text})),
    "error as a text": _said(lambda text: response(json.dumps({"errors": [text]}))),
    "unauthenticated, message": _said(lambda text: _error(message=text, extensions={"code": "UNAUTHENTICATED"})),
    "other JSON": _said(_keyed),
    "JSON text": _said(lambda text: response(json.dumps(text))),
    "plain body": _said(lambda text: response(text, kind="text/plain")),
    "broken JSON": _said(lambda text: response(f'{{"data": "{text}')),
    "page title": _said(lambda text: response(f"<html><head><title>{text}</title>", status="502 No", kind="text/html")),
    "page body": _said(lambda text: response(f"<html><body><p>{text}</p>", status="503 No", kind="text/html")),
}  # fmt: skip

HEADERS: Mapping[str, Carrier] = {
    name: _said(
        lambda text, name=name, status=status: response(  # type: ignore[misc]
            "no", f"{name}: {_flat(text)}", status=status, kind="text/plain"
        )
    )
    for name, status in {
        "Server": "500 No", "X-Request-Id": "500 No", "WWW-Authenticate": "401 No", "Retry-After": "429 No",
        "Date": "500 No", "Set-Cookie": "200 OK", "Traceparent": "400 No", "Location": "302 Found",
        "Content-Encoding": "200 OK",
    }.items()
}  # fmt: skip


def _elsewhere(place: str, text: str) -> str:
    return f"Location: https://{place}{_flat(text)}"


BROKEN: Mapping[str, Carrier] = {
    "redirect with a query": _said(lambda text: response("", _elsewhere("a.example/?x=", text), status="302 Found")),
    "redirect with a path": _said(lambda text: response("", _elsewhere("a.example/in/", text), status="301 Moved")),
    "content type": _said(lambda text: response("no", kind=_flat(text), status="200 OK")),
    "status line": _said(lambda text: response("no", status=f"400 {_flat(text)}")),
    "no status": _said(lambda text: f"{text}\r\n\r\n".encode()),
    "HTTP version": _said(lambda text: f"HTTP/{text} 200 OK\r\n\r\n".encode()),
    "header without a colon": _said(lambda text: response("no", _flat(text))),
    "header name": _said(lambda text: response("no", f"{_flat(text)}: x")),
    "header over lines": _said(lambda text: response("no", f"X-A: b\r\n {text}")),
    "length": _said(lambda text: f"HTTP/1.1 200 OK\r\nContent-Length: {_flat(text)}\r\n\r\n".encode()),
}  # fmt: skip
FIELDS: Mapping[str, Carrier] = {
    f"field {key}": _field(key)
    for key in ("id", "name", "status", "providerKey", "externalId", "type", "url", "error", "metadata", "url_host",
                "artifactId", "createdAt", "updatedAt", "workId", "connectionJobId", "message", "__typename")
}  # fmt: skip


def _ticket(name: str, write: Callable[[str], str | bytes]) -> Carrier:
    def carrier(text: str, _: str) -> Call:
        written = write(text)
        return Call(
            (name,), files={name: written if isinstance(written, bytes) else written.encode("utf-8", "replace")}
        )

    return carrier


def _curl(header: str) -> str:
    body = json.dumps({"query": "{ me { workspaces { id } } }", "variables": {"connectionId": CONNECTION}})
    command = f"curl https://gateway.filed.com/graphql -H 'Authorization: Bearer abc' \\\n -H '{header}' -d '{body}'"
    return f"Ticket T-1\n\n{command}\n"


def _har(text: str) -> str:
    asked = {"query": "query Q($c: ID!) { me { id } }", "variables": {"c": CONNECTION, "connectionId": CONNECTION}}
    request = {
        "method": "POST", "url": f"https://gateway.filed.com/graphql?x={text}",
        "headers": [{"name": "x-a", "value": text}],
        "cookies": [{"name": "c", "value": text}], "queryString": [{"name": "x", "value": text}],
        "postData": {"mimeType": "application/json", "text": json.dumps(asked)},
    }  # fmt: skip
    content = {"mimeType": "application/json", "text": json.dumps({"errors": [{"message": text, "path": [text]}]})}
    reply = {"status": 200, "statusText": text, "headers": [{"name": "server", "value": text}], "content": content}
    entry = {"startedDateTime": text, "request": request, "response": reply}
    return json.dumps({"log": {"version": "1.2", "entries": [entry]}})


def _query(text: str) -> str:
    document = f'query Q {{ me {{ workspaces(filters: {{ ids: ["{text}"] }}) {{ id nope }} }} }}'
    return json.dumps({"query": document, "operationName": text, "variables": {text: text, "connectionId": CONNECTION}})


def _created(text: str) -> str:
    errors = [{"message": text, "path": ["createJobWork"]}]
    created = {
        "data": {"createJobWork": {"id": "job_work_20931", "externalId": text, "errors": [text]}},
        "errors": errors,
    }
    return f"connection: {CONNECTION}\n\nThe answer was:\n{json.dumps(created)}\n"


def _json(**parts: Json) -> str:
    return json.dumps({"connection_id": CONNECTION, **parts})


_MAIL = "From: {0} <a@b.example>\nTo: c@d.example\nSubject: {0}\nX-Note: {0}\n\nConnection {1}: {0}\n"
TICKETS: Mapping[str, Carrier] = {
    "prose": _ticket("t.txt", lambda text: f"Connection {CONNECTION} is empty. We see: {text}\n"),
    "beside an ID": _ticket("t.txt", lambda text: f"connection: {CONNECTION} {text}\njob work ID: job_work_20931\n"),
    "quotation": _ticket("t.txt", lambda text: f"> connection {CONNECTION}\n> {text}\n\nRegards\n{text}\n"),
    "ID slot in words": _ticket("t.txt", lambda text: f"connection: {CONNECTION}\njob work ID: {text}\n"),
    "ID slot in JSON": _ticket("t.json", lambda text: _json(job_work_ids=[text])),
    "reference": _ticket("t.json", lambda text: _json(reference=text, **{text: text})),
    "mail": _ticket("t.eml", lambda text: _MAIL.format(_flat(text), CONNECTION)),
    "curl header": _ticket("t.txt", lambda text: _curl(f"X-Other: {_flat(text)}")),
    "curl platform": _ticket("t.txt", lambda text: _curl(f"source-platform: {_flat(text)}")),
    "curl cookie": _ticket("t.txt", lambda text: _curl(f"Cookie: theme={_flat(text)}")),
    "HAR": _ticket("t.har", _har),
    "query": _ticket("t.json", _query),
    "creation": _ticket("t.txt", _created),
    "link": _ticket("t.txt", lambda text: f"See https://app.filed.com/{CONNECTION}/{text}?x={text} for {CONNECTION}\n"),
    "table": _ticket("t.csv", lambda text: f"connection_id,job_work_id,a\n{CONNECTION},{_flat(text)},{_flat(text)}\n"),
    "saved error": _ticket("t.txt", lambda text: f"connection {CONNECTION}\n{_json(errors=[{'message': text}])}\n"),
}  # fmt: skip


def taking_a_value(command: click.Command) -> Iterator[str]:
    """Yield the options of a command that take a value, by their first name."""
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.is_flag:
            yield parameter.opts[0]


def _option(*argv: str) -> Carrier:
    return lambda text, _: Call(tuple(word.replace("{}", text.replace("\0", "")) for word in argv))


_TRIED: Mapping[str, Carrier] = {
    **{
        f"--{slot}": _option("--connection", CONNECTION, f"--{slot}", "{}")
        for slot in ("workspace", "connection-job", "job-work", "work", "artifact")
    },
    "--connection": _option("--connection", "{}"),
    "--ticket-ref": _option(*NAMED, "--ticket-ref", "{}", "--output-dir", "out"),
    "--source-platform": _option(*NAMED, "--source-platform", "{}"),
    "--endpoint, query": _option(*NAMED, "--endpoint", "http://127.0.0.1:9/graphql?x={}"),
    "--endpoint, user": _option(*NAMED, "--endpoint", "http://me:{}@127.0.0.1:9/graphql"),
    "--endpoint, no address": _option(*NAMED, "--endpoint", "{}"),
    "--check": _option(*NAMED, "--check", "{}"),
    "--format": _option(*NAMED, "--format", "{}"),
    "--deadline": _option(*NAMED, "--deadline", "{}"),
    "unknown option": _option(*NAMED, "--{}", "x"),
    "--output-dir": _option(*NAMED, "--output-dir", "{}"),
    "--html": _option(*NAMED, "--html", "{}.html"),
    "--token-file": _option(*NAMED, "--token-file", "{}"),
    "missing source": _option("{}"),
}
OPTIONS: Mapping[str, Carrier] = {
    **{option: _option(*NAMED, option, "{}") for option in taking_a_value(run)},
    **_TRIED,
}
"""Every option that takes a value, so that a new one is not forgotten; some in ways of their own."""


def _variable(name: str, value: str = "{}") -> Carrier:
    return lambda text, _: Call(environ={name: value.replace("{}", text.replace("\0", ""))})


def _by_proxy(make: Callable[[str], bytes]) -> Carrier:
    return lambda text, _: Call(answer=lambda _: make(text), proxied=True)


ENVIRONMENT: Mapping[str, Carrier] = {
    "FILED_SOURCE_PLATFORM": _variable("FILED_SOURCE_PLATFORM"),
    "FILED_ENDPOINT": _variable("FILED_ENDPOINT", "https://x.example/{}"),
    "HTTPS_PROXY, no address": _variable("HTTPS_PROXY"),
    "HTTPS_PROXY, port": _variable("HTTPS_PROXY", "http://me:pw@proxy.example:{}"),
    "HTTPS_PROXY, scheme": _variable("HTTPS_PROXY", "socks5://me:{}@proxy.example:1"),
    "NO_PROXY": _variable("NO_PROXY", "http://{}"),
    "proxy's status line": _by_proxy(lambda text: response("", status=f"407 {_flat(text)}")),
    "proxy's page": _by_proxy(lambda text: response(text, f"X: {_flat(text)}", status="502 No")),
}  # fmt: skip


def _source_name(text: str, _: str) -> Call:
    name = f"{text.replace('/', '-').replace(chr(0), '')[:80]}.txt"
    return Call((name,), files={name: f"connection {CONNECTION}\n".encode()})


FILES: Mapping[str, Carrier] = {
    "name of a source": _source_name,
    "attachment's name": _ticket(
        "t.eml",
        lambda text: 'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\n'
        f"connection {CONNECTION}\n--b\nContent-Type: image/png\n"
        f'Content-Disposition: attachment; filename="{_flat(text)}.png"\n\nx\n--b--\n',
    ),
    "token file": lambda text, _: Call(
        (*NAMED, "--token-file", "token"),
        lambda _: _error(message=text),
        {"token": f"# note\nmade-up-token-4711\n{text}\n".encode()},
    ),
}  # fmt: skip


def _plugin(where: str) -> Carrier:
    return lambda _, __: Call(plugin=where)


PLUGINS: Mapping[str, Carrier] = {
    f"plugin's {where}": _plugin(where)
    for where in (
        "summary",
        "subject",
        "details",
        "key",
        "suggestion",
        "reason",
        "ask",
        "error",
        "print",
        "rival",
        "remedy",
    )
}

AREAS: Mapping[str, Mapping[str, Carrier]] = {
    "answers": ANSWERS, "headers": HEADERS, "broken HTTP": BROKEN, "fields": FIELDS, "tickets": TICKETS,
    "options": OPTIONS, "environment": ENVIRONMENT, "files": FILES, "plugins": PLUGINS,
}  # fmt: skip
