"""One check in words, from the declaration that runs: rule, documentation, findings and remedies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from diagnose.checking.check import Check
from diagnose.report import Plugin


def explanation(check: Check, package: Plugin, wrapped: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """Yield the lines; ``wrapped`` makes lines of a sentence."""
    yield f"{check.id} ({package.name} {package.version})"
    yield from wrapped(check.title)
    yield ""
    yield "Rule"
    yield from wrapped(check.rule)
    yield f"  {check.docs_url}"
    if check.requires:
        yield ""
        yield f"Needs {', '.join(check.requires)} to pass first."
    for code in check.codes:
        yield ""
        yield f"{code.code} ({code.severity}, on {', '.join(kind.value for kind in code.on)})"
        yield from wrapped(code.meaning)
        for case, remedy in code.remedies_in_words():
            yield from wrapped(f"Remedy ({case}): {remedy}" if case else f"Remedy: {remedy}")
        if code.docs_url:
            yield f"  {code.docs_url}"
