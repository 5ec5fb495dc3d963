"""The contract for plugins: what a check and a renderer are.

A check is one declaration and one function that decides from what the context hands it; it never fetches. Built-in
checks and third-party ones enter by the same entry-point group, ``diagnose.checks``, whose entry points at a tuple
of :class:`Check`. Renderers enter by ``diagnose.reports``, at a mapping from format name to :class:`Renderer`.

A whole third-party check::

    from diagnose.context import Context
    from diagnose.plugin import Code, Finding, Found, Passed, Result, Subject, SubjectKind, check

    @check(
        id="acme-prefix",
        title="Connection IDs start with acme_",
        rule="Acme's own platform prefixes its connections.",
        docs_url="https://acme.example/docs",
        codes=(Code("acme-prefix-missing", on=(SubjectKind.CONNECTION,), meaning="…", remedy="…"),),
    )
    def acme_prefix(ctx: Context) -> Result:
        ...
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

from diagnose.report import Report, Severity, Subject, SubjectKind

if TYPE_CHECKING:
    from pydantic import JsonValue
    from rich.console import Console

    from diagnose.context import Context

__all__ = [
    "Ask",
    "Check",
    "Code",
    "Finding",
    "Found",
    "Passed",
    "Renderer",
    "Result",
    "Severity",
    "Skipped",
    "Subject",
    "SubjectKind",
    "TerminalRenderer",
    "Unknown",
    "check",
]


@dataclass(frozen=True)
class Code:
    """One finding code that a check may give.

    ``on`` names the kinds of subject it is given on, ``meaning`` says in one line what it says of them, ``remedy``
    what to do (from the documentation, or the text says that it is this tool's own judgement).
    """

    code: str
    on: tuple[SubjectKind, ...]
    meaning: str
    remedy: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be, as a check hands it in.

    ``because_of`` names the subjects whose findings, if there are any, explain this one: it then is a consequence,
    not a cause. ``obstructs`` says that the tool could see nothing of the ticket because of it, so that the verdict
    is inconclusive. ``aside`` says that it is about what the customer sent, not about what this run can see: checks
    that require this one then still look. ``evidence`` holds IDs of exchanges (``E2``), ``severity`` overrides the
    code's own.
    """

    code: str
    subject: Subject
    summary: str
    expected: str
    observed: str
    remedy: str
    suggestion: str | None = None
    details: Mapping[str, JsonValue] = field(default_factory=dict)
    because_of: tuple[Subject, ...] = ()
    evidence: tuple[str, ...] = ()
    obstructs: bool = False
    aside: bool = False
    severity: Severity | None = None
    docs_url: str | None = None


@dataclass(frozen=True)
class Ask:
    """Something to ask the customer: ``ask_for`` is a slot (``connection_id``) or a short name, ``why`` a sentence."""

    ask_for: str
    why: str


@dataclass(frozen=True)
class Passed:
    """The good state was seen."""

    reason: str
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True)
class Found:
    """The good state was not seen: fail with an error among the findings, else warn, else (infos only) pass.

    ``unseen`` says what else could not be looked at; with warnings only, that makes the outcome ``unknown``.
    """

    findings: tuple[Finding, ...]
    reason: str = ""
    unseen: str | None = None
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True)
class Skipped:
    """Not applicable, or blocked by checks that did not pass."""

    reason: str
    blocked_by: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True)
class Unknown:
    """The gateway would not let us look. Never a pass."""

    reason: str
    asks: tuple[Ask, ...] = ()


Result: TypeAlias = Passed | Found | Skipped | Unknown


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


@dataclass(frozen=True)
class Renderer:
    """Turns a report into a file: ``name`` is the format, ``suffix`` as in ``.html``, ``render`` gives UTF-8 bytes."""

    name: str
    suffix: str
    media_type: str
    render: Callable[[Report], bytes]


class TerminalRender(Protocol):
    """Prints a report for people, on a console whose width and colours are the caller's.

    ``verbose`` adds what the verdict rests on, ``written`` are the paths of the files that were written.
    """

    def __call__(self, report: Report, console: Console, *, verbose: bool = False, written: Sequence[str] = ()) -> None:
        """Print it."""
        ...


@dataclass(frozen=True)
class TerminalRenderer:
    """What people see on a terminal: the whole report, or its verdict in one line."""

    name: str
    render: TerminalRender
    verdict_line: Callable[[Report], str]
