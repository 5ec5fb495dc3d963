"""Tickets about two customers: whole chains of IDs that have nothing in common. One is judged, the others are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from diagnose.ids import Kind
from diagnose.intake.content.sightings import IdSeen
from diagnose.intake.gathering.store import Store
from diagnose.intake.gathering.weight import Say
from diagnose.intake.model import FoundId, Grounds, OtherChain
from diagnose.intake.source.voices import Voice

_SINGLE = frozenset({Kind.WORKSPACE, Kind.CONNECTION})
_WHOLE = frozenset({Kind.WORKSPACE, Kind.CONNECTION, Kind.JOB_WORK})
"""What makes a chain whole: with less, the IDs are rather one customer's, told in several places."""
_MOST = 20
"""Chains that are told of; a ticket with more is about a system, not about customers."""


@dataclass(frozen=True)
class SetApart:
    """What belongs to another customer than the one that is judged; ``requests`` are indices into the store's."""

    chains: tuple[OtherChain, ...] = ()
    values: frozenset[str] = frozenset()
    requests: frozenset[int] = frozenset()


def set_apart(store: Store, ids: Sequence[FoundId]) -> SetApart:
    """Return the whole chains that are not judged: judged is that of the failing request, else the first."""
    candidates: list[tuple[int | None, OtherChain, Say]] = [*_asked(store, ids)]
    candidates += [(None, chain, say) for chain, say in _told(store, ids)]
    if len(candidates) < 2:  # noqa: PLR2004
        return SetApart()
    judged = max(candidates, key=lambda candidate: candidate[2])[1]
    ours = frozenset(_below(judged))
    others = [(index, chain) for index, chain, _ in candidates if ours.isdisjoint(_below(chain))]
    apart = {id(chain) for _, chain in others}
    kept = {value for _, chain, _ in candidates if id(chain) not in apart for _, value in chain.ids}
    return SetApart(
        tuple(dict.fromkeys(chain for _, chain in others))[:_MOST],
        frozenset(value for _, chain in others for _, value in chain.ids if value not in kept),
        frozenset(index for index, _ in others if index is not None),
    )


def chain_of(named: Iterable[IdSeen], source: str, line: int) -> OtherChain:
    """Return the IDs that a request asks with, as the chain that they may be."""
    return OtherChain(tuple(dict.fromkeys((seen.kind, seen.value) for seen in named if seen.kind)), source, line)


def _below(chain: OtherChain) -> Iterator[tuple[Kind, str]]:
    """Yield what tells two customers from one who asked twice: with none of it in common, they are two."""
    return ((kind, value) for kind, value in chain.ids if kind is not Kind.WORKSPACE)


def _asked(store: Store, ids: Sequence[FoundId]) -> Iterator[tuple[int, OtherChain, Say]]:
    """Yield the chains that the customer's newest requests ask with, as far as their IDs may be shown."""
    known = {found.value for found in ids}
    for index, (chain, say) in enumerate(store.chains):
        shown = replace(chain, ids=tuple(pair for pair in chain.ids if pair[1] in known))
        if say.voice is Voice.NOW and {kind for kind, _ in shown.ids} >= _WHOLE:
            yield index, shown, say


def _told(store: Store, ids: Sequence[FoundId]) -> Iterator[tuple[OtherChain, Say]]:
    """Yield the chains in the customer's newest words, if all of them are whole.

    A chain begins where another workspace or connection is named than the one before.
    """
    chains: list[dict[Kind, list[FoundId]]] = [{}]
    for found in ids:
        say = store.weights.get((found.kind, found.value))
        if found.kind is None or found.evidence is not Grounds.WORDS or say is None or say.voice is not Voice.NOW:
            continue
        last = chains[-1].get(found.kind, [])
        if found.kind in _SINGLE and last and last[0].value != found.value:
            chains.append({})
        chains[-1].setdefault(found.kind, []).append(found)
    if not all(set(chain) >= _WHOLE for chain in chains):
        return
    for chain in chains:
        members = [found for several in chain.values() for found in several]
        pairs = tuple(dict.fromkeys((found.kind, found.value) for found in members if found.kind))
        says = [store.weights[found.kind, found.value] for found in members]
        yield OtherChain(pairs, members[0].source, members[0].line), max(says)
