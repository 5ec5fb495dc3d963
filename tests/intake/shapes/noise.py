"""Noise of every sort: what begins and never ends, one character over and over, and what chance makes of them."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import partial

from tests.intake.shapes.repeating import Shape, after, generator, repeated

_CHARACTERS = (
    "{[(<>)]}\"'`\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e\\/~:;,|.-_=#*+@&%$!?^0ax"
    " \t\n\r\0\x1b\u00a0\u200b\ufeff\u00ad\u3164\u2028\u00e9\u4e00\U0001f600"
)
_PIECES = {
    # beginnings that never end
    "keys": '[{"a":',
    "objects": '{"a":{',
    "lists": "[[",
    "pairs": "{}",
    "empty lists": "[],",
    "texts": '"a",',
    "curly keys": "{\u201ca\u201d:",
    "single keys": "{'a':",
    "escaped keys": '{\\"a\\":',
    "entity keys": "{&quot;a",
    "doubled keys": '{""a',
    "hex keys": "{\\x22a",
    "escaped quotes": '\\"',
    "escapes": "\\u0041",
    "commas": '{"a",',
    "bodies": '{"query": "',
    "answers": '{"data": {"me": [',
    "operators": "{ me { a(b: [",
    "blocks": '"""',
    "documents": "query {\n\n",
    "variables": "query($a: {",
    "spreads": "fragment a on b { ...a ",
    "aliases": "{a:a ",
    "curl": "curl ",
    "curl -d": "curl -d '",
    "curl double": 'curl -d "',
    "curl ansi": "curl -d $'",
    "curl windows": 'curl -d ^"',
    "curl substitution": "curl -d $(",
    "curl continued": "curl \\\n",
    "curl windows continued": "curl ^\n",
    "curl heredoc": "curl -d @- <<EOF\n",
    "curl one letter": "curl -d 'x\n",
    "fetch": 'fetch("',
    "fetch object": 'fetch("x", {"a": ',
    "web request": "Invoke-WebRequest -Uri ",
    "web request table": "Invoke-RestMethod @{",
    "session": "$s = New-Object X; ",
    "here string": '$a = @"\n',
    "hash table": "$a = @{",
    "script object": "const a = {",
    "template": "`${",
    "regular expression": "/a/",
    "comment": "/*",
    "line comment": "// ",
    "comment in list": '[" //',
    "html comment": "<!--",
    "cdata": "<![CDATA[",
    "tags": "<a",
    "table": "<table><tr><td>",
    "closed tags": "</a>",
    "entities": "&amp;",
    "declaration": "<!",
    "instruction": "<?",
    "fence": "```\n",
    "fence json": "```json\n{",
    "tilde fence": "~~~\n",
    "quote": "> ",
    "quoted line": "> > >\n",
    "signature": "--\n",
    "struck": "~~a",
    "bold": "**a",
    "link": "[a](",
    "bullet": "- a\n",
    "bar": "| a ",
    "bar line": "| a | b |\n",
    "rule line": "|---|\n",
    "csv": "a,b\n",
    "csv quotes": '"a",""',
    "tab line": "a\tb\n",
    "semicolons": "a;b\n",
    "yaml": "a:\n  - b: ",
    "yaml text": "a: |\n",
    "toml": '[ticket]\na = "',
    "toml table": "[ticket.a]\n",
    "bru": "body:graphql {\n",
    "request": "POST /graphql HTTP/1.1\n",
    "request file": "### a\nPOST https://gateway.filed.com/graphql\n",
    "answer": "HTTP/1.1 200 OK\n",
    "header": "Authorization: Bearer ",
    "headers": "a: b\n",
    "file variable": "@a = b\n",
    "debug": "send: b'",
    "debug log": "DEBUG:urllib3 ",
    "mail head": "From: a\nTo: b\n",
    "mail field": "From: a\n",
    "attribution": "On Thu x\n",
    "attribution full": "On Thu, Dana wrote:\n",
    "original": "-----Original Message-----\n",
    "chat": "Dana 9:02\n",
    "chat line": "[9:02] Dana: ",
    "said": "Support: a\n",
    "log": "2026-01-31 09:30:00 INFO a\n",
    "address": "https://a@",
    "address query": "https://gateway.filed.com/graphql?query=",
    "page": "https://app.filed.com/connections/",
    "encoded": "%7B%22",
    "token": "eyJabcdefghi.",
    "bearer": "authorization: bearer ",
    "cookie": "cookie: a=",
    "password": "password: ",
    "key": "api-key=",
    "placeholder": "<a>",
    "placeholders": "{{a}}",
    "environment": "${A}",
    "masks": "ab**",
    "dots": "a...",
    "label": "job work id: ",
    "label plain": "connection ",
    "labels": "connection a b c d e f g h ",
    "label behind": "a1 is our workspace ",
    "prefix": "connection_1 ",
    "prefix new": "connection_",
    "half": "6b1f3c0e-\n",
    "reference": "Ticket: ",
    "zero width": "a\u200b",
    "lines": "a\n",
    "windows lines": "a\r\n",
    "blank lines": "a\n\n",
    "words": "a ",
    "base64": "QUJD",
    "hex": "0a1b",
    "dashes": "a-",
    "underscores": "a_",
    "points": "a.",
    "python": "{'a': None, ",
    "php": "'a' => ['b', ",
    "ruby": ":a => ",
    "go": "`a`\n",
    "gunzip": "\x1f\x8b",
    "boundary": "--a\n",
    "gt": "=3D",
    "not": "not connection_1 ",
    "correction": "Correction: ",
    "question": "Which connection?\n",
}


def random_bytes(size: int) -> bytes:
    """Bytes of any value, as of a file that is no text."""
    return generator(size).randbytes(size)


def random_high_bytes(size: int) -> bytes:
    """Bytes above the control characters, which is text in Windows-1252 to any test."""
    return bytes(range(32, 256)) * 2 + generator(size).randbytes(size).translate(
        bytes([*range(32, 256), *range(32, 64)])
    )


def random_of(alphabet: str, size: int) -> bytes:
    """A text of an alphabet's characters."""
    table = bytes(ord(alphabet[index % len(alphabet)]) for index in range(256))
    return generator(size).randbytes(size).translate(table)


def random_pieces(size: int) -> bytes:
    """A text of beginnings, each of which may start some form."""
    chosen = generator(size).choices([*_PIECES.values(), "\n", " "], k=size // 6 + 1)
    return "".join(chosen).encode("utf-8", "surrogatepass")[:size]


def _named(character: str) -> str:
    """Name the shape of one character over and over."""
    return f"only U+{ord(character):04X} {character if character.isprintable() else ''}".strip()


NOISE: Mapping[str, Shape] = {
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
    "one endless log record": partial(after, '{"message": "', 'curl -d \'{\\"query\\": '),
    "labels without IDs": partial(after, "Connection", " "),
    **{_named(character): partial(repeated, character) for character in _CHARACTERS},
    **{f"only {name}": partial(repeated, piece) for name, piece in _PIECES.items()},
}
