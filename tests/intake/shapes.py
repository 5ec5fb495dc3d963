"""Inputs of any size for every reader of the intake: what each takes naturally, and noise of every sort.

``benchmarks/readers.py`` measures how the cost of each grows; ``test_no_hang.py`` reads a small one of each. A shape is
a function from a size in bytes to a source; the natural ones repeat the corpus, so that a form's tickets there are
measured as well, whatever form it is.
"""

from __future__ import annotations

import base64
import json
import random
import string
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from diagnose.json_value import Json

Shape = Callable[[int], bytes]
CORPUS = Path(__file__).parent / "corpus"
_QUERY = "query Q($c: ID!) { me { workspaces { connections(filters: {ids: [$c]}) { jobWorks { id workId } } } } }"
_BODY = json.dumps({"query": _QUERY, "variables": {"c": "connection_789"}})
_CURL = f"curl https://gateway.filed.com/graphql -H 'content-type: application/json' -d '{_BODY}'\n"
_MAIL = "From: Dana <dana@example.com>\nTo: support@filed.com\nSubject: Nothing comes back\nMIME-Version: 1.0\n"


def repeated(text: str, size: int) -> bytes:
    """Return a text over and over, cut at ``size`` bytes."""
    data = text.encode("utf-8", "surrogatepass")
    return (data * (size // len(data) + 1))[:size]


def after(start: str, text: str, size: int, end: str = "") -> bytes:
    """Return a text over and over behind a beginning, and before an end."""
    return (start.encode() + repeated(text, size) + end.encode())[: size + len(end)]


# -- noise

_CHARACTERS = (
    "{[(<>)]}\"'`\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e\\/~:;,|.-_=#*+@&%$!?^0ax"
    " \t\n\r\0\x1b\u00a0\u200b\ufeff\u00ad\u3164\u2028\u00e9\u4e00\U0001f600"
)
_PIECES = {
    # beginnings that never end
    "keys": '[{"a":', "objects": '{"a":{', "lists": "[[", "pairs": "{}", "empty lists": "[],", "texts": '"a",',
    "curly keys": "{\u201ca\u201d:", "single keys": "{'a':", "escaped keys": '{\\"a\\":', "entity keys": "{&quot;a",
    "doubled keys": '{""a', "hex keys": "{\\x22a", "escaped quotes": '\\"', "escapes": "\\u0041", "commas": '{"a",',
    "bodies": '{"query": "', "answers": '{"data": {"me": [', "operators": "{ me { a(b: [", "blocks": '"""', "documents": "query {\n\n",
    "variables": "query($a: {", "spreads": "fragment a on b { ...a ", "aliases": "{a:a ", "curl": "curl ", "curl -d": "curl -d '",
    "curl double": 'curl -d "', "curl ansi": "curl -d $'", "curl windows": 'curl -d ^"', "curl substitution": "curl -d $(",
    "curl continued": "curl \\\n", "curl windows continued": "curl ^\n", "curl heredoc": "curl -d @- <<EOF\n",
    "curl one letter": "curl -d 'x\n", "fetch": 'fetch("', "fetch object": 'fetch("x", {"a": ', "web request": "Invoke-WebRequest -Uri ",
    "web request table": "Invoke-RestMethod @{", "session": "$s = New-Object X; ", "here string": '$a = @"\n', "hash table": "$a = @{",
    "script object": "const a = {", "template": "`${", "regular expression": "/a/", "comment": "/*", "line comment": "// ",
    "comment in list": '[" //', "html comment": "<!--", "cdata": "<![CDATA[", "tags": "<a", "table": "<table><tr><td>", "closed tags": "</a>",
    "entities": "&amp;", "declaration": "<!", "instruction": "<?", "fence": "```\n", "fence json": "```json\n{", "tilde fence": "~~~\n",
    "quote": "> ", "quoted line": "> > >\n", "signature": "--\n", "struck": "~~a", "bold": "**a", "link": "[a](", "bullet": "- a\n",
    "bar": "| a ", "bar line": "| a | b |\n", "rule line": "|---|\n", "csv": "a,b\n", "csv quotes": '"a",""', "tab line": "a\tb\n", "semicolons": "a;b\n",
    "yaml": "a:\n  - b: ", "yaml text": "a: |\n", "toml": '[ticket]\na = "', "toml table": "[ticket.a]\n", "bru": "body:graphql {\n",
    "request": "POST /graphql HTTP/1.1\n", "request file": "### a\nPOST https://gateway.filed.com/graphql\n", "answer": "HTTP/1.1 200 OK\n",
    "header": "Authorization: Bearer ", "headers": "a: b\n", "file variable": "@a = b\n", "debug": "send: b'", "debug log": "DEBUG:urllib3 ",
    "mail head": "From: a\nTo: b\n", "mail field": "From: a\n", "attribution": "On Thu x\n", "attribution full": "On Thu, Dana wrote:\n",
    "original": "-----Original Message-----\n", "chat": "Dana 9:02\n", "chat line": "[9:02] Dana: ", "said": "Support: a\n", "log": "2026-01-31 09:30:00 INFO a\n",
    "address": "https://a@", "address query": "https://gateway.filed.com/graphql?query=", "page": "https://app.filed.com/connections/", "encoded": "%7B%22",
    "token": "eyJabcdefghi.", "bearer": "authorization: bearer ", "cookie": "cookie: a=", "password": "password: ", "key": "api-key=",
    "placeholder": "<a>", "placeholders": "{{a}}", "environment": "${A}", "masks": "ab**", "dots": "a...", "label": "job work id: ", "label plain": "connection ",
    "labels": "connection a b c d e f g h ", "label behind": "a1 is our workspace ", "prefix": "connection_1 ", "prefix new": "connection_",
    "half": "6b1f3c0e-\n", "reference": "Ticket: ", "zero width": "a\u200b", "lines": "a\n", "windows lines": "a\r\n", "blank lines": "a\n\n", "words": "a ", "base64": "QUJD",
    "hex": "0a1b", "dashes": "a-", "underscores": "a_", "points": "a.", "python": "{'a': None, ", "php": "'a' => ['b', ", "ruby": ":a => ", "go": "`a`\n",
    "gunzip": "\x1f\x8b", "boundary": "--a\n", "gt": "=3D", "not": "not connection_1 ", "correction": "Correction: ", "question": "Which connection?\n",
}  # fmt: skip


def _random(size: int) -> random.Random:
    return random.Random(size)  # noqa: S311 - the same noise each time


def random_bytes(size: int) -> bytes:
    """Bytes of any value, as of a file that is no text."""
    return _random(size).randbytes(size)


def random_high_bytes(size: int) -> bytes:
    """Bytes above the control characters, which is text in Windows-1252 to any test."""
    return bytes(range(32, 256)) * 2 + _random(size).randbytes(size).translate(bytes([*range(32, 256), *range(32, 64)]))


def random_of(alphabet: str, size: int) -> bytes:
    """A text of an alphabet's characters."""
    table = bytes(ord(alphabet[index % len(alphabet)]) for index in range(256))
    return _random(size).randbytes(size).translate(table)


def random_pieces(size: int) -> bytes:
    """A text of beginnings, each of which may start some form."""
    chosen = _random(size).choices([*_PIECES.values(), "\n", " "], k=size // 6 + 1)
    return "".join(chosen).encode("utf-8", "surrogatepass")[:size]


_NOISE: dict[str, Shape] = {
    "random bytes": random_bytes,
    "random high bytes": random_high_bytes,
    "random brackets": partial(random_of, "{}[]()<>"),
    "random quotes": partial(random_of, "\"'`\\ \n"),
    "random JSON": partial(random_of, '{}[]:,"a1 \\'),
    "random shell": partial(random_of, "'\"\\$`^ \n-d{}"),
    "random words": partial(random_of, string.ascii_lowercase + "     \n"),
    "random letters": partial(random_of, string.ascii_letters + string.digits + "-_"),
    "random signs": partial(random_of, string.printable),
    "random pieces": random_pieces,
    "backslashes in a string": partial(after, '{"', "\\"),
    "one endless string": partial(after, '{"query": "', "a"),
    "brackets in a string": partial(after, '{"query": "', "{"),
    "one endless command": partial(after, "curl https://gateway.filed.com/graphql ", "-H 'a: b' "),
    "one endless quote": partial(after, "curl -d '", "a"),
    "one endless comment": partial(after, "/*", "a\n"),
    "one endless here document": partial(after, "curl -d @- <<EOF\n", "a\n"),
    "one endless fence": partial(after, "```\n", "a\n"),
    "one endless block string": partial(after, '{ me(a: """', 'a"\n'),
    "one endless tag": partial(after, "<table ", 'a="b" '),
    "one endless page": partial(after, "<html><body><p>", "connection <b>a</b> "),
    "one endless log record": partial(after, '{"message": "', "curl -d '{\\\"query\\\": "),
    "labels without IDs": partial(after, "Connection", " "),
    **{f"only {'U+%04X' % ord(character)} {character if character.isprintable() else ''}".strip(): partial(repeated, character)
       for character in _CHARACTERS},
    **{f"only {name}": partial(repeated, piece) for name, piece in _PIECES.items()},
}  # fmt: skip


# -- large tickets


def commands(size: int) -> bytes:
    """As many curl commands as fit."""
    return repeated(_CURL, size)


def different_commands(size: int) -> bytes:
    """The same, each with IDs of its own."""
    count = max(size // len(_CURL), 1)
    return "".join(_CURL.replace("789", f"{number:06d}") for number in range(count)).encode()


def ids(start: str, between: str, size: int, end: str = "") -> bytes:
    """As many IDs as fit, in a list."""
    return (start + between.join(f"job_work_{number:07d}" for number in range(size // (16 + len(between)) + 1)) + end).encode()


def ids_in_sentences(size: int) -> bytes:
    """IDs, each in a sentence of its own."""
    count = size // 50 + 1
    return "".join(f"The job work job_work_{number:07d} has no artifacts.\n" for number in range(count)).encode()


def bare_ids(size: int) -> bytes:
    """UUIDs whose kind nothing tells."""
    return "".join(f"6b1f3c0e-1c0e-4b1f-8c0e-{number:012x}\n" for number in range(size // 37 + 1)).encode()


def har(entry: Callable[[int], Json], each: int, size: int) -> bytes:
    """A HAR of entries of about ``each`` bytes."""
    listed = ",\n".join(json.dumps(entry(number)) for number in range(max(size // each, 1)))
    return f'{{"log": {{"version": "1.2", "entries": [\n{listed}\n]}}}}'.encode()


def small_entry(number: int) -> Json:
    """A page's picture, which is what most of a recording is."""
    return {
        "startedDateTime": "2026-01-31T09:30:00.000Z",
        "request": {"method": "GET", "url": f"https://app.filed.com/{number}.svg", "headers": []},
        "response": {"status": 200, "headers": [], "content": {"size": 5, "text": "<svg>"}},
    }


def graphql_entry(rows: int, number: int) -> Json:
    """A question to the gateway and its answer of so many job works."""
    works: list[Json] = [{"id": f"job_work_{number}_{row}", "workId": f"work_{number}_{row}"} for row in range(rows)]
    data: Json = {"data": {"me": {"workspaces": [{"id": "w_1", "connections": [{"id": "c_1", "jobWorks": works}]}]}}}
    headers: list[Json] = [{"name": "content-type", "value": "application/json"}]
    return {
        "startedDateTime": "2026-01-31T09:30:00.000Z",
        "request": {"method": "POST", "url": "https://gateway.filed.com/graphql", "headers": headers,
                    "postData": {"mimeType": "application/json", "text": _BODY}},
        "response": {"status": 200, "headers": headers, "content": {"text": json.dumps(data)}},
    }  # fmt: skip


def mail_with(name: str, signature: bytes, size: int) -> bytes:
    """An e-mail with an attachment of ``size`` bytes, as mail programs write it."""
    packed = base64.encodebytes((signature + _random(size).randbytes(size))[: size * 3 // 4])
    head = f'{_MAIL}Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nConnection: connection_789\n--b\n'
    part = f'Content-Type: application/octet-stream; name="{name}"\nContent-Transfer-Encoding: base64\n'
    part += f'Content-Disposition: attachment; filename="{name}"\n\n'
    return (head + part).encode() + packed + b"--b--\n"


def mail_of_parts(size: int) -> bytes:
    """An e-mail of as many parts as fit."""
    return f'{_MAIL}Content-Type: multipart/mixed; boundary="b"\n\n'.encode() + repeated("--b\n\nConnection: connection_789\n", size)


def nested_mail(size: int) -> bytes:
    """E-mails, each inside the one before."""
    levels = size // (2 * len(_MAIL)) + 1
    part = "".join(f'{_MAIL}Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\nContent-Type: message/rfc822\n\n'
                   for level in range(levels))  # fmt: skip
    return part.encode()


def mail_body(kind: str, encoding: str, text: str, size: int) -> bytes:
    """An e-mail of one part."""
    head = f"{_MAIL}Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n"
    return head.encode() + repeated(text, size)


def nested_strings(size: int) -> bytes:
    """JSON in a string in JSON in a string, as deep as fits: each level doubles the back-slashes."""
    text = json.dumps({"query": _QUERY, "errors": []})
    while len(text) * 2 < size:
        text = json.dumps({"message": text, "data": 1})
    return text.encode()


def nested_json(size: int) -> bytes:
    """Objects within objects, closed again."""
    return ('{"a":' * (size // 6) + "1" + "}" * (size // 6)).encode()


def table(line: str, start: str, size: int) -> bytes:
    """A table of as many cells as fit, ten a line."""
    return (start + "".join(line.format(number) for number in range(size // (len(line) + 4) + 1))).encode()


def thread(size: int) -> bytes:
    """A thread in which each answer quotes all before it."""
    lines: list[str] = []
    level = written = 0
    while written < size:
        level = level % 200 + 1
        line = "> " * level + f"On Thu, 29 Jan 2026, Dana wrote: connection_{level} is empty\n"
        lines.append(line)
        written += len(line)
    return "".join(lines).encode()


def listed(document: Json, size: int) -> bytes:
    """A JSON value, its longest list repeated until it is large enough."""
    text = json.dumps(document)
    lists: list[list[Json]] = []
    stack: list[Json] = [document]
    while stack:
        item = stack.pop()
        if isinstance(item, list) and item:
            lists.append(item)
        stack.extend(item.values() if isinstance(item, dict) else item if isinstance(item, list) else ())
    if lists:
        longest = max(lists, key=lambda found: len(json.dumps(found)))
        longest *= max(size // len(text), 1)
    return json.dumps(document).encode()


def fields(size: int) -> bytes:
    """A document of very many aliases."""
    return json.dumps({"query": "{ me { " + " ".join(f"a{number}: id" for number in range(size // 10 + 1)) + " } }"}).encode()


def fragments(size: int) -> bytes:
    """A document whose fragments each spread the next one twice."""
    count = size // 60 + 1
    spread = " ".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(count))
    return json.dumps({"query": f"{{ ...f0 }} {spread} fragment f{count} on Query {{ me {{ id }} }}"}).encode()


def big_response(size: int) -> bytes:
    """One saved answer with as many job works as fit."""
    return json.dumps(graphql_entry(size // 60 + 1, 1)["response"]["content"]["text"]).encode()  # type: ignore[index,call-overload]


_LARGE: dict[str, Shape] = {
    "curl commands": commands,
    "different curl commands": different_commands,
    "IDs on lines": partial(ids, "Job works:\n", "\n"),
    "IDs in bullets": partial(ids, "Job works:\n- ", "\n- "),
    "IDs in one line": partial(ids, "Job works: ", ", "),
    "IDs in a JSON list": partial(ids, '{"job_work_ids": ["', '", "', end='"]}'),
    "IDs in a variable": partial(
        ids, '{"query": "query Q($i: [ID!]) { jobWorks(filters: {ids: $i}) { id } }", "variables": {"i": ["', '","', end='"]}}'
    ),
    "IDs in a document": partial(ids, '{ jobWorks(filters: {ids: ["', '","', end='"]}) { id } }'),
    "IDs in a ticket file": partial(ids, 'job_work_ids = ["', '",\n"', end='"]\n'),
    "IDs in code": partial(ids, "const jobWorkIds = ['", "', '", end="'];\n"),
    "IDs in sentences": ids_in_sentences,
    "IDs of no kind": bare_ids,
    "HAR of small entries": partial(har, small_entry, 220),
    "HAR of questions": partial(har, partial(graphql_entry, 2), 660),
    "HAR of large answers": partial(har, partial(graphql_entry, 800), 50_000),
    "HAR of one answer": lambda size: har(partial(graphql_entry, size // 60 + 1), size, size),
    "mail with a PDF": partial(mail_with, "form.pdf", b"%PDF-1.7\n"),
    "mail with a zip": partial(mail_with, "files.zip", b"PK\x03\x04"),
    "mail with a document": partial(mail_with, "letter.docx", b"PK\x03\x04\x14\0\x06\0"),
    "mail with unknown bytes": partial(mail_with, "export.bin", b""),
    "mail of parts": mail_of_parts,
    "nested mail": nested_mail,
    "mail as base64": lambda size: mail_body("text/plain", "base64", base64.encodebytes(b"Connection: connection_789\n" * 100).decode(), size),
    "mail as HTML": partial(mail_body, "text/html", "7bit", "<p>Connection <b>connection_789</b> is <a href='x'>empty</a></p>\n"),
    "mail as nested HTML": partial(mail_body, "text/html", "7bit", "<blockquote>a "),
    "mail quoted-printable": partial(mail_body, "text/plain", "quoted-printable", "Connection=3A connection=5F789 is =\nempty\n"),
    "mail flowed": partial(mail_body, "text/plain; format=flowed", "7bit", "> Connection connection_789 is \n> empty\n"),
    "mail of headers": lambda size: after(_MAIL, "X-Header: value\n", size, "\n\nConnection: connection_789\n"),
    "request of headers": partial(after, "POST /graphql HTTP/1.1\nHost: gateway.filed.com\n", "X-Header: value\n"),
    "curl of headers": partial(after, "curl https://gateway.filed.com/graphql \\\n", "  -H 'X-Header: value' \\\n"),
    "nested strings": nested_strings,
    "nested JSON": nested_json,
    "table in Markdown": partial(table, "| " + "job_work_{0} | a | b | c | d | e | f | g | h | i |\n", "| Job work | b | c | d | e | f | g | h | i | j |\n|---|---|---|---|---|---|---|---|---|---|\n"),
    "table as CSV": partial(table, "job_work_{0},a,b,c,d,e,f,g,h,i\n", "Job work,b,c,d,e,f,g,h,i,j\n"),
    "table as TSV": partial(table, "job_work_{0}\ta\tb\tc\td\te\tf\tg\th\ti\n", "Job work\tb\tc\td\te\tf\tg\th\ti\tj\n"),
    "table as HTML": partial(table, "<tr><td>job_work_{0}</td><td>a</td><td>b</td></tr>\n", "<table><tr><th>Job work</th><th>b</th><th>c</th></tr>\n"),
    "thread of many levels": thread,
    "document of aliases": fields,
    "document of fragments": fragments,
    "answer of job works": big_response,
    "one answer a line": lambda size: repeated(json.dumps({"data": {"jobWorks": [{"id": "job_work_1", "workId": "w"}]}}) + "\n", size),
    "log of requests": lambda size: repeated(f"2026-01-31T09:30:00Z INFO gateway request {_BODY}\n", size),
    "secrets": lambda size: "".join(f"api key: key-{number:08d}-abcdefgh\n" for number in range(size // 32)).encode(),
}  # fmt: skip


def _natural() -> dict[str, Shape]:
    shapes: dict[str, Shape] = {}
    for path in sorted(CORPUS.glob("*/*")):
        data = path.read_bytes()
        if path.name == "expected.json" or path.parent.name.startswith("hostile") or not data:
            continue
        shapes[f"corpus {path.parent.name}/{path.name}"] = lambda size, data=data: (data * (size // len(data) + 1))  # type: ignore[misc]
        try:
            document: Json = json.loads(data)
        except ValueError:
            continue
        shapes[f"corpus {path.parent.name}/{path.name}, its list"] = lambda size, data=data: listed(json.loads(data), size)  # type: ignore[misc]
        del document
    return shapes


NOISE: Mapping[str, Shape] = _NOISE
LARGE: Mapping[str, Shape] = _LARGE
NATURAL: Mapping[str, Shape] = _natural()
SHAPES: Mapping[str, Shape] = {**LARGE, **NATURAL, **NOISE}
