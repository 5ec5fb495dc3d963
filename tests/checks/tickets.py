"""Made-up tickets, and playing them: ``diagnose run FILE`` in this process, against the embedded gateway."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

import jsonschema  # type: ignore[import-untyped]

from diagnose.json_value import Json
from diagnose.report import CheckRow, Report, ReportFinding, report_schema
from diagnose.sandbox import Gateway
from tests.checks import wording
from tests.cli.calling import Desk, Said, pointed_at

WORKSPACE, CONNECTION, JOB = "workspace_310472", "connection_790", "job_118812"
JOB_WORKS = ("job_work_20931", "job_work_31846", "job_work_42757", "job_work_53668", "job_work_64579")
GONE = "job_work_8812047193"
"""An ID that nothing live is near to."""
GATEWAY, ROUTER = "https://gateway.filed.com/graphql", "https://router.apps.filed.com/graphql"
TOKEN = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJtYWRlLXVwLTkxIn0.bWFkZS11cC1zaWduYXR1cmUtOTE"  # noqa: S105
FIELDS = "id workId connectionJobId jobWorkArtifacts { artifactId workArtifact { status } }"
LIST = (
    "query GetJobWorks($workspaceId: ID!, $connectionId: ID!, $filters: JobWorkFilters, $limit: Int, $offset: Int) "
    "{ me { workspaces(filters: { ids: [$workspaceId] }) { id connections(filters: { ids: [$connectionId] }) "
    "{ id jobWorks(filters: $filters, limit: $limit, offset: $offset) { " + FIELDS + " } } } } }"
)
CREATE = (
    "mutation CreateJobWorks($connectionJobId: ID!, $inputs: [CreateJobWorksInput!]!) "
    "{ createJobWorks(connectionJobId: $connectionJobId, inputs: $inputs) { id workId connectionJobId } }"
)
CREATE_ARTIFACTS = (
    "mutation CreateJobWorkArtifacts($jobWorkId: ID!, $inputs: [CreateJobWorkArtifactsInput!]!) "
    "{ createJobWorkArtifacts(jobWorkId: $jobWorkId, inputs: $inputs) "
    "{ id artifactId workArtifact { id externalId } } }"
)
HEADERS: Mapping[str, str] = {"Content-Type": "application/json", "source-platform": "made-up-firm"}
_VALID = jsonschema.Draft202012Validator(report_schema())


def listing(
    *job_works: str,
    connection: str = CONNECTION,
    filters: Mapping[str, Json] | None = None,
    limit: int | None = None,
    offset: int | None = None,
) -> dict[str, Json]:
    """The variables of :data:`LIST`."""
    kept: dict[str, Json] = {"ids": list(job_works)} if job_works else {}
    kept |= dict(filters or {})
    found: dict[str, Json] = {"workspaceId": WORKSPACE, "connectionId": connection, "filters": kept or None}
    return found | {key: value for key, value in (("limit", limit), ("offset", offset)) if value is not None}


def body(document: str = LIST, variables: Mapping[str, Json] | None = None, operation: str | None = None) -> str:
    """A GraphQL request body."""
    named: dict[str, Json] = {"operationName": operation} if operation else {}
    return json.dumps({"query": document, "variables": dict(variables or {}), **named})


def curl(
    content: str,
    *,
    endpoint: str = GATEWAY,
    headers: Mapping[str, str] = HEADERS,
    token: str | None = TOKEN,
    authorization: str | None = None,
) -> str:
    """The same as people paste it: one curl command for bash."""
    header = authorization if authorization is not None else (f"Bearer {token}" if token else None)
    lines = [f"-H '{name}: {value}'" for name, value in headers.items()]
    lines += [f"-H 'Authorization: {header}'"] if header is not None else []
    quoted = content.replace("'", "'\\''")
    return " \\\n  ".join([f"curl -X POST {endpoint}", *lines, f"-d '{quoted}'"])


def answer(data: Json, errors: Sequence[Json] = ()) -> str:
    """A saved response."""
    return json.dumps({"data": data, **({"errors": list(errors)} if errors else {})}, indent=2)


def listed(*rows: Json, connection: str = CONNECTION) -> Json:
    """The ``data`` that answers :data:`LIST`."""
    return {"me": {"workspaces": [{"id": WORKSPACE, "connections": [{"id": connection, "jobWorks": list(rows)}]}]}}


@dataclass(frozen=True)
class Played:
    """What one call left behind."""

    said: Said
    files: Mapping[str, bytes]
    secrets: tuple[str, ...]
    report: Report = field(init=False)

    def __post_init__(self) -> None:
        _VALID.validate(json.loads(self.files["report.json"]))
        object.__setattr__(self, "report", Report.model_validate_json(self.files["report.json"]))
        for secret in self.secrets:
            self.has_no(secret)
        wording.compare(self.report)

    @property
    def code(self) -> int:
        """The exit code."""
        return self.said.code

    @property
    def everything(self) -> bytes:
        """All that was printed and written."""
        written = (content for name, content in self.files.items() if name.startswith("report."))
        return b"\n".join((self.said.out, self.said.err.encode(), *written))

    @property
    def causes(self) -> list[tuple[str, str]]:
        """The causes: code and subject."""
        return [(one.code, one.subject.id) for one in self.report.verdict.causes]

    @property
    def codes(self) -> list[str]:
        """The codes of all findings, causes or not."""
        return [one.code for one in self.report.findings]

    def only(self, code: str) -> ReportFinding:
        """The one finding with this code."""
        (found,) = [one for one in self.report.findings if one.code == code]
        return found

    def row(self, check: str) -> CheckRow:
        """The check's row."""
        return next(one for one in self.report.checks if one.id == check)

    def cause_of(self, code: str) -> str | None:
        """The code of the finding that explains the one with this code; None when nothing does."""
        by = self.only(code).caused_by
        return self.report.finding(by).code if by else None

    def has_no(self, secret: str) -> None:
        """Assert that a secret is in no output, in no encoding that a report could hold it in."""
        everything = self.everything
        for start in range(3):
            coded = base64.b64encode(b"x" * start + secret.encode()).decode()
            assert coded[4 if start else 0 : -4].encode() not in everything
        for form in (secret, quote(secret, safe=""), *secret.split(".")[1:]):
            assert form.encode() not in everything, form


def play(desk: Desk, gateway: Gateway | None, text: str | bytes, *options: str, token: str = TOKEN) -> Played:
    """Write the ticket to a file and run on it; with no gateway, offline."""
    content = text.encode() if isinstance(text, str) else text
    (desk.path / "ticket.txt").write_bytes(content)
    return played(desk, gateway, "ticket.txt", *options, secrets=(token,))


def played(desk: Desk, gateway: Gateway | None, *argv: str, secrets: tuple[str, ...] = ()) -> Played:
    """Run on sources and options, with every report written; with no gateway, offline."""
    outputs = ("--show-personal-data", "--json", "report.json", "--html", "report.html", "--markdown", "report.md")
    where = {} if gateway is None else pointed_at(gateway)
    said = desk.call("run", *argv, *outputs, *(("--offline",) if gateway is None else ()), environ=where)
    assert said.code in {0, 1, 3}, said.err
    own = (gateway.access_token,) if gateway else ()
    return Played(said, desk.files, (*secrets, *own))
