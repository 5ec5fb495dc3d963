"""What to write to the customer about each kind of finding: what was found, and what they can do about it.

Plain sentences without internal detail, keyed by the contract's finding codes. The fields in braces are filled in from
the finding; ``{summary}`` and ``{remedy}`` are its own first sentences, where those are fit for a customer as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class ReplyWords(NamedTuple):
    """Two sentences: what was found, and what to do."""

    found: str
    please: str


_AS_IT_IS: Final = ReplyWords("{summary}", "{remedy}")
_CHECK_CREATED: Final = (
    "Please look into the response of createJobWorkArtifacts: it lists the artifacts that were created, or the errors."
)
_MISTYPED: Final = ReplyWords(
    "There is no {kind} {id}, but {right} is nearly the same.",
    "Please check the ID, and use {right} if that is the one you meant.",
)

REPLY_WORDS: Final[Mapping[str, ReplyWords]] = MappingProxyType(
    {
        "artifact-cancelled": ReplyWords(
            "The processing of {name} was cancelled.",
            "If you still need it, please create it again with createJobWorkArtifacts.",
        ),
        "artifact-completed-without-url": ReplyWords(
            "{name} is completed, but its file is not there yet.", "We are looking into it."
        ),
        "artifact-creation-failed": ReplyWords(
            "{summary}", "Please correct what the error says, and create the artifacts again."
        ),
        "artifact-failed": ReplyWords("{name} could not be processed{reason}.", "Please {remedy}"),
        "artifact-not-attached": ReplyWords("{summary}", _CHECK_CREATED),
        "artifact-on-other-job-work": ReplyWords("{summary}", "Please {remedy}"),
        "artifact-pending": ReplyWords(
            "{name} is still being processed.", "Please give it some time, and look again later."
        ),
        "artifact-status-unknown": ReplyWords(
            "{name} is in an unusual state.", "We are finding out what it means, and will come back to you."
        ),
        "artifact-stuck": ReplyWords(
            "{name} has been waiting to be processed for too long.",
            "Please check that its source URL can be reached, and tell us if it can.",
        ),
        "artifacts-absent": ReplyWords("Job work {id} has no artifacts yet.", _CHECK_CREATED),
        "authorization-expired": ReplyWords(
            "The access token that your request was sent with had expired.",
            "Please exchange your API key for a new one with loginViaPersonalApiToken, and send the request again.",
        ),
        "authorization-malformed": ReplyWords(
            "The Authorization header of your request is not in the form that the gateway reads.",
            "Please send it as Authorization: Bearer <accessToken>, on one line and without quotes.",
        ),
        "connection-job-empty": ReplyWords(
            "There are no job works under connection job {id}.",
            "Please check that this is the ID that createConnectionJob returned, and that the createJobWorks response "
            "has no errors.",
        ),
        "connection-job-mismatch": ReplyWords("{summary}", "Please filter with connectionJobIds: [{right}]."),
        "connection-mismatch": ReplyWords("{summary}", "Please send the query with {right} as the connection ID."),
        "connection-not-active": ReplyWords("{summary}", "{remedy}"),
        "connection-not-found": ReplyWords(
            "We could not find connection {id} in that workspace.",
            "Please use the connection ID that startProviderConnection returned, and check that it belongs to this "
            "workspace.",
        ),
        "content-type-wrong": ReplyWords(
            "Your request was not sent as JSON.", "Please send the header Content-Type: application/json."
        ),
        "external-id-reused": ReplyWords("{summary}", "Please give each job work an external ID of its own."),
        "id-not-clean": ReplyWords(
            "The {kind} ID was sent with characters that do not belong to it.",
            "Please send {right}, and look where your code copies it from.",
        ),
        "id-not-placed": ReplyWords(
            "Your message holds an ID that we could not place.", "Please tell us what it identifies."
        ),
        "job-work-creation-failed": ReplyWords(
            "{summary}", "Please correct what the error says, and create the job works again."
        ),
        "job-work-id-not-in-response": ReplyWords(
            "{id} is not among the IDs that were returned when you created them.",
            "Please use the IDs of that response.",
        ),
        "job-work-in-other-connection": ReplyWords("{summary}", "Please {remedy}"),
        "job-work-not-found": ReplyWords(
            "We could not find job work {id}.",
            "Please use the IDs that createJobWorks returned (id, not workId), and check that response for errors.",
        ),
        "job-work-outside-filter": ReplyWords("{summary}", "Please {remedy}"),
        "job-work-outside-window": ReplyWords("{summary}", "Please {remedy}"),
        "method-wrong": ReplyWords("Your request was not sent with the method POST.", "Please send it with POST."),
        "no-job-works": ReplyWords(
            "Connection {id} has no job works yet.",
            "Please create them with createConnectionJob and then createJobWorks, and check both responses for errors.",
        ),
        "query-invalid": ReplyWords("{summary}", "Please correct the query, and send it again."),
        "query-omits-artifacts": ReplyWords("{summary}", "Please add the jobWorkArtifacts field to your query."),
        "query-variables-invalid": ReplyWords(
            "{summary}", "Please correct the variables: each is named as in the query, without the $."
        ),
        "response-error": ReplyWords(
            "The answer that you got shows an error.",
            "Please send the same request again, and send us the answer if it fails once more.",
        ),
        "response-forbidden": ReplyWords(
            "The account of your request may not see what it asks for.",
            "Please send it from an account that has access to that workspace.",
        ),
        "response-not-reproduced": ReplyWords(
            "With the same question, we see rows that your answer lacks.",
            "Please tell us when you got that answer, and which account it was for.",
        ),
        "response-unauthenticated": ReplyWords(
            "The gateway did not accept the sign-in of your request.",
            "Please sign in again with loginViaPersonalApiToken, and send the request once more.",
        ),
        "ticket-ambiguous": ReplyWords(
            "Your message names more than one ID for the same thing.", "Please tell us which one you mean."
        ),
        "workspace-mismatch": ReplyWords("{summary}", "Please send the query with {right} as the workspace ID."),
        "workspace-not-visible": ReplyWords(
            "We could not find workspace {id}.",
            "Please check the workspace ID, and that the account of your request has access to it.",
        ),
        **dict.fromkeys(
            (f"{kind}-id-mistyped" for kind in ("workspace", "connection", "connection-job", "job-work")), _MISTYPED
        ),
        **dict.fromkeys(
            (f"{kind}-id-wrong-kind" for kind in ("workspace", "connection", "connection-job", "job-work")),
            ReplyWords("{summary}", "Please {remedy}"),
        ),
    }
)
"""By finding code; a code of another package is told in its own words."""


def reply_words(code: str) -> ReplyWords:
    """Return what to write about a finding code."""
    return REPLY_WORDS.get(code, _AS_IT_IS)
