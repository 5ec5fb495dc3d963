"""The cause, not the symptoms: each sentence of the rule as an example, and the rule itself against brute force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose.ids import Kind
from diagnose.investigation.reasoning.explain import Explanation, Key, Place, Placed, explain
from tests.parts import EXAMPLES

A = Place("workspace_1", "connection_789")
B = Place("workspace_1", "connection_790")
C = Place("workspace_2", "connection_900")


def workspace(some_id: str, *, visible: bool = True) -> Placed:
    return Placed(Key(Kind.WORKSPACE, some_id), workspace=some_id if visible else None, free=not visible)


def connection(place: Place, *, live: bool = True) -> Placed:
    return Placed(Key(Kind.CONNECTION, place.connection), frozenset({place} if live else ()))


def job(some_id: str, *places: Place) -> Placed:
    return Placed(Key(Kind.CONNECTION_JOB, some_id), frozenset(places), some_id)


def job_work(some_id: str, place: Place | None, of: str | None = None) -> Placed:
    return Placed(Key(Kind.JOB_WORK, some_id), frozenset({place} if place else ()), of)


def job_works(count: int, place: Place, of: str | None = None, start: int = 1) -> list[Placed]:
    return [job_work(f"job_work_{number}", place, of) for number in range(start, start + count)]


def changed(explanation: Explanation) -> set[str]:
    return {key.id for key in explanation.best.changes}


def test_five_in_another_connection() -> None:
    """Five job works in 790 while the ticket says 789: the connection alone is to blame, and 790 is right."""
    found = explain([workspace("workspace_1"), connection(A), *job_works(5, B)])
    assert (changed(found), found.best.anchor, found.ambiguous) == ({"connection_789"}, B, False)


def test_four_and_one() -> None:
    """Four job works in the connection named and one elsewhere: that one is to blame."""
    found = explain([workspace("workspace_1"), connection(A), *job_works(4, A), job_work("job_work_9", B)])
    assert (changed(found), found.best.anchor, found.ambiguous) == ({"job_work_9"}, A, False)


def test_other_workspace() -> None:
    """Connection and job works agree, in another workspace that is visible: the workspace is to blame."""
    found = explain([workspace("workspace_1"), connection(C), *job_works(2, C)])
    assert (changed(found), found.best.anchor) == ({"workspace_1"}, C)


def test_tie_with_one_job_work() -> None:
    """One connection against one job work is a tie, and the live job work speaks against the higher ID."""
    found = explain([workspace("workspace_1"), connection(A), job_work("job_work_1", B)])
    assert (changed(found), found.best.anchor, found.ambiguous) == ({"connection_789"}, B, False)


def test_tie_with_two_candidates() -> None:
    """Two job works in two connections, neither the one named: the connection is wrong, both places are listed."""
    other = Place("workspace_1", "connection_791")
    found = explain([connection(A), job_work("job_work_1", B), job_work("job_work_2", other)])
    assert found.ambiguous
    sets = [one.changes for one in (found.best, *found.alternatives)]
    assert {key.id for key in frozenset.intersection(*sets)} == {"connection_789"}
    assert {one.anchor for one in (found.best, *found.alternatives)} == {B, other}


def test_two_job_works_without_a_connection() -> None:
    """Two job works in two connections and no connection named: either may be the wrong one, and both are kept."""
    found = explain([job_work("job_work_1", A), job_work("job_work_2", B)])
    assert {one.anchor for one in (found.best, *found.alternatives)} == {A, B}


def test_unknown_ids_do_not_vote() -> None:
    """An ID that could not be checked neither agrees nor disagrees: four unknown ones do not outvote one live one."""
    unknown = [job_work(f"job_work_{number}", None) for number in range(4)]
    found = explain([workspace("workspace_1"), connection(A), *unknown, job_work("job_work_9", B)])
    assert (changed(found), found.best.anchor) == ({"connection_789"}, B)


def test_nothing_known() -> None:
    """Where nothing is known to live anywhere there is nothing to change, and nothing to hang the ticket on."""
    found = explain([workspace("workspace_1", visible=False), connection(A, live=False), job_work("job_work_1", None)])
    assert (changed(found), found.best.anchor, found.ambiguous) == (set(), None, False)


def test_wrong_kind_stands_for_the_derived_id() -> None:
    """A work's ID in a job work's place speaks for the connection that its job work is in."""
    stands_for = replace(job_work("work_1", B, "job_1"), free=True)
    found = explain([workspace("workspace_1"), connection(A), stands_for, job_work("job_work_2", B, "job_1")])
    assert (changed(found), found.best.anchor) == ({"connection_789"}, B)


def test_wrong_kind_of_connection_costs_nothing() -> None:
    """A connection slot that holds something else has to change anyway: it follows the job works."""
    wrong = Placed(Key(Kind.CONNECTION, "workspace_2"), frozenset({C}), free=True)
    found = explain([workspace("workspace_1"), wrong, job_work("job_work_1", B)])
    assert (changed(found), found.best.anchor) == (set(), B)


def test_connection_job_of_the_job_works() -> None:
    """Two job works of another connection job than the one named, in the right connection: that job is to blame."""
    found = explain([connection(A), job("job_1", A), *job_works(2, A, "job_2")])
    assert (changed(found), found.best.jobs) == ({"job_1"}, (("job_1", "job_2"),))


def test_one_job_work_of_another_connection_job() -> None:
    """Three job works of the connection job named and one of another: that job work is to blame."""
    stray = job_work("job_work_9", A, "job_2")
    found = explain([connection(A), job("job_1", A), *job_works(3, A, "job_1"), stray])
    assert (changed(found), found.best.jobs) == ({"job_work_9"}, ())


def test_of_two_connection_jobs_the_one_with_fewer_of_its_own_is_exchanged() -> None:
    """However high those stand: three of another job, two job works of one named, one work of the other."""
    work = Placed(Key(Kind.WORK, "work_1"), frozenset({A}), "job_1")
    of_two, of_three = job_works(2, A, "job_2"), job_works(3, A, "job_3", start=3)
    found = explain([connection(A), job("job_1", A), job("job_2", A), work, *of_two, *of_three])
    assert (changed(found), found.best.jobs) == ({"job_1", "work_1"}, (("job_1", "job_3"),))


def test_connection_and_its_connection_job() -> None:
    """Connection and connection job of one import, five job works of another: both are to change, the five are not."""
    found = explain([connection(A), job("job_1", A), *job_works(5, B, "job_2")])
    assert (changed(found), found.best.anchor) == ({"connection_789", "job_1"}, B)


def test_mistyped_connection_job_speaks_for_the_one_meant() -> None:
    """A mistyped connection job of 790 with one job work of it: two against the one connection named."""
    meant = Placed(Key(Kind.CONNECTION_JOB, "job_Z"), frozenset({B}), "job_2", free=True)
    found = explain([connection(A), meant, job_work("job_work_1", B, "job_2")])
    assert (changed(found), found.best.anchor, found.best.jobs) == ({"connection_789"}, B, ())


def test_unknown_connection_job_may_be_any() -> None:
    """A connection job that could not be checked may be the one that the job works are in."""
    found = explain([connection(A), job("job_9"), *job_works(2, A, "job_2")])
    assert changed(found) == set()


PLACES = [Place(f"w{w}", f"c{w}{c}") for w in (1, 2) for c in (1, 2)]
JOBS = {place: [f"j{place.connection}{n}" for n in (1, 2, 3)] for place in PLACES}


@st.composite
def tickets(draw: st.DrawFn) -> list[Placed]:
    """Up to nine IDs over four connections; any of them unknown, elsewhere or to be changed anyway."""
    placed: list[Placed] = []
    if draw(st.booleans()):
        seen = draw(st.sampled_from(["w1", "w2", "w3", None]))
        placed.append(Placed(Key(Kind.WORKSPACE, seen or "w9"), workspace=seen, free=seen is None))
    if draw(st.booleans()):
        place = draw(st.sampled_from([*PLACES, None]))
        free = place is None or draw(st.booleans())
        placed.append(Placed(Key(Kind.CONNECTION, "c"), frozenset({place} if place else ()), free=free))
    for number in range(draw(st.integers(0, 2))):
        place = draw(st.sampled_from([PLACES[0], *PLACES, None]))
        meant = draw(st.sampled_from(JOBS[place])) if place else None
        free = draw(st.booleans())
        key = Key(Kind.CONNECTION_JOB, f"x{number}" if free or meant is None else meant)
        placed.append(Placed(key, frozenset({place} if place else ()), meant, free=free))
    crowded = draw(st.booleans())  # many job works under the few jobs of one connection, some of which are named
    for number in range(draw(st.integers(3, 6) if crowded else st.integers(0, 5))):
        place = PLACES[0] if crowded else draw(st.sampled_from([PLACES[0], *PLACES, None]))
        of = draw(st.sampled_from(JOBS[place])) if place else None
        free = not crowded and draw(st.booleans())
        kind = draw(st.sampled_from([Kind.JOB_WORK, Kind.JOB_WORK, Kind.WORK]))
        placed.append(Placed(Key(kind, f"p{number}"), frozenset({place} if place else ()), of, free=free))
    if draw(st.booleans()):
        places = draw(st.frozensets(st.sampled_from(PLACES), max_size=2))
        of = draw(st.sampled_from(JOBS[min(places)])) if len(places) == 1 else None
        placed.append(Placed(Key(Kind.WORK, "o"), places, of))
    # No two IDs stand for one connection job: the second would be a spare one that nobody can interpret.
    unique = {
        (one.key.kind, one.connection_job or one.key) if one.key.kind is Kind.CONNECTION_JOB else one.key: one
        for one in placed
    }
    return list(unique.values())


def agree(placed: Iterable[Placed], changes: frozenset[Key], anchor: Place) -> bool:
    """Whether the IDs that are kept all hang off this connection, by the words of the rule."""
    named = list(placed)
    kept = [one for one in named if one.key not in changes]
    for one in kept:
        if one.key.kind is Kind.WORKSPACE:
            if one.workspace not in {None, anchor.workspace}:
                return False
        elif one.places and anchor not in one.places and not (one.free and one.key.kind is Kind.CONNECTION):
            return False
    jobs = [one for one in named if one.key.kind is Kind.CONNECTION_JOB]
    fixed = {one.connection_job or one.key.id for one in jobs if one.key not in changes and one.places}
    anything = sum(1 for one in jobs if one.key in changes or not one.places)
    needed = {
        one.connection_job
        for one in kept
        if one.key.kind in {Kind.JOB_WORK, Kind.WORK} and one.places and one.connection_job
    }
    return not jobs or len(needed - fixed) <= anything


def smallest(placed: list[Placed]) -> list[tuple[Place, frozenset[Key]]]:
    """Every smallest change, by trying all sets of IDs by size."""
    anchors = sorted({place for one in placed for place in one.places})
    keys = [one.key for one in placed]
    for size in range(len(keys) + 1):
        sets = (frozenset(some) for some in combinations(keys, size))
        fitting = [(anchor, some) for some in sets for anchor in anchors if agree(placed, some, anchor)]
        if fitting:
            return fitting
    return []


def heights(changes: Iterable[Key]) -> list[int]:
    return sorted(key.kind.height for key in changes)


def likeliest(placed: list[Placed]) -> set[Place]:
    """Of the smallest changes, the anchors of those that blame higher IDs and that more of the ticket supports."""
    fitting = smallest(placed)
    highest = min(heights(changes) for _, changes in fitting)
    anchors = {anchor for anchor, changes in fitting if heights(changes) == highest}
    votes = Counter(place for one in placed for place in one.places)
    return {anchor for anchor in anchors if votes[anchor] == max(votes[one] for one in anchors)}


def solutions(found: Explanation) -> Iterator[tuple[Place | None, frozenset[Key]]]:
    yield from ((one.anchor, one.changes) for one in (found.best, *found.alternatives))


@settings(max_examples=4 * EXAMPLES)
@given(tickets())
def test_against_brute_force(placed: list[Placed]) -> None:
    """The change is as small as any that makes the rest agree, blames as high as any, and misses no alternative."""
    found = explain(placed)
    fitting = smallest(placed)
    if not any(one.places for one in placed):
        assert (found.best.anchor, found.best.changes, found.alternatives) == (None, frozenset(), ())
        return
    for anchor, changes in solutions(found):
        assert anchor is not None
        assert agree(placed, changes, anchor)
        assert len(changes) == len(fitting[0][1])
        assert heights(changes) == min(heights(other) for _, other in fitting)
    assert {anchor for anchor, _ in solutions(found)} == likeliest(placed)


@given(tickets(), st.randoms(use_true_random=False))
def test_order_does_not_matter(placed: list[Placed], random: object) -> None:
    """The same IDs in another order give the same explanation."""
    shuffled = list(placed)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert explain(shuffled) == explain(placed)
