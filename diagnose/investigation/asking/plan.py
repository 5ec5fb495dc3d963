"""What to ask next: a pure function from the ticket and what is known to the questions of the next round.

Nothing here is a step counter. Each need is read off what is still unknown, and questions are built within what the
gateway accepts (:class:`~.known.bounds.Manners`); so a refused question comes back smaller by itself, and a
round with nothing new to ask ends the run. The economy (contract §8):

1. the opening: everything the ticket names in one request, more only for long ID lists; beside it the search for
   IDs of unknown kind;
2. for what is missing, one search through all that is visible, and beside it the first page of the listing that near
   misses are sought in, since neither needs the other's answer;
3. what that leaves: further pages, details of job works that live elsewhere, IDs whose absence is not proven yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.gateway.exchange import Question, Reception
from diagnose.ids import Kind
from diagnose.investigation.asking.listing import ListQuestions
from diagnose.investigation.asking.needs import Filter, Needs, batches
from diagnose.investigation.asking.searching import SearchQuestions
from diagnose.investigation.known.bounds import Reach
from diagnose.investigation.known.facts import Detail
from diagnose.investigation.reasoning.case_file import CaseFile

_SHUT = frozenset({Reception.UNAUTHENTICATED, Reception.UNREACHABLE, Reception.NOT_GRAPHQL, Reception.REDIRECTED})


def plan(case: CaseFile, reach: Reach) -> tuple[Question, ...]:
    """Return the next round's questions, none of them asked before; empty when there is nothing more to learn."""
    answers = [answer for _, answer in case.live.answers]
    if any(answer.reception in _SHUT or answer.detail == "wrong-surface" for answer in answers):
        return ()
    wanted: dict[str, Question] = {}
    for question in _questions(Needs(case, reach)):
        if question.key not in case.live.asked:
            wanted.setdefault(question.key, question)
    return tuple(wanted.values())


def _questions(needs: Needs) -> Iterator[Question]:
    searching, listing, asked = SearchQuestions(needs), ListQuestions(needs), needs.live.asked
    opening = tuple(_opening(needs, searching))
    yield from opening
    yield from searching.unknown()
    served = any(answer.usable for _, answer in needs.live.answers)
    if not served and any(question.key not in asked for question in opening):
        return  # the first round, or the gateway refused its shape: nothing is known to be missing yet
    search = tuple(question for question in searching.search() if question.key not in asked)
    yield from search
    yield from searching.more_connections()
    yield from searching.remaining_ids(searching=bool(search))
    yield from listing.looked_at()
    yield from listing.near_misses()
    yield from listing.windows()
    yield from listing.details()


def _opening(needs: Needs, searching: SearchQuestions) -> Iterator[Question]:
    """The ticket as it stands; without a workspace there is nothing to hang it on but a search."""
    ask, workspace, connection = needs.ask, needs.ticket.workspace, needs.ticket.connection
    if workspace is None:
        chain = list(needs.chain())
        yield from searching.search_for(chain[: ask.batch])
        if not chain:
            # An artifact cannot be filtered by: what is visible has to be listed.
            yield ask.all_connections(0)
        return
    by, ids = needs.main_filter
    first, rest = ids[: ask.batch], ids[ask.batch :]
    scope, main = ask.scope(workspace.id, connection.id if connection else None), ask.filtered(by, first)
    sides = _sides(needs)
    if connection is not None and needs.manners.takes("TicketChain"):
        yield ask.ticket_chain(scope, main, {side.by: side.ids for side in sides if side.by})
    else:
        yield from ask.job_works(scope, main, len(first))
        for side in sides if connection is not None else ():
            yield from ask.job_works(scope, ask.filtered(*side), len(side.ids), wanted=Detail.BARE)
    for some in batches(rest, ask.batch) if not needs.manners.unsettled else ():
        yield from ask.job_works(scope, ask.filtered(by, some), len(some))


def _sides(needs: Needs) -> list[Filter]:
    """What else the ticket names, to be asked for in the same breath."""
    takes_works = needs.manners.work_filter
    kinds = (Kind.WORK, Kind.CONNECTION_JOB) if takes_works else (Kind.CONNECTION_JOB,)
    return [
        Filter(kind, tuple(named.id for named in needs.ticket.of(kind))[: needs.ask.batch])
        for kind in kinds
        if needs.ticket.of(kind) and kind is not needs.main_filter.by
    ]
