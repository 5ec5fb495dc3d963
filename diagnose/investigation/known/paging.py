"""How far a listing was paged, told from what really came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diagnose.investigation.known.facts import Look


@dataclass(frozen=True)
class Paging:
    """``covered`` rows were read without a gap from the start, ``step`` of them on the first page (None: none asked).

    ``ended`` says that an empty page followed, ``stuck`` that a later page brought nothing but rows of earlier ones:
    such a gateway ignores the offset, and going on would never end. ``near_end`` says that a page further on came
    back empty.
    """

    covered: int = 0
    step: int | None = None
    ended: bool = False
    stuck: bool = False
    near_end: bool = False


def paging(looks: Sequence[Look]) -> Paging:
    """Put the pages of one listing together.

    A short page is not the last one, since lists may be capped silently. But where a page of the same listing came
    back as long as it was asked for, there is no such cap, and a shorter one covers all that was asked of it.
    """
    read = [look for look in looks if look.trouble is None]
    uncapped = any(look.rows and look.rows == look.limit for look in read)
    pages: dict[int, Look] = {}
    for look in sorted(read, key=lambda look: look.rows):
        pages[look.offset] = look
    if 0 not in pages:
        return Paging()
    covered = 0
    while covered in pages and pages[covered].rows:
        page = pages[covered]
        covered += max(page.rows, page.limit or 0) if uncapped else page.rows
    near_end = any(offset > covered and not page.rows for offset, page in pages.items())
    return Paging(covered, pages[0].rows, covered in pages, _repeats(pages), near_end)


def _repeats(pages: dict[int, Look]) -> bool:
    seen: set[str] = set()
    for offset in sorted(pages):
        ids = set(pages[offset].ids)
        if offset and ids and ids <= seen:
            return True
        seen |= ids
    return False
