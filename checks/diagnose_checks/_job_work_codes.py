"""What the check of the job works declares of each of its codes."""

from __future__ import annotations

from diagnose.plugin import Code, ReplyWords, SubjectKind
from diagnose_checks import _replies
from diagnose_checks._docs import DOCS_CREATE_WORKS, NOT_DOCUMENTED
from diagnose_checks._ids import USE_THE_NEAR_ONE

_ON = (SubjectKind.JOB_WORK, SubjectKind.WORK)
_RIGHT = "Use the ids that createJobWorks returned (id, not workId), and check that response for errors."
_USE = "Use {right} as the {kind} ID."
_OF_BOTH = " createJobWorks returns both: id is the job work, workId the work."
_EXTERNAL = " An external ID is the customer's own; the gateway filters by the IDs that createJobWorks returned."
_BY_JOB = "Filter with connectionJobIds: [{id}] in place of ids, which finds all job works of that connection job."

CODES = (
    Code(
        "job-work-not-found",
        _ON,
        "The connection has no job work with this ID (or of this work).",
        _RIGHT,
        reply=ReplyWords(
            "We could not find job work {id}.",
            "Please use the IDs that createJobWorks returned (id, not workId), and check that response for errors.",
        ),
    ),
    Code(
        "job-work-in-other-connection",
        _ON,
        "The job work exists, but in another connection, or in none of the named connection jobs.",
        "Query {id} in {connection}, or leave it out of this query.",
        otherwise={
            "torn": "Ask the customer which connection is meant, {candidates}; then query each job work in its own "
            "connection.",
            "other-job": "Add {job} to connectionJobIds, or leave {id} out of this query.",
        },
        reply=_replies.AS_THE_REMEDY,
    ),
    Code(
        "job-work-id-mistyped",
        _ON,
        f"There is no such job work, but exactly one with a nearly identical ID {NOT_DOCUMENTED}.",
        USE_THE_NEAR_ONE,
        reply=_replies.MISTYPED_REPLY,
    ),
    Code(
        "job-work-id-wrong-kind",
        _ON,
        "The ID exists, but identifies something else, such as the work.",
        _USE,
        otherwise={
            "unknown": _RIGHT,
            "job": f"{_USE} {_BY_JOB}",
            "job-unknown": _BY_JOB,
            "work": _USE + _OF_BOTH,
            "work-unknown": _RIGHT + _OF_BOTH,
            "external": _USE + _EXTERNAL,
            "external-unknown": _RIGHT + _EXTERNAL,
        },
        reply=_replies.AS_THE_REMEDY,
    ),
    Code(
        "no-job-works",
        (SubjectKind.CONNECTION,),
        "The connection has no job works at all.",
        "Create them: createConnectionJob for this connection, then createJobWorks with that connection job; "
        "check both responses for errors, and check that it is the right connection.",
        docs_url=DOCS_CREATE_WORKS,
        reply=ReplyWords(
            "Connection {id} has no job works yet.",
            "Please create them with createConnectionJob and then createJobWorks, and check both responses for errors.",
        ),
    ),
)
