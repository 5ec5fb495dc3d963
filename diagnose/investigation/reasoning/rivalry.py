"""Which other IDs may be the wrong ones: changes as small as the one that was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diagnose.investigation.reasoning.explain import Explanation, Key, Placed
from diagnose.investigation.reasoning.standing import Mismatched, Standing


def rivalry(
    placed: Sequence[Placed], explanation: Explanation, standings: Mapping[Key, Standing]
) -> dict[Key, tuple[Key, ...]]:
    """Return, for each ID that another one belongs in place of, the IDs whose change explains as much.

    An ID that is live nowhere has no rivals: it has to change whatever else does.
    """
    live = {named.key for named in placed if named.places or named.workspace is not None}
    found: dict[Key, tuple[Key, ...]] = {}
    for key, standing in standings.items():
        if isinstance(standing, Mismatched) and key in live:
            # What only a saved answer shows supports an ID of the ticket; it is none that could change.
            rivals = tuple(rival for rival in _rivals(key, placed, explanation) if rival in standings)
            found |= {key: rivals} if rivals else {}
    return found


def _rivals(key: Key, placed: Sequence[Placed], explanation: Explanation) -> tuple[Key, ...]:
    """A change that spares the ID, else the only ID below that speaks against it."""
    sparing = [solution.changes for solution in explanation.rivals if key not in solution.changes]
    if sparing:
        return tuple(sorted(sparing[0] - explanation.best.changes, key=lambda rival: (rival.kind.height, rival.id)))
    anchor = explanation.best.anchor
    below = [
        named.key for named in placed
        if named.key.kind.height > key.kind.height and anchor in named.places and not named.free
    ]  # fmt: skip
    return tuple(below) if len(below) == 1 else ()
