"""How far a run may look, and what it has learned about the questions that the gateway accepts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isqrt

from diagnose.gateway.exchange import Answer, Reception
from diagnose.investigation.known.facts import Detail
from diagnose.investigation.known.shapes import DETAIL_OF, PARTS, SHAPES, QueryShape

ROWS, WHOLE, SHALLOW = "JobWorkRows", "JobWorks", "JobWorksShallow"
_LEAN = frozenset({ROWS, "JobWorkRowsAnywhere"})
"""Where one of these is too heavy as well, it is the number of rows or IDs that makes it so."""
_LESSER = ("NamedConnections", "NamedWorkspaces")
"""What is asked where even the rows may be too heavy."""
_DEPTH_OF_JOB_WORKS = len(("me", "workspaces", 0, "connections"))
_NUMBER = re.compile(r"\b\d{1,3}(?:,\d{3})+\b|\b\d{1,9}\b")
_ROWS_COUNTED = re.compile(r"\b(nodes|rows|records|items|results|objects)\b", re.IGNORECASE)
"""Words of a guard that counts what may come back, not what is selected: "asks for up to 303 nodes"."""
_LEANER = 4
"""How many times cheaper a question may be without its details."""
_SMALL = 10
"""Rows or IDs: a question for so few is not refused because of them."""


@dataclass(frozen=True)
class Reach:
    """Bounds, in IDs or rows. All are choices of this tool: the gateway's own limits are not documented.

    ``max_job_works`` bounds listings (0: no bound); ``batch`` the IDs of one filter; ``page`` the rows of one page.
    """

    max_job_works: int = 1000
    batch: int = 200
    page: int = 200
    connections: int = 100

    def within(self, count: int) -> bool:
        """True while a listing of ``count`` job works may go on."""
        return self.max_job_works == 0 or count < self.max_job_works


@dataclass(frozen=True)
class Manners:
    """What the gateway accepts, as far as it has said: every refusal for its shape makes the next question smaller.

    ``refused`` are the operations that it takes no more, by what it said of one of them; ``taken`` those that it took.
    ``doubted`` says that it did not tell which of the others it takes: then they are tried side by side.
    """

    work_filter: bool = True
    refused: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    doubted: bool = False
    page: int | None = None
    batch: int | None = None
    connections: int | None = None

    def rows(self, wanted: int) -> int:
        """How many rows one question may ask for."""
        return wanted if self.page is None else min(wanted, self.page)

    def ids(self, wanted: int) -> int:
        """How many IDs one filter may hold: each may bring a row."""
        return self.rows(wanted if self.batch is None else min(wanted, self.batch))

    def page_of_connections(self, wanted: int) -> int:
        """How many connections one question may ask for."""
        return wanted if self.connections is None else min(wanted, self.connections)

    def takes(self, operation: str) -> bool:
        """True unless the gateway was seen to refuse the operation, or one that is no heavier."""
        return operation not in self.refused

    @property
    def whole(self) -> bool:
        """True while job works may be asked for with everything that hangs off them."""
        return self.takes(WHOLE)

    def listings(self, wanted: Detail, *, known: bool = False) -> tuple[str, ...]:
        """Return the operations that together show so much of job works: one, or where that is refused, its parts.

        Where it is in doubt what is refused, all of them. Of job works that are ``known`` the other parts are enough.
        """
        one = WHOLE if wanted & ~Detail.SHALLOW else SHALLOW if wanted else ROWS
        if self.takes(one) and (one in self.taken or not self.doubted):
            return (one,)
        # The rows first: where even they are too many at a time, what is said of the others is no news.
        rows = () if known else (ROWS,)
        parts = (part for part in PARTS if DETAIL_OF[part] & wanted)
        lesser = () if known or ROWS in self.taken else _LESSER
        return tuple(name for name in dict.fromkeys((*rows, one, *parts, *lesser)) if self.takes(name))

    @property
    def unsettled(self) -> bool:
        """True while the gateway took no listing of job works, and it is in doubt which one it takes."""
        return self.doubted and self.taken.isdisjoint({WHOLE, ROWS})

    def shows(self, wanted: Detail) -> Detail:
        """Return how much of what is wanted of job works the gateway lets be seen, as far as is known."""
        shown = Detail.BARE
        for operation in self.listings(wanted):
            if operation not in _LESSER:
                shown |= DETAIL_OF.get(operation, Detail.FULL)
        return shown & wanted

    def after(self, answer: Answer) -> Manners:
        """Return what is accepted now, if this answer was a refusal of a question that followed these manners."""
        operation = answer.question.operation
        if answer.reception is Reception.OK:
            return replace(self, taken=self.taken | {operation})
        if answer.reception not in {Reception.SHAPE_REFUSED, Reception.PARTIAL} or operation not in SHAPES:
            return self
        if answer.reception is Reception.PARTIAL and answer.detail is None:
            return self._after_a_null(answer)
        shape = SHAPES[operation]
        match answer.detail:
            case "work-filter":
                return replace(self, work_filter=False)
            case "depth":
                return self._without(lambda other: other.depth >= shape.depth)
            case "alias" if shape.aliases:
                return self._without(lambda other: other.aliases >= shape.aliases)
            case "page-size" | "filter-size" as limit:
                return self._after_a_long_page(answer) if limit == "page-size" else self._after_many_ids(answer)
            case "wrong-surface":
                return self
            case _ if answer.reception is Reception.PARTIAL:
                return self
            case _:
                return self._after_too_much(answer, shape)

    def _without(self, heavy: Callable[[QueryShape], bool]) -> Manners:
        return replace(self, refused=self.refused | {name for name, shape in SHAPES.items() if heavy(shape)})

    def _after_a_null(self, answer: Answer) -> Manners:
        """An error deep down that took everything with it: the details alone were too much."""
        bubbled = isinstance(answer.data, dict) and answer.data.get("me") is None
        deep = any(error.path and "jobWorkArtifacts" in error.path for error in answer.errors)
        if bubbled and deep:
            return self._without(lambda shape: shape.depth >= SHAPES[answer.question.operation].depth)
        return self if bubbled else replace(self, taken=self.taken | {answer.question.operation})

    def _after_a_long_page(self, answer: Answer) -> Manners:
        """The page size that the gateway names, else a quarter of what was asked for."""
        page = _page(answer)
        if page is None or page <= 1:
            return self
        allowed = min(self.page or page, _said(answer, page) or max(1, page // 4))
        of_job_works = any(error.path and len(error.path) > _DEPTH_OF_JOB_WORKS for error in answer.errors)
        return replace(self, page=allowed, connections=self.connections if of_job_works else allowed)

    def _after_many_ids(self, answer: Answer) -> Manners:
        """As many IDs as the gateway says that a filter may hold, else a quarter of what was asked for."""
        ids = _ids(answer)
        return self if ids <= 1 else replace(self, batch=min(self.batch or ids, _said(answer, ids) or ids // 4))

    def _after_too_much(self, answer: Answer, shape: QueryShape) -> Manners:
        """Too dear, too large, or no word of what was too much.

        An operation that was taken before was not refused for its shape: it asked for too many rows, or for too many
        IDs. One that asks for more than is asked for by now says nothing new.
        """
        operation, page, ids = answer.question.operation, _page(answer) or 0, _ids(answer)
        connections = _connections(answer)
        if page > (self.page or page) or ids > (self.batch or ids) or connections > (self.connections or connections):
            return self
        if answer.detail != "size" and not page and connections > (fitting := _fitting(answer, connections)):
            return replace(self, connections=fitting)
        if answer.detail != "size" and page > (fitting := _fitting(answer, page)):
            return replace(self, page=fitting, connections=min(self.connections or fitting, fitting))
        by_number = operation in self.taken or operation in _LEAN
        if by_number and answer.detail != "size" and page > _SMALL:
            return replace(self, page=page // 4, connections=page // 4, doubted=True)
        if by_number and ids > _SMALL:
            return replace(self, batch=ids // 4)
        lighter = self._without(lambda other: other.cost >= shape.cost)
        left = replace(lighter, refused=lighter.refused - self.taken | {operation})
        if answer.detail != "size":
            return replace(left, doubted=True)
        # Of a body that is too large, the text and the IDs count alike: both are fewer from now on.
        return replace(left, batch=max(_SMALL, ids // 8)) if ids > _SMALL else left


def _page(answer: Answer) -> int | None:
    limit = answer.question.variables.get("limit")
    return limit if isinstance(limit, int) else None


def _connections(answer: Answer) -> int:
    """How many connections of each workspace the question asked for; 0 where it does not say."""
    limit = answer.question.variables.get("connectionLimit")
    return limit if isinstance(limit, int) else 0


def _ids(answer: Answer) -> int:
    """How many IDs the question's largest filter held."""
    filters = (value for value in answer.question.variables.values() if isinstance(value, dict))
    return max((len(ids) for each in filters for ids in each.values() if isinstance(ids, list)), default=0)


def _fitting(answer: Answer, page: int) -> int:
    """The page that would fit where the rows make a question dear: "asks for 20402 nodes, the limit is 30".

    Leaner fields alone make no question so many times cheaper; guards that multiply by ``limit`` are common.
    """
    said = (
        text for error in answer.errors for text in re.findall(r"\b\d{1,3}(?:,\d{3})+\b|\b\d{1,9}\b", error.message)
    )
    *_, allowed, asked = (1, 1, *sorted({int(text.replace(",", "")) for text in said}))
    by_rows = any(_ROWS_COUNTED.search(error.message) for error in answer.errors)
    if not 0 < allowed * (1 if by_rows else _LEANER) < asked:
        return page
    # Where each of so many connections has so many rows, both are fewer: as many of the one as of the other.
    if _page(answer) and (connections := _connections(answer)):
        return max(1, isqrt(connections * page * allowed // asked) * 9 // 10)
    # A tenth less: what stands above the rows counts as well.
    return max(1, page * allowed * 9 // (asked * 10))


def _said(answer: Answer, page: int) -> int | None:
    """The largest page that a refusal names, such as the 50 of "limit must not exceed 50, got 200"."""
    numbers = (int(text) for error in answer.errors for text in re.findall(r"\b\d{1,6}\b", error.message))
    return max((number for number in numbers if 0 < number < page), default=None)
