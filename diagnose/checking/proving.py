"""Steps of proof: what this run's answers show, put so that whoever has the answers can check it.

The checks build their proofs from these. Each function returns the steps that answers really show: none, where no
exchange of this run shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from diagnose.checking.results import Step
from diagnose.ids import Kind
from diagnose.investigation.known.facts import Artifact, JobWork
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.reasoning.standing import WrongKind
from diagnose.outside import OutsideId
from diagnose.phrases import age, count, either, listed, share, with_article
from diagnose.report import ProofClaim, Subject, SubjectKind


def lists(live: Knowledge, place: str, kind: Kind, ids: Iterable[str]) -> tuple[Step, ...]:
    """Show that a connection contains IDs of a kind, or a workspace connections."""
    shown: dict[str, list[str]] = {}
    for some_id in dict.fromkeys(ids):
        if evidence := _listed_by(live, place, kind, some_id):
            shown.setdefault(evidence, []).append(some_id)
    return _about(ProofClaim.LISTS, place, kind, shown)


def lists_not(live: Knowledge, place: str, kind: Kind, ids: Iterable[str]) -> tuple[Step, ...]:
    """Show that a list of the place's contents that was asked for these very IDs came back without them."""
    missed: dict[str, list[str]] = {}
    for some_id in dict.fromkeys(ids):
        if evidence := live.looks.without(place, kind, some_id):
            missed.setdefault(evidence, []).append(some_id)
    return _about(ProofClaim.LISTS_NOT, place, kind, missed)


def _listed_by(live: Knowledge, place: str, kind: Kind, some_id: str) -> str | None:
    match kind:
        case Kind.CONNECTION:
            connection = live.connections.get(some_id)
            return connection.evidence if connection and connection.workspace_id == place else None
        case Kind.JOB_WORK:
            job_work = live.job_works.get(some_id)
            return job_work.evidence if job_work and job_work.connection_id == place else None
        case _:
            rows = (row for row in live.rows_of(kind, some_id) if row.connection_id == place)
            return next((row.evidence for row in rows), None)


def _about(claim: ProofClaim, place: str, kind: Kind, by_evidence: Mapping[str, Sequence[str]]) -> tuple[Step, ...]:
    holder = SubjectKind.WORKSPACE if kind is Kind.CONNECTION else SubjectKind.CONNECTION
    of = SubjectKind(kind.value)
    return tuple(
        Step(claim, Subject(kind=holder, id=place), evidence, _clause(claim, place, kind, ids), of, tuple(ids))
        for evidence, ids in by_evidence.items()
    )


def _clause(claim: ProofClaim, place: str, kind: Kind, ids: Sequence[str]) -> str:
    """``connection_790 lists all 5 job works``; few IDs are named."""
    if claim is ProofClaim.LISTS:
        return f"{place} lists {listed(ids) if len(ids) < _MANY else share(len(ids), len(ids), kind.words)}"
    return (
        f"{place} does not list {either(ids)}"
        if len(ids) < _MANY
        else f"{place} lists none of the {count(len(ids), kind.words)}"
    )


_MANY = 4
"""IDs that a sentence counts rather than names."""


def not_found(subject: Subject, evidence: Sequence[str], refusal: str = "") -> tuple[Step, ...]:
    """Show that an ID was asked for by itself, and that nothing came back."""
    words = f"the gateway answers: {refusal}" if refusal else "nothing came back"
    text = f"asked for {OutsideId(subject.id)} by its own ID, {words}"
    return tuple(Step(ProofClaim.NOT_FOUND, subject, one, text) for one in evidence[:1])


def is_kind(live: Knowledge, subject: Subject, standing: WrongKind) -> tuple[Step, ...]:
    """Show that an ID is live as another kind."""
    words = "external" if standing.external else standing.actual.words
    kind = "external_id" if standing.external else standing.actual.value
    text = f"{OutsideId(subject.id)} is {with_article(words)} ID"
    evidence = _shown_as(live, subject.id, standing)
    return (Step(ProofClaim.IS_KIND, subject, evidence, text, value=kind),) if evidence else ()


def _shown_as(live: Knowledge, some_id: str, standing: WrongKind) -> str | None:
    """The evidence that shows an ID as what it really is."""
    match standing.actual:
        case _ if standing.external:
            rows = live.by_external_id(some_id)
        case Kind.WORKSPACE:
            return live.workspaces[some_id].evidence
        case Kind.CONNECTION:
            return live.connections[some_id].evidence
        case kind:
            rows = list(live.rows_of(kind, some_id))
    return rows[0].evidence if rows else None


def has_status(subject: Subject, evidence: str, status: str) -> tuple[Step, ...]:
    """Show the status of a connection or an artifact."""
    return (
        Step(ProofClaim.STATUS, subject, evidence, f"{OutsideId(subject.id)} has the status {status}", value=status),
    )


def has_waited(artifact: Artifact, evidence: str, span: timedelta) -> tuple[Step, ...]:
    """Show for how long an artifact has been there; nothing where no answer says."""
    if artifact.created_at is None:
        return ()
    subject = Subject(kind=SubjectKind.ARTIFACT, id=artifact.artifact_id)
    text = f"{OutsideId(subject.id)} was created {age(span)} before this run"
    return (Step(ProofClaim.AGE, subject, evidence, text, value=str(int(span.total_seconds()))),)


def has_no_artifacts(job_work: JobWork) -> tuple[Step, ...]:
    """Show that a job work came back with an empty list of artifacts."""
    subject = Subject(kind=SubjectKind.JOB_WORK, id=job_work.id)
    text = f"{job_work.id} has no artifacts"
    return (Step(ProofClaim.COUNT, subject, job_work.evidence, text, SubjectKind.ARTIFACT, value="0"),)


def has_no_job_works(connection_id: str, evidence: str) -> tuple[Step, ...]:
    """Show that a connection came back with an empty list of job works, asked without any filter."""
    subject = Subject(kind=SubjectKind.CONNECTION, id=connection_id)
    text = f"{connection_id} lists no job work at all"
    return (Step(ProofClaim.COUNT, subject, evidence, text, SubjectKind.JOB_WORK, value="0"),)


def answered(subject: Subject, evidence: Sequence[str], what: str) -> tuple[Step, ...]:
    """Show that the run itself was answered with an error, or not at all."""
    return tuple(Step(ProofClaim.ERROR, subject, one, what, value=what) for one in evidence[:1])


def of_leaf(live: Knowledge, kind: Kind, some_id: str, asked: str | None) -> tuple[Step, ...]:
    """Show where an ID below the connection is, and that it is not where it was looked for."""
    homes = [home.connection_id for home in live.homes_as(kind, some_id) if home.connection_id]
    here = [step for home in dict.fromkeys(homes) for step in lists(live, home, kind, [some_id])]
    missing = lists_not(live, asked, kind, [some_id]) if asked and asked not in homes else ()
    return (*missing, *here)
