"""What the check of the artifacts declares of each of its codes."""

from __future__ import annotations

from diagnose.plugin import Code, ReplyWords, Severity, SubjectKind
from diagnose_checks._docs import NOT_DOCUMENTED

_ON = (SubjectKind.ARTIFACT,)
_FAILED = (
    "Check that the source URL answers and can be reached by Filed, that the file is whole and of a supported format, "
    "and that access to it works; then create the artifact again with createJobWorkArtifacts."
)
_STUCK = "Check that the artifact's source URL can be reached; if it can, ask support@filed.com about this artifact ID."

CODES = (
    Code(
        "artifact-pending",
        _ON,
        f"Not processed yet, but younger than --stale-after {NOT_DOCUMENTED}.",
        "Wait, then run again (--until-settled 30m does so by itself); after {bound} this tool calls it stuck "
        "(--stale-after; no time is documented).",
        Severity.WARNING,
        settles=True,
        reply=ReplyWords("{name} is still being processed.", "Please give it some time, and look again later."),
    ),
    Code(
        "artifact-stuck",
        _ON,
        f"Not processed, and older than --stale-after {NOT_DOCUMENTED}.",
        _STUCK,
        reply=ReplyWords(
            "{name} has been waiting to be processed for too long.",
            "Please check that its source URL can be reached, and tell us if it can.",
        ),
    ),
    Code(
        "artifact-failed",
        _ON,
        "Fetching or processing failed; the reason is read from metadata.",
        _FAILED,
        otherwise={
            "gone": "Give a URL that answers (the old one leads nowhere or has expired), and create the artifact "
            "again with createJobWorkArtifacts.",
            "denied": "Give Filed access to the source URL, then create the artifact again with "
            "createJobWorkArtifacts.",
            "format": "Convert the file to a supported format, then create the artifact again with "
            "createJobWorkArtifacts.",
            "damaged": "Check that the file opens and is whole, without a password, then create the artifact "
            "again with createJobWorkArtifacts.",
        },
        reply=ReplyWords("{name} could not be processed{reason}.", "Please {remedy}"),
    ),
    Code(
        "artifact-cancelled",
        _ON,
        "Processing was cancelled.",
        "Find out who cancelled it and why; if it is needed, create it again with createJobWorkArtifacts.",
        reply=ReplyWords(
            "The processing of {name} was cancelled.",
            "If you still need it, please create it again with createJobWorkArtifacts.",
        ),
    ),
    Code(
        "artifact-status-unknown",
        _ON,
        "The status is not a documented one.",
        "Ask support@filed.com what it means; it may be a step of processing.",
        Severity.WARNING,
        reply=ReplyWords(
            "{name} is in an unusual state.", "We are finding out what it means, and will come back to you."
        ),
    ),
    Code(
        "artifact-completed-without-url",
        _ON,
        "Completed, but uploadedUrl, which should then be filled, is empty.",
        "Run again in a moment; if it stays empty, ask support@filed.com, with the artifact's ID.",
        Severity.WARNING,
        reply=ReplyWords("{name} is completed, but its file is not there yet.", "We are looking into it."),
    ),
)
