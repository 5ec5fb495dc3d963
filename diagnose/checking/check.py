"""What a check is: one declaration, and one function that decides from the context. It never fetches."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from diagnose.checking.context import Context
from diagnose.checking.results import Finding, Result
from diagnose.report import Severity, SubjectKind


@dataclass(frozen=True)
class Code:
    """One finding code that a check may give.

    ``on`` names the kinds of subject it is given on, ``meaning`` says in one line what it says of them. ``remedy`` is
    what to do, a template with named fields such as ``{right}`` that each finding fills in (from the documentation,
    or the text says that it is this tool's own judgement); ``otherwise`` holds further ones by the name of the case
    that a finding says it has.
    """

    code: str
    on: tuple[SubjectKind, ...]
    meaning: str
    remedy: str
    severity: Severity = Severity.ERROR
    otherwise: Mapping[str, str] = field(default_factory=dict)

    def remedy_for(self, finding: Finding) -> str:
        """Return the remedy of a finding. Raises KeyError for a case or a field that the templates do not have."""
        template = self.otherwise[finding.case] if finding.case else self.remedy
        return template.format_map(finding.fields)


@dataclass(frozen=True)
class Check:
    """A troubleshooting rule.

    ``title`` states the good state in one line. ``requires`` names checks without whose passing this one cannot
    look at all: it is then skipped with the root among them as blocker. ``after`` only orders: the function runs
    whatever came of those, and may read their outcomes from the context. ``offline`` checks read the ticket alone.
    """

    id: str
    title: str
    rule: str
    docs_url: str
    codes: tuple[Code, ...]
    decide: Callable[[Context], Result]
    requires: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    offline: bool = False

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", self.id):
            raise ValueError(f"check ID {self.id!r} is not lower-case words joined by hyphens")


def check(
    *,
    id: str,  # noqa: A002
    title: str,
    rule: str,
    docs_url: str,
    codes: tuple[Code, ...],
    requires: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    offline: bool = False,
) -> Callable[[Callable[[Context], Result]], Check]:
    """Declare the function below as a check; see :class:`Check` for the words."""

    def declare(decide: Callable[[Context], Result]) -> Check:
        return Check(id, title, rule, docs_url, codes, decide, requires, after, offline)

    return declare
