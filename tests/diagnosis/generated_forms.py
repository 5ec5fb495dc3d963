"""The forms in which customers write the same thing: a table from a form's name to the function that renders it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from diagnose.json_value import Json
from tests.diagnosis.generated_faults import CODE, SENT, WORDS, Part
from tests.diagnosis.generated_literals import LANGUAGES, node_inspect, print_r
from tests.diagnosis.generated_told import Told
from tests.intake import renderers
from tests.intake.renderers import Wanted


@dataclass(frozen=True)
class Form:
    """One way to write a ticket down.

    ``carries`` says what it can show. With ``file`` it is a file that comes beside the text; with ``answer`` it shows
    the saved answer itself, so that the text needs not.
    """

    render: Callable[[Told], str]
    carries: Part
    file: str | None = None
    answer: bool = False


def _list(told: Told) -> str:
    return ", ".join(told.job_works)


def _labels(told: Told) -> str:
    return f"Workspace: {told.workspace}\nConnection: {told.connection}\nJob works: {_list(told)}"


def _sentence(told: Told) -> str:
    several = " and ".join(told.job_works)
    word = "job work" if len(told.job_works) == 1 else "job works"
    return f"It is about {word} {several} under connection {told.connection} in workspace {told.workspace}."


def _labels_after(told: Told) -> str:
    return (
        f"{told.workspace} is our workspace ID, {told.connection} the connection.\n"
        f"These job works do not come: {_list(told)}"
    )


def _german(told: Told) -> str:
    return (
        f"Guten Tag,\n\nunser Workspace ist {told.workspace}, die Verbindung (Connection) {told.connection}.\n"
        f"Die Job Works sind: {_list(told)}\nDie Abfrage liefert sie uns nicht."
    )


def _french(told: Told) -> str:
    return (
        f"Bonjour,\n\nnotre workspace est {told.workspace} et la connexion {told.connection}.\n"
        f"Les job works sont {_list(told)}."
    )


def _spanish(told: Told) -> str:
    return (
        f"Buenos días:\n\nel workspace es {told.workspace}, la conexión {told.connection}\n"
        f"y los job works son {_list(told)}."
    )


def _bullets(told: Told) -> str:
    rows = "\n".join(f"    * job work `{one}`" for one in told.job_works)
    return f"- workspace: `{told.workspace}`\n- connection: `{told.connection}`\n{rows}"


def _steps(told: Told) -> str:
    rows = "\n".join(f"Job work ID: {one}" for one in told.job_works)
    return (
        f"1. Sign in\n2. Workspace ID: {told.workspace}\n3. Connection ID: {told.connection}\n4. Query\n{rows}\n5. Look"
    )


_COLUMNS = ("workspace_id", "connection_id", "job_work_id", "client")


def _rows(told: Told) -> list[tuple[str, ...]]:
    return [
        (told.workspace, told.connection, one, f"Client {number}")
        for number, one in enumerate(told.job_works, start=1001)
    ]


def _separated(separator: str) -> Callable[[Told], str]:
    return lambda told: "\n".join(separator.join(row) for row in (_COLUMNS, *_rows(told)))


def _markdown_table(told: Told) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (_COLUMNS, ("---",) * 4, *_rows(told))]
    return "\n".join(lines)


def _html_table(told: Told) -> str:
    head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in _rows(told))
    return f"<table><tr>{head}</tr>{rows}</table>"


def _log_line(told: Told) -> str:
    return (
        f"2026-11-19T08:12:44.120Z ERROR [sync-7f9c] filed.sync workspaceId={told.workspace} "
        f'connectionId={told.connection} jobWorkIds=[{_list(told)}] msg="no rows" '
        "trace_id=4bf92f3577b34da6a3ce929d0e0e4736"
    )


def _log_json(told: Told) -> str:
    line = {
        "@timestamp": "2026-11-19T08:12:44.120Z", "level": "error", "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
        "span_id": "00f067aa0ba902b7", "message": "POST /graphql", "request": told.body,
    }  # fmt: skip
    return json.dumps(line)


def _chat(told: Told) -> str:
    return (
        f"Dana Whitfield  9:02 AM\nhi, the query shows nothing\nworkspace {told.workspace}\n\n"
        f"Sam (Filed)  9:04 AM\nwhich connection?\n\nDana Whitfield  9:05 AM\nconnection {told.connection}\n"
        f"job works {_list(told)}"
    )


def _fences(told: Told) -> str:
    variables = json.dumps(dict(told.variables), indent=2)
    return f"Query:\n\n```graphql\n{told.document}\n```\n\nVariables:\n\n```json\n{variables}\n```"


def _apart(told: Told) -> str:
    return f"we send\n\n{told.document}\n\nVariables:\n\n{json.dumps(dict(told.variables), indent=2)}"


def _literals(told: Told) -> str:
    """Write the query with its values in it, as people do in an explorer."""
    ids = ", ".join(f'"{one}"' for one in told.job_works)
    document = told.document[told.document.index("{\n  me") :]
    values = {"[$workspaceId]": f'["{told.workspace}"]', "[$connectionId]": f'["{told.connection}"]'}
    values["filters: $filters, offset: $offset, limit: $limit"] = f"filters: {{ ids: [{ids}] }}"
    for name, value in values.items():
        document = document.replace(name, value)
    return document


def _wanted(told: Told) -> Wanted:
    return Wanted(told.one_line, told.variables, told.endpoint, "made-up-firm")


def _curl(quoted: Callable[[str], str], continued: str = " \\\n  ") -> Callable[[Told], str]:
    def render(told: Told) -> str:
        headers = [f"-H {quoted(f'{name}: {value}')}" for name, value in told.headers.items()]
        start = f"curl -X {told.method} {quoted(told.endpoint)}"
        return continued.join([start, *headers, f"--data-raw {quoted(told.body)}"])

    return render


def _invoke(told: Told) -> str:
    named = "; ".join(f"{renderers.powershell(name)}={renderers.powershell(one)}" for name, one in told.headers.items())
    return (
        f"Invoke-RestMethod -Uri {renderers.powershell(told.endpoint)} `\n-Method {told.method} `\n"
        f"-Headers @{{{named}}} `\n-Body {renderers.powershell(told.body)}"
    )


def _raw_http(told: Told) -> str:
    path = "/" + told.endpoint.split("/", 3)[3]
    headers = "\n".join(f"{name}: {value}" for name, value in told.headers.items())
    return f"{told.method} {path} HTTP/1.1\nHost: {told.endpoint.split('/')[2]}\n{headers}\n\n{told.body}"


def _har(told: Told) -> str:
    """Write as a browser does, with what it also loads: a picture, a WebSocket, somebody else's GraphQL."""
    headers: Json = [{"name": name, "value": value} for name, value in told.headers.items()]
    answer = "" if told.answer is None else json.dumps(told.answer)
    theirs = ('{"query": "{ viewer { id } }"}', '{"data": {"viewer": {"id": "u1"}}}')
    upgrade: Json = [{"name": "Upgrade", "value": "websocket"}]
    entries: list[Json] = [
        _entry("GET", "https://app.acme.example/logo.png", kind="image/png"),
        _entry("GET", "wss://app.acme.example/graphql", upgrade, status=101),
        _entry("POST", "https://api.acme.example/graphql", [], *theirs),
        _entry(told.method, told.endpoint, headers, told.body, answer, told.status),
    ]
    log: Json = {"version": "1.2", "creator": {"name": "made up", "version": "1"}, "entries": entries}
    return json.dumps({"log": log})


def _entry(
    method: str,
    url: str,
    headers: Json = None,
    body: str | None = None,
    answer: str = "",
    status: int = 200,
    kind: str = "application/json",
) -> Json:
    request: dict[str, Json] = {"method": method, "url": url, "httpVersion": "HTTP/2", "headers": headers or []}
    request |= {"postData": {"mimeType": "application/json", "text": body}} if body is not None else {}
    response: Json = {
        "status": status,
        "headers": [{"name": "x-request-id", "value": "req-7f3a9c"}],
        "content": {"mimeType": kind, "text": answer},
    }
    return {"startedDateTime": "2026-11-19T08:12:44.000Z", "time": 12, "request": request, "response": response}


def _postman(told: Told) -> str:
    schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    headers: Json = [{"key": name, "value": value} for name, value in told.headers.items()]
    body: Json = {
        "mode": "graphql",
        "graphql": {"query": told.document, "variables": json.dumps(dict(told.variables), indent=2)},
    }
    item: Json = {
        "name": "job works",
        "request": {"method": told.method, "header": headers, "url": {"raw": told.endpoint}, "body": body},
    }
    return json.dumps({"info": {"name": "Filed", "schema": schema}, "item": [item]}, indent=2)


def _link(told: Told) -> str:
    variables = quote(json.dumps(dict(told.variables)))
    return f"See {told.endpoint.replace('/graphql', '/graphiql')}?query={quote(told.document)}&variables={variables}"


_CODE: Mapping[str, tuple[str, str]] = {
    # Language: before the query, and between query and variables.
    "js": ("const QUERY = gql`\n{}\n`;\n", "const {{ data }} = await client.query({{ query: QUERY, variables: {} }});"),
    "python": ('QUERY = """\n{}\n"""\n', 'requests.post(URL, json={{"query": QUERY, "variables": {}}})'),
    "php": ("$query = <<<'GQL'\n{}\nGQL;\n", "$client->post($url, ['query' => $query, 'variables' => {}]);"),
    "ruby": ("QUERY = <<~GQL\n{}\nGQL\n", "variables = {}\nresponse = client.query(QUERY, variables: variables)"),
    "csharp": ('var query = @"\n{}\n";\n', "var request = new GraphQLRequest {{ Query = query, Variables = {} }};"),
    "java": ('String query = """\n{}\n""";\n', "Map<String, Object> vars = {};\nclient.execute(query, vars);"),
    "go": ("const query = `\n{}\n`\n", "variables := {}\nerr := client.Query(ctx, query, variables)"),
    "powershell": ("$query = @'\n{}\n'@\n", "$variables = {}\nInvoke-Filed -Query $query -Variables $variables"),
}  # fmt: skip


def _code(language: str, indent: int = 0) -> Callable[[Told], str]:
    before, after = _CODE[language]

    def render(told: Told) -> str:
        literal = LANGUAGES[language].write(dict(told.variables))
        code = before.format(textwrap.indent(told.document, " " * indent)) + after.format(literal)
        return f"```{language}\n{code}\n```"

    return render


def _fetch(told: Told) -> str:
    headers = LANGUAGES["js"].write({f"'{name}'": value for name, value in told.headers.items()})
    variables = LANGUAGES["js"].write(dict(told.variables))
    return (
        f"const res = await fetch('{told.endpoint}', {{\n  method: '{told.method}',\n  headers: {headers},\n"
        f"  body: JSON.stringify({{ query: `{told.one_line}`, variables: {variables} }}),\n}});"
    )


def _escaped(told: Told) -> str:
    return f'[2026-11-19 08:12:44] sent body={json.dumps(told.body)} "status=ok"'


def _dump(name: str) -> Form:
    """The IDs in words, and the answer as a console prints it."""
    write: Mapping[str, Callable[[Json], str]] = {
        "node": node_inspect, "print-r": print_r, "python": repr, "ruby": LANGUAGES["ruby"].write,
    }  # fmt: skip

    def render(told: Told) -> str:
        return f"{_labels(told)}\n\nThe console says:\n\n{write[name](told.answer)}" if told.answer else _labels(told)

    return Form(render, WORDS, answer=True)


FORMS: Mapping[str, Form] = {
    "labels": Form(_labels, WORDS),
    "sentence": Form(_sentence, WORDS),
    "labels-after": Form(_labels_after, WORDS),
    "german": Form(_german, WORDS),
    "french": Form(_french, WORDS),
    "spanish": Form(_spanish, WORDS),
    "bullets": Form(_bullets, WORDS),
    "steps": Form(_steps, WORDS),
    "chat": Form(_chat, WORDS),
    "table-markdown": Form(_markdown_table, WORDS),
    "table-html": Form(_html_table, WORDS),
    "table-tabs": Form(_separated("\t"), WORDS),
    "table-csv": Form(_separated(","), WORDS),
    "table-semicolons": Form(_separated(";"), WORDS, file="rows.csv"),
    "log-line": Form(_log_line, WORDS),
    "log-json": Form(_log_json, CODE | Part.MUTATION),
    "log-escaped": Form(_escaped, CODE | Part.MUTATION),
    "dump-node": _dump("node"),
    "dump-print-r": _dump("print-r"),
    "dump-python": _dump("python"),
    "dump-ruby": _dump("ruby"),
    "fences": Form(_fences, CODE | Part.MUTATION),
    "query-and-variables": Form(_apart, CODE | Part.MUTATION),
    "query-with-values": Form(_literals, WORDS),
    "json-body": Form(lambda told: json.dumps(told.payload, indent=2), CODE | Part.MUTATION),
    "json-file": Form(lambda told: told.body, CODE | Part.MUTATION, file="request.json"),
    "curl-bash": Form(_curl(renderers.bash_single), SENT),
    "curl-bash-double": Form(_curl(renderers.bash_double), SENT),
    "curl-bash-ansi": Form(_curl(renderers.bash_ansi), SENT),
    "curl-cmd": Form(_curl(renderers.cmd, " ^\n  "), SENT),
    "powershell-invoke": Form(_invoke, SENT),
    "raw-http": Form(_raw_http, SENT),
    "har": Form(_har, SENT, file="session.har", answer=True),
    "postman": Form(_postman, SENT, file="filed.postman_collection.json"),
    "graphiql-link": Form(_link, CODE),
    "js-fetch": Form(_fetch, SENT),
    **{f"code-{language}": Form(_code(language, indent=2), CODE | Part.MUTATION) for language in _CODE},
}
"""Form by name. A new one is one function and one line here."""
