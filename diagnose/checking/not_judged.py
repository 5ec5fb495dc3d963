"""What a run did not judge: said in every report, so that nobody takes silence for health."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from diagnose.checking.context import Context
from diagnose.ids import identity
from diagnose.phrases import count, either, listed
from diagnose.report import NotLookedAt
from diagnose.ticket.slots import SLOTS

_CALL = "the curl command or the HAR of the failing call"
_MOST_IDS = 100
"""IDs on a command line that somebody may copy."""
_ANSWER = "the answer that they got, saved as JSON or as a HAR"


def not_looked_at(context: Context) -> Iterator[NotLookedAt]:
    """Yield what was not judged, with what to ask the customer for."""
    yield from _their_credentials(context)
    yield from _their_request(context)
    yield from _their_answer(context)
    yield from _their_ids(context)
    yield from _set_aside(context)
    yield from _other_connections(context)
    yield from _further_ids(context)
    yield from _other_chains(context)


def _their_credentials(context: Context) -> Iterator[NotLookedAt]:
    """Lack of access may show as an empty list, so only an answer of theirs tells what theirs can see."""
    if any(answer.given and "workspaces" not in answer.response.empty for answer in context.ticket.answers):
        return
    why = "the gateway was not asked" if context.sight.offline else "this run used yours, not theirs"
    yield NotLookedAt(
        what="whether the customer's own credentials see the workspace",
        why=f"{why}, and the ticket holds no answer of theirs with a workspace in it",
        ask_for=_ANSWER,
    )


def _their_request(context: Context) -> Iterator[NotLookedAt]:
    requests = context.ticket.reading.requests
    bare = [request for request in requests if not request.document]
    if not requests:
        yield NotLookedAt(what="the customer's own request", why="it is not in the ticket", ask_for=_CALL)
    elif bare:
        yield NotLookedAt(
            what=f"the query of the request in {listed([_place(request.source, request.line) for request in bare])}",
            why="it is not in the ticket, or could not be read",
            ask_for="the body of that call as it was sent",
        )
    elif not any(request.headers for request in requests):
        yield NotLookedAt(
            what="the headers of the customer's request", why="the ticket does not show them", ask_for=_CALL
        )


def _their_answer(context: Context) -> Iterator[NotLookedAt]:
    too_large = [answer.response for answer in context.ticket.answers if answer.response.left_out]
    if too_large:
        yield NotLookedAt(
            what=f"the rows of the saved answer in {listed([_place(kept.source, kept.line) for kept in too_large])}",
            why="it is too large to be kept; only its errors and its empty lists were read",
            ask_for="the answer to a query for the job works in question alone",
        )


def _their_ids(context: Context) -> Iterator[NotLookedAt]:
    unsorted = context.ticket.unsorted
    unknown = [some_id for some_id in unsorted if not context.live.homes(some_id)]
    rivals = [some_id for some_id in _not_judged(context, unsorted) if context.live.homes(some_id)]
    if rivals and any(context.ticket):
        yield NotLookedAt(what=listed(rivals, 5), why="the ticket names another ID of the same kind, with its label")
    if unknown and any(context.ticket):
        yield NotLookedAt(
            what=listed(unknown, 5),
            why="nothing tells what it identifies" if len(unknown) == 1 else "nothing tells what they identify",
            ask_for="which kind of ID that is, if it belongs to this ticket",
        )


def _not_judged(context: Context, ids: Sequence[str]) -> list[str]:
    judged = {identity(some_id) for named in context.ticket for some_id in (named.named, named.id)} if ids else set()
    return [some_id for some_id in ids if identity(some_id) not in judged]


def _set_aside(context: Context) -> Iterator[NotLookedAt]:
    """What a customer takes back may have been taken back only as it was read."""
    aside = _not_judged(context, context.ticket.reading.set_aside)
    if aside:
        of_it, is_not, it_works = ("it", "it is", "it works") if len(aside) == 1 else ("them", "they are", "they work")
        why = f"the ticket names another ID in place of {of_it}, or says that {is_not} not meant, or that {it_works}"
        yield NotLookedAt(what=listed(aside, 5), why=why)


def _other_connections(context: Context) -> Iterator[NotLookedAt]:
    """An artifact cannot be asked for by its ID, so connections are listed to find it, and of very many not all."""
    gone = [named.named for named in context.ticket.artifacts if not context.live.holders(named.named, named.id)]
    others = [each for each in context.live.connections if context.connection is None or each != context.connection.id]
    unlisted = [each for each in others if context.live.paging(each).step is None]
    if gone and 0 < len(unlisted) < len(others):
        yield NotLookedAt(
            what=f"whether {either(gone)} hangs on a job work in {count(len(unlisted), 'other connection')}",
            why=f"{len(others) - len(unlisted)} of {count(len(others), 'other connection')} were listed",
            ask_for="the ID of the job work that the artifact was created for",
        )


def _further_ids(context: Context) -> Iterator[NotLookedAt]:
    if left_out := context.ticket.reading.ids_left_out:
        yield NotLookedAt(
            what=f"{count(left_out, 'more ID')} of the ticket",
            why="so many are not kept of one ticket",
            ask_for="the IDs in question alone",
        )


def _other_chains(context: Context) -> Iterator[NotLookedAt]:
    """Two customers are never mixed: the one of the failing request, else the first, is judged."""
    for chain in context.ticket.reading.others:
        words = [f"{SLOTS[kind].option}={some_id}" for kind, some_id in chain.ids[:_MOST_IDS]]
        named = listed([f"{kind.words} {some_id}" for kind, some_id in chain.ids], 5)
        yield NotLookedAt(
            what=f"the second chain of IDs, in {_place(chain.source, chain.line)}: {named}",
            why="it has no ID below the workspace in common with the one that was judged",
            command=shlex.join(["diagnose", "run", *words]),
        )


def _place(source: str, line: int) -> str:
    return f"{source}, line {line}"
