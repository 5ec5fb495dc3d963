"""How far a run may look, and what it has learned about the questions that the gateway accepts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from diagnose.gateway.exchange import Answer, Reception

ALIASED = frozenset({"TicketChain", "Search"})
DETAILED = frozenset({"TicketChain", "JobWorks", "Search"})


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
    """What the gateway accepts, as far as it has said: every refusal for its shape makes the next question smaller."""

    work_filter: bool = True
    aliases: bool = True
    detail: bool = True
    page: int | None = None

    def rows(self, wanted: int) -> int:
        """How many rows, or IDs of a filter, one question may ask for."""
        return wanted if self.page is None else min(wanted, self.page)

    def after(self, answer: Answer) -> Manners:
        """Return what is accepted now, if this answer was a refusal of a question that followed these manners."""
        if answer.reception is Reception.PARTIAL and answer.detail is None:
            return self._after_a_null(answer)
        if answer.reception not in {Reception.SHAPE_REFUSED, Reception.PARTIAL}:
            return self
        page = _page(answer)
        match answer.detail:
            case "work-filter":
                return replace(self, work_filter=False)
            case "depth":
                return replace(self, detail=False)
            case "alias":
                return replace(self, aliases=False)
            case "page-size" if page and page > 1:
                return replace(self, page=min(self.page or page, _said(answer, page) or max(1, page // 2)))
            case "page-size" | "wrong-surface":
                return self
            case _ if answer.reception is Reception.PARTIAL:
                return self
            case _:
                return self._after_an_unclear_refusal(answer)

    def _after_a_null(self, answer: Answer) -> Manners:
        """An error deep down that took everything with it: the details alone were too much."""
        bubbled = isinstance(answer.data, dict) and answer.data.get("me") is None
        deep = any(error.path and "jobWorkArtifacts" in error.path for error in answer.errors)
        detailed = answer.question.operation in DETAILED
        return replace(self, detail=False) if bubbled and deep and detailed else self

    def _after_an_unclear_refusal(self, answer: Answer) -> Manners:
        """The message does not tell what was too much: give up one thing at a time, the cheapest first."""
        operation, page = answer.question.operation, _page(answer)
        if operation in ALIASED:
            return replace(self, aliases=False)
        if operation in DETAILED:
            return replace(self, detail=False)
        if page and page > 1 and page <= (self.page or page):
            return replace(self, page=max(1, page // 4))
        return self


def _page(answer: Answer) -> int | None:
    limit = answer.question.variables.get("limit")
    return limit if isinstance(limit, int) else None


def _said(answer: Answer, page: int) -> int | None:
    """The largest page that a refusal names, such as the 50 of "limit must not exceed 50, got 200"."""
    numbers = (int(text) for error in answer.errors for text in re.findall(r"\b\d{1,6}\b", error.message))
    return max((number for number in numbers if 0 < number < page), default=None)
