"""What a check is: one declaration, and one function that decides from the context. It never fetches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter

from diagnose.checking.context import Context
from diagnose.checking.results import Cure, Finding, ReplyWords, Result
from diagnose.report import Acts, Severity, SubjectKind, Symptom


@dataclass(frozen=True)
class Code:
    """One finding code that a check may give.

    ``on`` names the kinds of subject it is given on, ``meaning`` says in one line what it says of them. ``remedy`` is
    what to do, a template with named fields such as ``{right}`` that each finding fills in (from the documentation,
    or the text says that it is this tool's own judgement); a literal brace is doubled. ``otherwise`` holds further
    ones by the name of the case that a finding says it has. ``docs_url`` is the page about this code, where it is not
    the check's own. A ``notice`` does not bear on what the customer came with: it is told, and is never a cause.
    ``acts`` says who does what the remedy says, ``shows`` what a customer can see go wrong because of it: a cause that
    cannot have shown what they saw comes after those that can. ``cure`` says which part of their query cures it.
    ``reply`` is what the draft of an answer tells them; without it, that uses the finding's own words, and says nothing
    of a notice.
    What ``settles`` may end by itself: it is worth asking again later.
    """

    code: str
    on: tuple[SubjectKind, ...]
    meaning: str
    remedy: str
    severity: Severity = Severity.ERROR
    otherwise: Mapping[str, str] = field(default_factory=dict)
    docs_url: str | None = None
    notice: bool = False
    acts: Acts = Acts.CUSTOMER
    shows: frozenset[Symptom] = frozenset(Symptom)
    cure: Cure | None = None
    reply: ReplyWords | None = None
    settles: bool = False

    def __post_init__(self) -> None:
        for case, template in self._templates():
            for name in _fields_of(template, f"the remedy {case!r} of {self.code}" if case else self.code):
                if not name.isidentifier():
                    raise ValueError(f"{self.code}: {{{name}}} in its remedy is not a named field such as {{right}}")

    def remedy_for(self, finding: Finding) -> str:
        """Return the remedy of a finding. Raises KeyError for a case or a field that the templates do not have."""
        template = self.otherwise[finding.case] if finding.case else self.remedy
        return template.format_map(finding.fields)

    def remedies_in_words(self) -> Iterator[tuple[str, str]]:
        """Yield each case ("" for the usual one) with its remedy, fields as in ``Query <right>``."""
        for case, template in self._templates():
            names = _fields_of(template, self.code)
            yield case, template.format_map({name: f"<{name.replace('_', ' ')}>" for name in names})

    def _templates(self) -> tuple[tuple[str, str], ...]:
        return (("", self.remedy), *self.otherwise.items())


def _fields_of(template: str, where: str) -> list[str]:
    """Return the names of a template's fields; ValueError for one that is not well formed or formats its fields."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError as error:
        raise ValueError(f"{where}: its remedy is not a template: {error}") from error
    if any(spec or conversion for _, _, spec, conversion in parts):
        raise ValueError(f"{where}: the fields of a remedy are texts, without a format of their own")
    return [name for _, name, _, _ in parts if name is not None]


@dataclass(frozen=True)
class Check:
    """A troubleshooting rule.

    ``title`` states the good state in one line. ``requires`` names checks without whose passing this one cannot
    look at all: it is then skipped with the root among them as blocker. ``after`` only orders: the function runs
    whatever came of those, and may read their outcomes from the context. ``offline`` checks read the ticket alone.
    ``guest`` is set where plugins are loaded: the check is of another package, and is called as a guest.
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
    guest: bool = False

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", self.id):
            raise ValueError(f"check ID {self.id!r} is not lower-case words joined by hyphens")
        codes = [code.code for code in self.codes]
        if twice := {code for code in codes if codes.count(code) > 1}:
            raise ValueError(f"check {self.id} declares {', '.join(sorted(twice))} twice")


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
