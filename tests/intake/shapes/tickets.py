"""Large tickets: many commands, many IDs, long recordings, long answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from diagnose.json_value import Json
from tests.intake.shapes.repeating import repeated

QUERY = "query Q($c: ID!) { me { workspaces { connections(filters: {ids: [$c]}) { jobWorks { id workId } } } } }"
BODY = json.dumps({"query": QUERY, "variables": {"c": "connection_789"}})
CURL = f"curl https://gateway.filed.com/graphql -H 'content-type: application/json' -d '{BODY}'\n"


def commands(size: int) -> bytes:
    """As many curl commands as fit."""
    return repeated(CURL, size)


def different_commands(size: int) -> bytes:
    """The same, each with IDs of its own."""
    count = max(size // len(CURL), 1)
    return "".join(CURL.replace("789", f"{number:06d}") for number in range(count)).encode()


def ids(start: str, between: str, size: int, end: str = "") -> bytes:
    """As many IDs as fit, in a list."""
    return (
        start + between.join(f"job_work_{number:07d}" for number in range(size // (16 + len(between)) + 1)) + end
    ).encode()


def ids_in_sentences(size: int) -> bytes:
    """IDs, each in a sentence of its own."""
    count = size // 50 + 1
    return "".join(f"The job work job_work_{number:07d} has no artifacts.\n" for number in range(count)).encode()


def numbers(size: int) -> bytes:
    """IDs that are numbers, one a line."""
    return ("Job works:\n" + "".join(f"{4_000_000 + number}\n" for number in range(size // 8 + 1))).encode()


def bare_ids(size: int) -> bytes:
    """UUIDs whose kind nothing tells."""
    return "".join(f"6b1f3c0e-1c0e-4b1f-8c0e-{number:012x}\n" for number in range(size // 37 + 1)).encode()


def har(entry: Callable[[int], Json], each: int, size: int) -> bytes:
    """A HAR of entries of about ``each`` bytes."""
    listed = ",\n".join(json.dumps(entry(number)) for number in range(max(size // each, 1)))
    return f'{{"log": {{"version": "1.2", "entries": [\n{listed}\n]}}}}'.encode()


def har_of_one_answer(size: int) -> bytes:
    """A HAR of one entry."""
    return har(partial(graphql_entry, size // 60 + 1), size, size)


def small_entry(number: int) -> Json:
    """A page's picture, which is what most of a recording is."""
    return {
        "startedDateTime": "2026-01-31T09:30:00.000Z",
        "request": {"method": "GET", "url": f"https://app.filed.com/{number}.svg", "headers": []},
        "response": {"status": 200, "headers": [], "content": {"size": 5, "text": "<svg>"}},
    }


def workspace(number: int, rows: int) -> Json:
    """A workspace of so many job works."""
    works: list[Json] = [{"id": f"job_work_{number}_{row}", "workId": f"work_{number}_{row}"} for row in range(rows)]
    return {"id": "w_1", "connections": [{"id": "c_1", "jobWorks": works}]}


def graphql_entry(rows: int, number: int) -> Json:
    """A question to the gateway and its answer of so many job works."""
    data: Json = {"data": {"me": {"workspaces": [workspace(number, rows)]}}}
    headers: list[Json] = [{"name": "content-type", "value": "application/json"}]
    return {
        "startedDateTime": "2026-01-31T09:30:00.000Z",
        "request": {"method": "POST", "url": "https://gateway.filed.com/graphql", "headers": headers,
                    "postData": {"mimeType": "application/json", "text": BODY}},
        "response": {"status": 200, "headers": headers, "content": {"text": json.dumps(data)}},
    }  # fmt: skip


def nested_strings(size: int) -> bytes:
    """JSON in a string in JSON in a string, as deep as fits: each level doubles the back-slashes."""
    text = json.dumps({"query": QUERY, "errors": []})
    while len(text) * 2 < size:
        text = json.dumps({"message": text, "data": 1})
    return text.encode()


def nested_json(size: int) -> bytes:
    """Objects within objects, closed again."""
    return ('{"a":' * (size // 6) + "1" + "}" * (size // 6)).encode()


def answer_a_line(size: int) -> bytes:
    """Short answers, one a line."""
    return repeated(json.dumps({"data": {"jobWorks": [{"id": "job_work_1", "workId": "w"}]}}) + "\n", size)


def log_of_requests(size: int) -> bytes:
    """A log with a request in each line."""
    return repeated(f"2026-01-31T09:30:00Z INFO gateway request {BODY}\n", size)


def secrets(size: int) -> bytes:
    """Keys, each another."""
    return "".join(f"api key: key-{number:08d}-abcdefgh\n" for number in range(size // 32)).encode()


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


def fields(size: int) -> bytes:
    """A document of very many aliases."""
    return json.dumps(
        {"query": "{ me { " + " ".join(f"a{number}: id" for number in range(size // 10 + 1)) + " } }"}
    ).encode()


def fragments(size: int) -> bytes:
    """A document whose fragments each spread the next one twice."""
    count = size // 60 + 1
    spread = " ".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(count))
    return json.dumps({"query": f"{{ ...f0 }} {spread} fragment f{count} on Query {{ me {{ id }} }}"}).encode()


def big_response(size: int) -> bytes:
    """One saved answer with as many job works as fit."""
    return json.dumps({"data": {"me": {"workspaces": [workspace(1, size // 60 + 1)]}}}).encode()
