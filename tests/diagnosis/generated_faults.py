"""The faults of generated tickets: a table from a fault's name to what it changes and the cause that must come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Flag, auto

from hypothesis import strategies as st

from diagnose.json_value import Json
from diagnose.report import Status
from diagnose.sandbox.world import World, WorldArtifact
from tests.diagnosis.generated_told import ARTIFACTS, DOCUMENT, HEADERS, ROUTER, Told, answered, jwt, listing
from tests.diagnosis.generated_worlds import Scene, typo


class Part(Flag):
    """What a form of ticket can carry, and what a fault must be shown by."""

    IDS = auto()
    REQUEST = auto()
    """The query and its variables."""
    HTTP = auto()
    """Method, address and headers."""
    MUTATION = auto()
    """Any document, not only the listing."""


WORDS = Part.IDS
CODE = Part.IDS | Part.REQUEST
SENT = CODE | Part.HTTP | Part.MUTATION


@dataclass(frozen=True)
class Case:
    """A world, what the customer tells, and what must come out: one of ``causes`` (code, subject) and ``statuses``.

    Where there is a second fault, one of ``behind`` must come out as well.
    """

    world: World
    told: Told
    causes: frozenset[tuple[str, str]] = frozenset()
    statuses: frozenset[Status] = frozenset({Status.PROBLEM})
    behind: frozenset[tuple[str, str]] = frozenset()


Spoil = Callable[[st.DrawFn, Scene], Case]


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. ``by`` is what a ticket must carry to show it."""

    spoil: Spoil
    by: Part = Part.IDS


QUERY, REQUEST = "GetJobWorks", "request 1"
_FOUND = frozenset({Status.WARNING, Status.PROBLEM})
_UNSURE = frozenset({Status.WARNING, Status.INCONCLUSIVE, Status.PROBLEM})


def _ids(scene: Scene, *causes: tuple[str, str], **changes: object) -> Case:
    told = replace(scene.told, **changes)  # type: ignore[arg-type]
    told = replace(told, variables=listing(told))
    return Case(scene.world, told, frozenset(causes))


def _wrong_connection(_: st.DrawFn, scene: Scene) -> Case:
    other = scene.other_connection.id
    tied = [("job-work-in-other-connection", scene.job_works[0].id)] if len(scene.job_works) == 1 else []
    return _ids(scene, ("connection-mismatch", other), *tied, connection=other, other_connection=scene.connection.id)


def _wrong_workspace(_: st.DrawFn, scene: Scene) -> Case:
    return _ids(scene, ("workspace-mismatch", scene.other_workspace.id), workspace=scene.other_workspace.id)


def _unknown_workspace(_: st.DrawFn, scene: Scene) -> Case:
    gone = scene.invented("workspace")
    # The mismatch is more specific (contract §7): the connection tells which workspace is meant.
    return _ids(scene, ("workspace-not-visible", gone), ("workspace-mismatch", gone), workspace=gone)


def _unknown_connection(_: st.DrawFn, scene: Scene) -> Case:
    gone = scene.invented("connection")
    return _ids(scene, ("connection-not-found", gone), ("connection-mismatch", gone), connection=gone)


def _unknown_job_work(_: st.DrawFn, scene: Scene) -> Case:
    gone = scene.invented("job_work")
    kept = scene.told.job_works[1:]
    return _ids(scene, ("job-work-not-found", gone), job_works=(gone, *kept))


def _mistyped(slot: str, code: str) -> Spoil:
    def spoil(draw: st.DrawFn, scene: Scene) -> Case:
        wrong = typo(getattr(scene.told, slot), draw(st.integers(0, 2)))
        return _ids(scene, (code, wrong), **{slot: wrong})

    return spoil


def _mistyped_job_work(draw: st.DrawFn, scene: Scene) -> Case:
    first, *rest = scene.told.job_works
    wrong = typo(first, draw(st.integers(0, 2)))
    return _ids(scene, ("job-work-id-mistyped", wrong), job_works=(wrong, *rest))


def _work_for_job_work(_: st.DrawFn, scene: Scene) -> Case:
    work = scene.job_works[0].work
    return _ids(scene, ("job-work-id-wrong-kind", work), job_works=(work, *scene.told.job_works[1:]))


def _job_for_connection(_: st.DrawFn, scene: Scene) -> Case:
    return _ids(scene, ("connection-id-wrong-kind", scene.told.job), connection=scene.told.job)


def _job_work_elsewhere(_: st.DrawFn, scene: Scene) -> Case:
    stray = scene.other_connection.job_works[0].id
    tied = [("connection-mismatch", scene.connection.id)] if not scene.told.job_works[1:] else []
    return _ids(scene, ("job-work-in-other-connection", stray), *tied, job_works=(*scene.told.job_works, stray))


def _connection_pending(_: st.DrawFn, scene: Scene) -> Case:
    causes = frozenset({("connection-not-active", scene.connection.id)})
    return Case(scene.with_connection(status="pending"), scene.told, causes)


def _artifact(code: str, status: str, *statuses: Status) -> Spoil:
    def spoil(_: st.DrawFn, scene: Scene) -> Case:
        artifact = WorldArtifact(scene.invented("artifact"), "file-bad", status=status)
        told = replace(scene.told, symptom="The artifacts are missing.")
        causes = frozenset({(code, artifact.id)})
        return Case(scene.with_artifacts((artifact,)), told, causes, frozenset({Status.PROBLEM, *statuses}))

    return spoil


def _no_artifacts(_: st.DrawFn, scene: Scene) -> Case:
    told = replace(scene.told, symptom="The artifacts are missing.")
    causes = frozenset({("artifacts-absent", told.job_works[0])})
    return Case(scene.with_artifacts(()), told, causes)


def _request(code: str, subject: str = QUERY, **changes: object) -> Spoil:
    def spoil(_: st.DrawFn, scene: Scene) -> Case:
        told = replace(scene.told, **changes)  # type: ignore[arg-type]
        return Case(scene.world, told, frozenset({(code, subject)}))

    return spoil


def _variables(code: str, **changes: Json) -> Spoil:
    def spoil(_: st.DrawFn, scene: Scene) -> Case:
        variables = {name: value for name, value in (dict(scene.told.variables) | changes).items() if value is not None}
        return Case(scene.world, replace(scene.told, variables=variables), frozenset({(code, QUERY)}))

    return spoil


def _filtered_away(_: st.DrawFn, scene: Scene) -> Case:
    elsewhere = scene.other_connection.job_works[0].job
    filters: Json = {"ids": list(scene.told.job_works), "connectionJobIds": [elsewhere]}
    told = replace(scene.told, variables={**scene.told.variables, "filters": filters})
    causes = {("job-work-outside-filter", QUERY), ("connection-job-mismatch", elsewhere)}
    return Case(scene.world, told, frozenset(causes | {("connection-job-empty", elsewhere)}))


def _selection(artifacts: str, extra: str = "", **variables: Json) -> Spoil:
    """Spoil the selection of the artifacts; ``extra`` declares one more variable."""

    def spoil(_: st.DrawFn, scene: Scene) -> Case:
        document = DOCUMENT.replace("ARTIFACTS", artifacts).replace("$offset: Int", f"$offset: Int{extra}")
        told = replace(scene.told, document=document, variables={**scene.told.variables, **variables})
        told = replace(told, symptom="The job works come, but their artifacts are missing.")
        return Case(scene.world, told, frozenset({("query-omits-artifacts", QUERY)}), _FOUND)

    return spoil


def _header(code: str, **headers: str) -> Spoil:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return _request(code, REQUEST, headers={**HEADERS, **named}, symptom="We get an error.")


def _saved(code: str, answer: Json, status: int = 200, statuses: frozenset[Status] = _UNSURE) -> Spoil:
    """A right chain and request, and a saved answer that says something else than what comes now."""

    def spoil(_: st.DrawFn, scene: Scene) -> Case:
        told = replace(scene.told, answer=answer, status=status)
        return Case(scene.world, told, frozenset({(code, REQUEST)}), statuses)

    return spoil


def _error(message: str, code: str, **more: Json) -> Json:
    return {"errors": [{"message": message, "path": ["me"], "extensions": {"code": code}}], "data": None, **more}


def _saved_empty(_: st.DrawFn, scene: Scene) -> Case:
    told = replace(scene.told, answer=answered(scene.world, scene.told, rows=False))
    return Case(scene.world, told, frozenset({("response-not-reproduced", REQUEST)}), _UNSURE)


def _creation(operation: str, code: str, data: Json) -> Spoil:
    artifact = operation == "createJobWorkArtifacts"
    argument, kind, field = (
        ("jobWorkId", "CreateJobWorkArtifactsInput", "id artifactId") if artifact
        else ("connectionJobId", "CreateJobWorksInput", "id workId")
    )  # fmt: skip
    document = (
        f"mutation Create(${argument}: ID!, $inputs: [{kind}!]!) "
        f"{{\n  {operation}({argument}: ${argument}, inputs: $inputs) {{ {field} }}\n}}"
    )
    new: dict[str, Json] = {"name": "W-2", "externalId": "file-new-1"}
    new |= {"type": "w2"} if artifact else {}

    def spoil(_: st.DrawFn, scene: Scene) -> Case:
        answer: dict[str, Json] = {"errors": [{"message": "Internal server error", "path": [operation]}]}
        answer |= {} if data == "left out" else {"data": data}
        target = scene.told.job_works[0] if artifact else scene.told.job
        variables: dict[str, Json] = {argument: target, "inputs": [new]}
        told = replace(scene.told, document=document, variables=variables, answer=answer, symptom="It does not work.")
        return Case(scene.world, told, frozenset((code, subject) for subject in (target, "file-new-1")))

    return spoil


def _healthy(draw: st.DrawFn, scene: Scene) -> Case:
    """Nothing is wrong: the customer saved no answer, or one with the rows in it."""
    told = scene.told
    answer = answered(scene.world, told) if draw(st.booleans()) else None
    told = replace(told, answer=answer, symptom="Can you check that all is well with these?")
    return Case(scene.world, told, frozenset(), frozenset({Status.HEALTHY}))


HEALTHY = Fault(_healthy)
_WITH, _HTTP = Part.REQUEST, Part.REQUEST | Part.HTTP
_FORBIDDEN = _error("Forbidden resource", "FORBIDDEN")
FAULTS: Mapping[str, Fault] = {
    "wrong-connection": Fault(_wrong_connection),
    "wrong-workspace": Fault(_wrong_workspace),
    "unknown-workspace": Fault(_unknown_workspace),
    "unknown-connection": Fault(_unknown_connection),
    "unknown-job-work": Fault(_unknown_job_work),
    "mistyped-workspace": Fault(_mistyped("workspace", "workspace-id-mistyped")),
    "mistyped-connection": Fault(_mistyped("connection", "connection-id-mistyped")),
    "mistyped-job-work": Fault(_mistyped_job_work),
    "work-for-job-work": Fault(_work_for_job_work),
    "job-for-connection": Fault(_job_for_connection),
    "job-work-elsewhere": Fault(_job_work_elsewhere),
    "connection-pending": Fault(_connection_pending),
    "artifact-failed": Fault(_artifact("artifact-failed", "failed")),
    "artifact-cancelled": Fault(_artifact("artifact-cancelled", "cancelled")),
    "artifact-stuck": Fault(_artifact("artifact-stuck", "pending", Status.WARNING)),
    "no-artifacts": Fault(_no_artifacts),
    "offset": Fault(_variables("job-work-outside-window", offset=200), _WITH),
    "limit-zero": Fault(_variables("job-work-outside-window", limit=0), _WITH),
    "filter": Fault(_filtered_away, _WITH),
    "selection": Fault(_selection("work { id status }"), _WITH),
    "include-false": Fault(_selection(f"{ARTIFACTS.replace(' {', ' @include(if: false) {', 1)}"), _WITH),
    "skip-variable": Fault(
        _selection(ARTIFACTS.replace(" {", " @skip(if: $slim) {", 1), ", $slim: Boolean!", slim=True), _WITH
    ),
    "include-default": Fault(
        _selection(f"... on JobWork @include(if: $full) {{ {ARTIFACTS} }}", ", $full: Boolean = false"), _WITH
    ),
    "variable-missing": Fault(_variables("query-variables-invalid", connectionId=None), _WITH),
    "variable-of-wrong-type": Fault(_variables("query-variables-invalid", limit="ten"), _WITH),
    "field-misspelt": Fault(
        _request("query-invalid", document=DOCUMENT.replace("ARTIFACTS", "artifactsOfJobWork { id }")), _WITH
    ),
    "token-bare": Fault(_header("authorization-malformed", Authorization=jwt()), _HTTP),
    "token-expired": Fault(_header("authorization-expired", Authorization=f"Bearer {jwt(exp=1_600_000_000)}"), _HTTP),
    "content-type": Fault(_request("content-type-wrong", REQUEST, headers={"Content-Type": "text/plain"}), _HTTP),
    "method": Fault(_request("method-wrong", REQUEST, method="PUT"), _HTTP),
    "router": Fault(_request("endpoint-wrong-surface", ROUTER, endpoint=ROUTER), _HTTP),
    "saved-forbidden": Fault(_saved("response-forbidden", _FORBIDDEN)),
    "saved-unauthenticated": Fault(_saved("response-unauthenticated", _error("Token expired", "UNAUTHENTICATED"), 401)),
    "saved-server-error": Fault(_saved("response-error", _error("Internal server error", "INTERNAL"), 500)),
    "saved-not-found": Fault(_saved("response-error", _error("Connection not found", "NOT_FOUND"))),
    "saved-no-workspace": Fault(_saved("response-forbidden", {"data": {"me": {"workspaces": []}}})),
    "saved-empty": Fault(_saved_empty),
    "creation-null": Fault(_creation("createJobWorks", "job-work-creation-failed", None), Part.MUTATION),
    "creation-no-data": Fault(_creation("createJobWorks", "job-work-creation-failed", "left out"), Part.MUTATION),
    "creation-field-null": Fault(
        _creation("createJobWorks", "job-work-creation-failed", {"createJobWorks": None}), Part.MUTATION
    ),
    "artifact-creation-null": Fault(
        _creation("createJobWorkArtifacts", "artifact-creation-failed", None), Part.MUTATION
    ),
}
"""Fault by name. Each is the only thing wrong with its ticket."""
