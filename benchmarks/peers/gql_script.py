"""The usual libraries: gql asks, pydantic holds what came of it, jinja2 writes the page.

The questions are those that the tool asked, round by round (``recording.py`` wrote them down); the next round is asked
where the one before did not show every job work in the connection that the ticket names.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from gql import Client, GraphQLRequest
from gql.transport.httpx import HTTPXAsyncTransport
from jinja2 import Environment
from pydantic import BaseModel

from benchmarks.peers.answers import rows

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ report.headline }}</title></head><body>
<h1>{{ report.headline }}</h1><p>{{ report.status }}</p>
{% for finding in report.findings %}<section><h2>{{ finding.code }}</h2><p>{{ finding.summary }}</p></section>
{% endfor %}
<table>{% for job_work in report.job_works %}<tr><td>{{ job_work.id }}</td><td>{{ job_work.connection }}</td></tr>
{% endfor %}</table></body></html>
"""


class JobWork(BaseModel):
    """A job work, and the connection that it is in; None where it is nowhere."""

    id: str
    connection: str | None


class Finding(BaseModel):
    """Something that is wrong."""

    code: str
    summary: str


class Report(BaseModel):
    """What came of it."""

    status: str
    headline: str
    findings: list[Finding]
    job_works: list[JobWork]


async def ask(url: str, token: str, connection: str, wanted: list[str], rounds: list[list[Any]]) -> Report:
    """Ask round by round, until every job work is where it is said to be."""
    transport = HTTPXAsyncTransport(
        url=url, headers={"authorization": f"Bearer {token}", "source-platform": "script"}, trust_env=False
    )
    found: dict[str, str] = {}
    async with Client(transport=transport, execute_timeout=30) as session:
        for questions in rounds:
            requests = [
                GraphQLRequest(each["query"], variable_values=each["variables"], operation_name=each["operationName"])
                for each in questions
            ]
            for data in await asyncio.gather(*(session.execute(request) for request in requests)):
                found |= rows(data)
            if all(found.get(job_work) == connection for job_work in wanted):
                break
    return judged(connection, wanted, found)


def judged(connection: str, wanted: list[str], found: dict[str, str]) -> Report:
    """Say what is wrong."""
    job_works = [JobWork(id=job_work, connection=found.get(job_work)) for job_work in wanted]
    away = [job_work for job_work in job_works if job_work.connection != connection]
    findings = [
        Finding(code="elsewhere", summary=f"{each.id} is in {each.connection or 'no visible connection'}.")
        for each in away
    ]
    headline = f"{len(away)} of {len(wanted)} job works are not in {connection}" if away else "Nothing is wrong"
    return Report(status="problem" if away else "healthy", headline=headline, findings=findings, job_works=job_works)


def main() -> None:
    """Ask, judge, and write both files."""
    url, connection, wanted, questions, place = sys.argv[1:]
    token = sys.stdin.readline().strip()
    rounds = json.loads(Path(questions).read_text(encoding="utf-8"))
    report = asyncio.run(ask(url, token, connection, wanted.split(","), rounds))
    folder = Path(place)
    page = Environment(autoescape=True).from_string(PAGE).render(report=report)
    (folder / "script.html").write_text(page, encoding="utf-8")
    (folder / "script.json").write_text(report.model_dump_json(indent=2), encoding="utf-8")
    sys.stderr.write(f"{report.status}: {report.headline}\n")


if __name__ == "__main__":
    main()
