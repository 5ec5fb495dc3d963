"""The faults of the sweep: those of generated tickets, and those that only IDs given as options can show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias, cast

from hypothesis import strategies as st

from diagnose.report import Status
from diagnose.sandbox import ScenarioTicket
from diagnose.sandbox.world import WorldArtifact
from tests.diagnosis.big_scenes import emptied
from tests.diagnosis.generated_faults import FAULTS, HEALTHY, Case, Part
from tests.diagnosis.generated_forms import FORMS
from tests.diagnosis.generated_pairs import PAIRS
from tests.diagnosis.generated_told import Told, listing
from tests.diagnosis.generated_worlds import Scene, typo


@dataclass(frozen=True)
class Trial:
    """A ticket: IDs as options, the customer's own text if it needs one, and what must come out."""

    case: Case
    ticket: ScenarioTicket
    text: str = ""
    all_right: bool = False
    """No ID is wrong, and the whole chain is named."""


Spoiled: TypeAlias = Callable[[Scene], Trial]


def _draw(_: st.SearchStrategy[object]) -> int:
    """Draw for the generated faults: the same place for every typing error."""
    return 1


def _ticket(told: Told, **changes: object) -> ScenarioTicket:
    ticket = ScenarioTicket("T-1", told.workspace, told.connection, (told.job,), told.job_works)
    return replace(ticket, **changes)  # type: ignore[arg-type]


def _text(told: Told) -> str:
    """The ticket as an e-mail: the request as a curl command, and the saved answer."""
    sent = FORMS["curl-bash"].render(replace(told, headers={"Authorization": "Bearer ***", **told.headers}))
    saved = "" if told.answer is None else f"\n\nand this is the answer:\n\n{told.saved}"
    return f"{told.symptom}\n\n{sent}{saved}"


def _generated(name: str) -> Spoiled:
    fault = {"healthy": HEALTHY, **FAULTS, **PAIRS}[name]

    def trial(scene: Scene) -> Trial:
        case = fault.spoil(cast(st.DrawFn, _draw), scene)
        told = case.told
        mutation = Part.MUTATION in fault.by
        ticket = _ticket(told)
        if not fault.by & ~Part.IDS and (told.answer is None or name == "healthy"):
            return Trial(case, ticket, all_right=name in _NO_ID_WRONG)
        return Trial(case, ticket, _text(told), all_right=mutation)

    return trial


def _own(
    changes: Callable[[Scene], Mapping[str, object]],
    causes: Callable[[Scene], set[tuple[str, str]]],
    *,
    healthy: bool = False,
    statuses: frozenset[Status] = frozenset({Status.PROBLEM}),
    all_right: bool = False,
) -> Spoiled:
    def trial(scene: Scene) -> Trial:
        case = Case(
            scene.world, scene.told, frozenset(causes(scene)), frozenset({Status.HEALTHY}) if healthy else statuses
        )
        return Trial(case, _ticket(scene.told, **changes(scene)), all_right=all_right)

    return trial


def _other_job(scene: Scene) -> str:
    """A connection job of the same connection that none of the ticket's job works is in."""
    return next(row.job for row in scene.connection.job_works if row.job != scene.told.job)


def _no_job_works(scene: Scene) -> Trial:
    case = Case(emptied(scene), scene.told, frozenset({("no-job-works", scene.connection.id)}))
    return Trial(case, _ticket(scene.told, connection_job_ids=(), job_work_ids=()))


def _emptied_job_works(scene: Scene) -> Trial:
    """Job works named in a connection that has none: the connection is what has none."""
    gone = scene.told.job_works
    causes = {("no-job-works", scene.connection.id), *(("job-work-not-found", some_id) for some_id in gone)}
    case = Case(emptied(scene), scene.told, frozenset(causes))
    return Trial(case, _ticket(scene.told, connection_job_ids=()))


def _cut(scene: Scene) -> Trial:
    """The customer lists the connection by pages, and the last job work that they name is on none of theirs."""
    rows = scene.connection.job_works
    told = replace(scene.told, variables={**scene.told.variables, "filters": None, "limit": max(2, len(rows) // 100)})
    last = rows[min(len(rows), 1_000) - 1].id
    ticket = _ticket(told, connection_job_ids=(), job_work_ids=(last,))
    causes = frozenset({("job-work-outside-window", "GetJobWorks")})
    return Trial(Case(scene.world, told, causes, frozenset({Status.WARNING, Status.PROBLEM})), ticket, _text(told))


def _many(spoiled: bool) -> Spoiled:
    """As many job works named as there are, up to 150; with the last one gone."""

    def trial(scene: Scene) -> Trial:
        ids = [row.id for row in scene.connection.job_works[:150]]
        gone = scene.invented("job_work")
        named = (*ids[:-1], gone) if spoiled else tuple(ids)
        told = replace(scene.told, job_works=named)
        causes = {("job-work-not-found", gone)} if spoiled else set()
        statuses = frozenset({Status.PROBLEM if spoiled else Status.HEALTHY})
        case = Case(scene.world, replace(told, variables=listing(told)), frozenset(causes), statuses)
        return Trial(case, _ticket(told, connection_job_ids=()), all_right=not spoiled)

    return trial


def _artifact(state: str, some_id: Callable[[Scene], str]) -> Spoiled:
    if state == "there":
        return _own(lambda s: {"artifact_ids": (some_id(s),)}, lambda _: set(), healthy=True, all_right=True)
    return _own(lambda s: {"artifact_ids": (some_id(s),)}, lambda s: {(state, some_id(s))})


def _elsewhere(scene: Scene) -> str:
    return scene.other_connection.job_works[0].artifacts[0].id


def _beside(scene: Scene) -> WorldArtifact:
    named = set(scene.told.job_works)
    return next(row for row in scene.connection.job_works if row.id not in named).artifacts[0]


_NO_ID_WRONG = frozenset(
    {"healthy", "connection-pending", "artifact-failed", "artifact-cancelled", "artifact-stuck", "no-artifacts"}
)
_HIDING = ("offset", "filter", "selection", "include-false", "artifact-failed", "no-artifacts")
_SKIPPED = {"token-bare", "token-expired", "content-type", "method", "router", "saved-server-error", "saved-not-found",
            "variable-missing", "variable-of-wrong-type", "field-misspelt", "skip-variable", "include-default",
            "saved-unauthenticated", "creation-no-data", "creation-field-null"}  # fmt: skip
"""What the gateway is not asked about, or what others here stand for."""
FAULT_TRIALS: Mapping[str, Spoiled] = {
    **{name: _generated(name) for name in ("healthy", *FAULTS) if name not in _SKIPPED},
    **{
        f"{behind} behind {wrong}": _generated(f"{behind} behind {wrong}")
        for behind in _HIDING for wrong in ("wrong-connection", "mistyped-connection", "wrong-workspace")
    },
    "job-empty": _own(
        lambda s: {"connection_job_ids": (s.invented("job"),)},
        lambda s: {("connection-job-empty", s.invented("job")), ("connection-job-mismatch", s.invented("job"))},
    ),
    "job-empty-alone": _own(
        lambda s: {"connection_job_ids": (s.invented("job"),), "job_work_ids": ()},
        lambda s: {("connection-job-empty", s.invented("job"))},
    ),
    "job-mismatch": _own(
        lambda s: {"connection_job_ids": (_other_job(s),)}, lambda s: {("connection-job-mismatch", _other_job(s))}
    ),
    "job-mistyped": _own(
        lambda s: {"connection_job_ids": (typo(s.told.job, 1),)},
        lambda s: {("connection-job-id-mistyped", typo(s.told.job, 1))},
    ),
    "work-for-job": _own(
        lambda s: {"connection_job_ids": (s.job_works[0].work,)},
        lambda s: {("connection-job-id-wrong-kind", s.job_works[0].work)},
    ),
    "job-for-workspace": _own(
        lambda s: {"workspace_id": s.connection.id}, lambda s: {("workspace-id-wrong-kind", s.connection.id)}
    ),
    "external-for-job-work": _own(
        lambda s: {"job_work_ids": (str(s.job_works[0].external_id), *s.told.job_works[1:])},
        lambda s: {("job-work-id-wrong-kind", str(s.job_works[0].external_id))},
    ),
    "artifact-there": _artifact("there", lambda s: s.job_works[1].artifacts[0].id),
    "artifact-gone": _artifact("artifact-not-attached", lambda s: s.invented("artifact")),
    "artifact-beside": _artifact("artifact-on-other-job-work", lambda s: _beside(s).id),
    "artifact-beside-by-external-id": _artifact("artifact-on-other-job-work", lambda s: _beside(s).external_id),
    "artifact-elsewhere": _own(
        lambda s: {"artifact_ids": (_elsewhere(s),)},
        # Of a hundred connections not all are listed: it is not attached where it is expected.
        lambda s: {
            ("artifact-on-other-job-work", _elsewhere(s)),
            *([("artifact-not-attached", _elsewhere(s))] if len(s.home.connections) > 20 else []),
        },
    ),
    "no-job-works": _no_job_works,
    "job-works-in-an-empty-connection": _emptied_job_works,
    "cut-by-pages": _cut,
    "many-named": _many(spoiled=False),
    "many-named-one-gone": _many(spoiled=True),
    "only-connection": _own(
        lambda _: {"workspace_id": None, "connection_job_ids": (), "job_work_ids": ()}, lambda _: set(), healthy=True
    ),
    "only-job-work": _own(
        lambda s: {
            "workspace_id": None, "connection_id": None, "connection_job_ids": (),
            "job_work_ids": (s.job_works[1].id,),
        },
        lambda _: set(), healthy=True,
    ),
    "only-job-work-gone": _own(
        lambda s: {
            "workspace_id": None, "connection_id": None, "connection_job_ids": (),
            "job_work_ids": (s.invented("job_work"),),
        },
        lambda s: {("job-work-not-found", s.invented("job_work"))},
    ),
    "work-named": _own(lambda s: {"work_ids": (s.job_works[0].work,)}, lambda _: set(), healthy=True, all_right=True),
    "two-job-works-gone": _own(
        lambda s: {"job_work_ids": (s.told.job_works[0], s.invented("job_work"), s.invented("job_wor"))},
        lambda s: {("job-work-not-found", s.invented("job_work")), ("job-work-not-found", s.invented("job_wor"))},
    ),
}  # fmt: skip
"""What may be wrong, by name."""
SEVERAL = frozenset({"two-job-works-gone", "job-works-in-an-empty-connection"})
"""Where more than one of the causes may come out together."""
