"""Large inputs of the forms that people send, by what they are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from tests.intake.shapes import code, mails, tickets
from tests.intake.shapes.repeating import Shape, after, repeated

LARGE: Mapping[str, Shape] = {
    "curl commands": tickets.commands,
    "different curl commands": tickets.different_commands,
    "IDs on lines": partial(tickets.ids, "Job works:\n", "\n"),
    "IDs in bullets": partial(tickets.ids, "Job works:\n- ", "\n- "),
    "IDs in one line": partial(tickets.ids, "Job works: ", ", "),
    "IDs in a JSON list": partial(tickets.ids, '{"job_work_ids": ["', '", "', end='"]}'),
    "IDs in a variable": partial(
        tickets.ids,
        '{"query": "query Q($i: [ID!]) { jobWorks(filters: {ids: $i}) { id } }", "variables": {"i": ["',
        '","',
        end='"]}}',
    ),
    "IDs in a document": partial(tickets.ids, '{ jobWorks(filters: {ids: ["', '","', end='"]}) { id } }'),
    "IDs in a ticket file": partial(tickets.ids, 'job_work_ids = ["', '",\n"', end='"]\n'),
    "IDs in code": partial(tickets.ids, "const jobWorkIds = ['", "', '", end="'];\n"),
    "IDs in sentences": tickets.ids_in_sentences,
    "IDs of no kind": tickets.bare_ids,
    "HAR of small entries": partial(tickets.har, tickets.small_entry, 220),
    "HAR of questions": partial(tickets.har, partial(tickets.graphql_entry, 2), 660),
    "HAR of large answers": partial(tickets.har, partial(tickets.graphql_entry, 800), 50_000),
    "HAR of one answer": tickets.har_of_one_answer,
    "mail with a PDF": partial(mails.mail_with, "form.pdf", b"%PDF-1.7\n"),
    "mail with a zip": partial(mails.mail_with, "files.zip", b"PK\x03\x04"),
    "mail with a document": partial(mails.mail_with, "letter.docx", b"PK\x03\x04\x14\0\x06\0"),
    "mail with unknown bytes": partial(mails.mail_with, "export.bin", b""),
    "mail of parts": mails.mail_of_parts,
    "nested mail": mails.nested_mail,
    "mail as base64": mails.mail_in_base64,
    "mail as HTML": partial(
        mails.mail_body, "text/html", "7bit", "<p>Connection <b>connection_789</b> is <a href='x'>empty</a></p>\n"
    ),
    "mail as nested HTML": partial(mails.mail_body, "text/html", "7bit", "<blockquote>a "),
    "mail quoted-printable": partial(
        mails.mail_body, "text/plain", "quoted-printable", "Connection=3A connection=5F789 is =\nempty\n"
    ),
    "mail flowed": partial(
        mails.mail_body, "text/plain; format=flowed", "7bit", "> Connection connection_789 is \n> empty\n"
    ),
    "mail of headers": mails.mail_of_headers,
    "request of headers": partial(after, "POST /graphql HTTP/1.1\nHost: gateway.filed.com\n", "X-Header: value\n"),
    "curl of headers": partial(after, "curl https://gateway.filed.com/graphql \\\n", "  -H 'X-Header: value' \\\n"),
    "nested strings": tickets.nested_strings,
    "nested JSON": tickets.nested_json,
    "table in Markdown": partial(
        tickets.table,
        "| " + "job_work_{0} | a | b | c | d | e | f | g | h | i |\n",
        "| Job work | b | c | d | e | f | g | h | i | j |\n|---|---|---|---|---|---|---|---|---|---|\n",
    ),
    "table as CSV": partial(tickets.table, "job_work_{0},a,b,c,d,e,f,g,h,i\n", "Job work,b,c,d,e,f,g,h,i,j\n"),
    "table as TSV": partial(
        tickets.table, "job_work_{0}\ta\tb\tc\td\te\tf\tg\th\ti\n", "Job work\tb\tc\td\te\tf\tg\th\ti\tj\n"
    ),
    "table as HTML": partial(
        tickets.table,
        "<tr><td>job_work_{0}</td><td>a</td><td>b</td></tr>\n",
        "<table><tr><th>Job work</th><th>b</th><th>c</th></tr>\n",
    ),
    "thread of many levels": tickets.thread,
    "document of aliases": tickets.fields,
    "document of fragments": tickets.fragments,
    "answer of job works": tickets.big_response,
    "one answer a line": tickets.answer_a_line,
    "log of requests": tickets.log_of_requests,
    "log of connections": partial(
        repeated, "2026-01-31 09:30:00,123 INFO pool: connection 17 is kept, job queue is empty\n"
    ),
    "secrets": tickets.secrets,
    "numbers on lines": tickets.numbers,
    "calls in Python": partial(repeated, code.PYTHON),
    "calls in JavaScript": partial(repeated, code.JAVASCRIPT),
    "calls in PHP": partial(repeated, code.PHP),
    "calls in Ruby": partial(repeated, code.RUBY),
    "a long Python list": partial(
        code.literal, "print({'jobWorkIds': [", "{{'id': 'job_work_{0}', 'ok': None}}, ", "]})"
    ),
    "a long JavaScript list": partial(
        code.literal, "const found = {jobWorks: [", "{{id: 'job_work_{0}', ok: undefined}},\n", "]};"
    ),
    "a long PHP array": partial(
        code.literal, "$found = ['jobWorks' => [", "['id' => 'job_work_{0}', 'ok' => null],\n", "]];"
    ),
    "code of many assignments": partial(code.literal, "", "const jobWorkId{0} = 'job_work_{0}';\n", ""),
    "code of nested calls": partial(repeated, "client.query({ query: gql(`"),
    "deep literals": partial(repeated, "{a: [{'b': "),
    "closed literals": code.closed,
    "mixed quotes": partial(repeated, "\"a' `b\" \u201cc' "),
    "a thread of quoted blocks": mails.quoted_blocks,
    "a chat": partial(repeated, "Dana 9:02\nconnection_789 is empty\nFiled Support 9:03\nWhich connection?\n"),
}
