"""How far a listing was paged, told from what really came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diagnose.investigation.known.facts import Look


@dataclass(frozen=True)
class Paging:
    """``covered`` rows were read without a gap from the start, ``step`` of them on the first page (None: none asked).

    ``ended`` says that an empty page followed, ``stuck`` that a later page brought nothing but rows of earlier ones:
    such a gateway ignores the offset, and going on would never end. ``full`` says that pages come as long as they are
    asked for. Of the pages beyond, ``reached`` is the furthest offset that brought rows, and ``end`` the first one that
    brought none (None: no such page was asked for).
    """

    covered: int = 0
    step: int | None = None
    ended: bool = False
    stuck: bool = False
    full: bool = False
    reached: int = 0
    end: int | None = None


def paging(looks: Sequence[Look]) -> Paging:
    """Put the pages of one listing together.

    A short page is not the last one, since lists may be capped silently. But where other pages of the same listing
    are longer, it is not the cap that makes it short, and it covers as much as those do.
    """
    read = [look for look in looks if look.trouble is None]
    full = any(look.rows and look.rows == look.limit for look in read)
    pages: dict[int, Look] = {}
    for look in sorted(read, key=lambda look: look.rows):
        pages[look.offset] = look
    if 0 not in pages:
        return Paging()
    covered, longest = 0, max(page.rows for page in pages.values())
    while covered in pages and pages[covered].rows:
        page = pages[covered]
        covered += max(page.rows, longest if page.limit is None else min(page.limit, longest))
    reached = max(offset for offset, page in pages.items() if page.rows or not offset)
    end = min((offset for offset, page in pages.items() if offset > reached), default=None)
    return Paging(covered, pages[0].rows, covered in pages, _repeats(pages), full, reached, end)


def _repeats(pages: dict[int, Look]) -> bool:
    seen: set[str] = set()
    for offset in sorted(pages):
        ids = set(pages[offset].ids)
        if offset and ids and ids <= seen:
            return True
        seen |= ids
    return False
