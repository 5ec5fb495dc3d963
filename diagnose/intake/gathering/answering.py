"""What an answer answers that does not tell it itself: the words next to it do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from diagnose.intake.content.sightings import OperationTold, RequestSeen, ResponseSeen
from diagnose.json_value import Json

_BEFORE, _BEHIND = 6, 3
"""Lines before an answer, and from its first line on, whose words may tell."""


def told_answers(
    answers: Sequence[ResponseSeen], told: Sequence[OperationTold], requests: Sequence[RequestSeen]
) -> dict[ResponseSeen, ResponseSeen]:
    """Return the answers of a source that words tell the operation of, each with what it is then.

    The nearest words count, those before an answer first; a query that they name, or a request that stands between,
    keeps it as it is.
    """
    between = [OperationTold(None, seen.request.line) for seen in requests]
    in_order = sorted([*told, *between], key=lambda words: words.line)
    lines = [words.line for words in in_order]
    found: dict[ResponseSeen, ResponseSeen] = {}
    for answer in answers:
        if not _tells_nothing(answer):
            continue
        line = answer.response.line
        at = bisect_left(lines, line)
        before = in_order[at - 1] if at and line - lines[at - 1] <= _BEFORE else None
        behind = in_order[at] if at < len(lines) and lines[at] - line <= _BEHIND else None
        words = before or behind
        if words and words.operation:
            found[answer] = replace(answer, response=replace(answer.response, operation=words.operation))
    return found


def _tells_nothing(answer: ResponseSeen) -> bool:
    response = answer.response
    shown = response.operation or response.data or answer.request or any(map(_path, response.errors))
    return bool(response.errors) and not shown


def _path(error: Json) -> Json:
    return error.get("path") if isinstance(error, dict) else None
