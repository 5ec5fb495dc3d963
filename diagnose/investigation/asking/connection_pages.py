"""Which further pages of the connections to ask for: lists may be capped silently, and workspaces may have hundreds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from diagnose.ids import Kind
from diagnose.investigation.known.facts import Look
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.paging import Paging, paging

_AHEAD = 8
"""Pages that are searched side by side where the first one was not the last."""
_FURTHER = 16
"""How many pages away it is looked whether a list goes on, and how many times as far it may reach then."""
_MOST_PAGES = 500


@dataclass(frozen=True)
class ConnectionPages:
    """Offsets: ``near`` pages to search, and ``far`` ones that only tell how long the list is."""

    near: tuple[int, ...] = ()
    far: tuple[int, ...] = ()


def connection_pages(live: Knowledge, most: int) -> ConnectionPages:
    """Return the pages to ask for next; none where an empty page ended the list, or the offset is ignored.

    ``most`` is how many connections one page may have by now.
    """
    light = {evidence for evidence, answer in live.answers if answer.question.operation == "Connections"}
    pages = list(_pages(live))
    searched = paging([page for page in pages if page.evidence not in light] or pages)
    known = paging(pages)
    if not searched.step or searched.ended or known.stuck:
        return ConnectionPages()
    first, step = searched.covered == searched.step, min(searched.step, most)
    return ConnectionPages(
        tuple(_near(searched, known, step, cut=_cut(live, pages))), (step * _FURTHER,) if first else ()
    )


def _cut(live: Knowledge, pages: Sequence[Look]) -> bool:
    """True when the pages of a list lack a connection that is known to be in it: then there are others."""
    listed = {some_id for page in pages for some_id in page.ids}
    return not live.connections.keys() <= listed


def _near(searched: Paging, known: Paging, step: int, *, cut: bool) -> Iterable[int]:
    """The next page; several where it is known that there are more, up to where the list ends or may end."""
    at = searched.covered
    if known.reached > at:
        end = known.end or known.reached * _AHEAD
        return range(at, end, step)[:_MOST_PAGES]
    if at == searched.step and not searched.full and not cut:
        return (at,)
    return range(at, known.end or at + _AHEAD * step, step)[:_MOST_PAGES]


def _pages(live: Knowledge) -> Iterator[Look]:
    """The lists of connections, one for each answer: as long as the longest of its workspaces."""
    merged: dict[str, Look] = {}
    for look in live.looks.of(Kind.CONNECTION):
        if look.by is None and look.limit is not None and look.trouble is None:
            other = merged.get(look.evidence, replace(look, rows=0, ids=()))
            merged[look.evidence] = replace(other, rows=max(other.rows, look.rows), ids=(*other.ids, *look.ids))
    yield from merged.values()
