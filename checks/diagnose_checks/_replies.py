"""What several codes say to the customer."""

from __future__ import annotations

from diagnose.plugin import ReplyWords

AS_THE_REMEDY = ReplyWords("{summary}", "Please {remedy}")
"""The finding's own sentence, and what it says to do."""
CHECK_CREATED = (
    "Please look into the response of createJobWorkArtifacts: it lists the artifacts that were created, or the errors."
)
MISTYPED_REPLY = ReplyWords(
    "There is no {kind} {id}, but {right} is nearly the same.",
    "Please check the ID, and use {right} if that is the one you meant.",
)
