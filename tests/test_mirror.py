"""The house as a stranger finds it: tests stand where the code stands, names mean one thing, nothing grows too long.

``python -m tests.test_mirror`` prints, as the lists below are written, what does not hold yet.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

from diagnose_checks import CHECKS

ROOT = Path(__file__).parents[1]
SOURCES = {
    "diagnose": ROOT / "tests",
    "checks/diagnose_checks": ROOT / "tests/checks",
    "reports/diagnose_reports": ROOT / "tests/reports",
}
"""The three source roots, and where their tests stand."""
LINES_OF_A_MODULE, LINES_OF_A_FUNCTION = 300, 40

NOT_YET: dict[str, frozenset[str]] = {
    "modules_without_a_test": frozenset(
        {
            "diagnose/checking/assemble.py",
            "diagnose/checking/check.py",
            "diagnose/checking/verdict.py",
            "diagnose/cli/__init__.py",
            "diagnose/cli/checks.py",
            "diagnose/cli/deliver.py",
            "diagnose/cli/demo.py",
            "diagnose/cli/intake.py",
            "diagnose/cli/output.py",
            "diagnose/cli/people.py",
            "diagnose/cli/progress.py",
            "diagnose/cli/render.py",
            "diagnose/cli/run.py",
            "diagnose/cli/sandbox.py",
            "diagnose/customer/graphql_messages.py",
            "diagnose/diagnosis.py",
            "diagnose/exit_codes.py",
            "diagnose/gateway/wire.py",
            "diagnose/graphql_text.py",
            "diagnose/intake/explore.py",
            "diagnose/intake/forms/curl.py",
            "diagnose/intake/forms/extent.py",
            "diagnose/intake/forms/graphql_document.py",
            "diagnose/intake/forms/graphql_json.py",
            "diagnose/intake/forms/har.py",
            "diagnose/intake/forms/harstream.py",
            "diagnose/intake/forms/http_request.py",
            "diagnose/intake/forms/invoke_webrequest.py",
            "diagnose/intake/forms/mail.py",
            "diagnose/intake/forms/mime.py",
            "diagnose/intake/forms/prose.py",
            "diagnose/intake/forms/ticket_file.py",
            "diagnose/intake/gathering/journal.py",
            "diagnose/intake/gathering/pairing.py",
            "diagnose/intake/gathering/resolve.py",
            "diagnose/intake/gathering/weight.py",
            "diagnose/intake/kinds.py",
            "diagnose/intake/model.py",
            "diagnose/intake/reader.py",
            "diagnose/intake/shell/bash.py",
            "diagnose/intake/shell/cmd.py",
            "diagnose/intake/shell/powershell.py",
            "diagnose/intake/source/decoding.py",
            "diagnose/intake/source/lenient_json.py",
            "diagnose/intake/source/literal_search.py",
            "diagnose/intake/source/quoting.py",
            "diagnose/intake/source/secret_search.py",
            "diagnose/intake/source/traced.py",
            "diagnose/intake/text.py",
            "diagnose/investigation/asking/investigate.py",
            "diagnose/investigation/asking/plan.py",
            "diagnose/investigation/asking/questions.py",
            "diagnose/investigation/known/bounds.py",
            "diagnose/investigation/known/facts.py",
            "diagnose/investigation/known/knowledge.py",
            "diagnose/investigation/known/paging.py",
            "diagnose/investigation/known/reading_answers.py",
            "diagnose/investigation/known/rows.py",
            "diagnose/investigation/reasoning/near.py",
            "diagnose/investigation/reasoning/standing.py",
            "diagnose/phrases.py",
            "diagnose/rehearsal.py",
            "diagnose/ticket/hygiene.py",
            "reports/diagnose_reports/markdown_text.py",
            "reports/diagnose_reports/picture.py",
            "reports/diagnose_reports/terminal_text.py",
            "reports/diagnose_reports/words.py",
        }
    ),
    "names_taken_twice": frozenset(
        {
            "class Evidence: diagnose/intake/model.py, diagnose/report.py",
            "class Limits: reports/diagnose_reports/html.py, reports/diagnose_reports/markdown.py",
            "class Page: diagnose/intake/gathering/journal.py, reports/diagnose_reports/terminal_text.py",
            "class Parsed: diagnose/graphql_text.py, diagnose/intake/source/lenient_json.py",
            "class Row: diagnose/checking/runner.py, reports/diagnose_reports/picture.py",
        }
    ),
    "too_long": frozenset(
        {
            "diagnose/cli/run.py:run",
            "diagnose/customer/requests.py",
            "diagnose/investigation/asking/plan.py",
            "diagnose/investigation/known/knowledge.py",
            "diagnose/investigation/known/reading_answers.py",
            "diagnose/investigation/reasoning/standing.py",
            "diagnose/report.py",
        }
    ),
}
"""What does not hold yet, by the name of the test below; to be emptied, and then removed."""

TESTED_ELSEWHERE: dict[str, str] = {}
"""Modules that decide something and have no test of their name, each with the reason. A private module (``_ids.py``)
needs none: it is a part of those that use it."""
ONE_NAME_TWICE: dict[str, str] = {}
"""Public classes and modules that may share a name, each with the reason. The files of the checks are named after
their checks, whatever else has that name."""
LONG: dict[str, str] = {}
"""Modules and functions (``path`` or ``path:function``) that may be longer, each with the reason; CONTRIBUTING has
the same names."""

Function: TypeAlias = "ast.FunctionDef | ast.AsyncFunctionDef"


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the product, by its path from the repository's root."""
    paths = sorted(path for source in SOURCES for path in (ROOT / source).rglob("*.py"))
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def decides(tree: ast.Module) -> bool:
    """True when some function of the module takes one way or another."""
    forks = (ast.If, ast.IfExp, ast.Match, ast.While, ast.BoolOp, ast.ExceptHandler)
    inside = (node for function in functions(tree) for node in ast.walk(function))
    return any(isinstance(node, forks) or (isinstance(node, ast.comprehension) and node.ifs) for node in inside)


def functions(tree: ast.AST) -> Iterator[Function]:
    """Yield every function and method of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def place_of_the_test(path: str) -> Path:
    """Where the test of a module stands: ``diagnose/intake/text.py`` is tested by ``tests/intake/test_text.py``."""
    source = next(source for source in SOURCES if path.startswith(f"{source}/"))
    inside = Path(path).relative_to(source)
    name = inside.stem if inside.stem != "__init__" else (ROOT / path).parent.name
    return SOURCES[source] / inside.parent / f"test_{name.strip('_')}.py"


def modules_without_a_test() -> set[str]:
    """Modules that decide something and have no test at the matching place."""
    private = re.compile(r".*/_(?!_)[^/]*")
    return {
        path
        for path, tree in trees().items()
        if decides(tree) and not private.fullmatch(path) and not place_of_the_test(path).exists()
    }


def names_taken_twice() -> set[str]:
    """Names of public modules and of public classes that stand for two things."""
    holders: dict[str, set[str]] = defaultdict(set)
    for path, tree in trees().items():
        stem = Path(path).stem
        if not path.startswith("checks/") and not stem.startswith("_"):
            holders[f"module {stem}"].add(path)
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                holders[f"class {node.name}"].add(path)
    return {f"{name}: {', '.join(sorted(places))}" for name, places in holders.items() if len(places) > 1}


def too_long() -> set[str]:
    """Modules and functions over the limits, docstrings and blank lines counted, decorators not."""
    found = set()
    for path, tree in trees().items():
        if len((ROOT / path).read_text(encoding="utf-8").splitlines()) > LINES_OF_A_MODULE:
            found.add(path)
        for function in functions(tree):
            if (function.end_lineno or 0) - function.lineno + 1 > LINES_OF_A_FUNCTION:
                found.add(f"{path}:{function.name}")
    return found


def files_without_tests() -> set[str]:
    """Files that pytest reads and finds nothing in."""
    return {
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("test_*.py")
        if not any(
            function.name.startswith("test_") for function in functions(ast.parse(path.read_text(encoding="utf-8")))
        )
    }


def undocumented_pages() -> set[str]:
    """Pages that a check cites and that are not among those which the documented schema was read from."""
    head = (ROOT / "diagnose/gateway/schema.graphql").read_text(encoding="utf-8").split("\n\n", 1)[0]
    below = re.search(r"(https://docs\.filed\.com/\S+/): ([^.]*)\.", head.replace("\n#", ""))
    assert below, "the head of schema.graphql lists the pages that it was read from"
    pages = {f"{below[1]}{page}" for page in re.split(r"[,;]\s+", below[2])}
    return {f"{check.id}: {check.docs_url}" for check in CHECKS if check.docs_url not in pages}


def _pending(rule: str) -> frozenset[str]:
    return NOT_YET.get(rule, frozenset())


def test_every_module_that_decides_has_a_test_of_its_name() -> None:
    """Who wants to know what a module does finds it in ``tests/<the same path>/test_<module>.py``."""
    missing = modules_without_a_test()
    unknown = missing - TESTED_ELSEWHERE.keys() - _pending("modules_without_a_test")
    assert not unknown, "\n".join(
        f"{path}: write {place_of_the_test(path).relative_to(ROOT)}" for path in sorted(unknown)
    )
    assert TESTED_ELSEWHERE.keys() <= missing, f"have tests by now: {sorted(TESTED_ELSEWHERE.keys() - missing)}"


def test_every_public_name_means_one_thing() -> None:
    """No two public classes, and no two public modules, are called the same."""
    twice = names_taken_twice() - _pending("names_taken_twice")
    assert {name for name in twice if name.partition(":")[0] not in ONE_NAME_TWICE} == set()


def test_nothing_is_too_long_to_read() -> None:
    """No module over 300 lines and no function over 40, but those that are named with a reason."""
    long = too_long()
    assert long - LONG.keys() - _pending("too_long") == set()
    assert LONG.keys() <= long, f"short enough by now: {sorted(LONG.keys() - long)}"


def test_no_test_file_is_empty() -> None:
    """A file that only looks like a test is worse than none."""
    assert files_without_tests() == set()


def test_every_page_that_a_check_cites_is_documented() -> None:
    """The vendor's pages are listed once, in the head of the documented schema; when they move, both change."""
    assert undocumented_pages() == set()


RULES: dict[str, Callable[[], set[str]]] = {
    rule.__name__: rule for rule in (modules_without_a_test, names_taken_twice, too_long)
}


@pytest.mark.parametrize("rule", RULES)
def test_what_does_not_hold_yet_is_true(rule: str) -> None:
    """What has been put right leaves the list of what does not hold yet."""
    done = _pending(rule) - RULES[rule]()
    assert not done, f"holds by now: remove {sorted(done)} from NOT_YET, or print it anew"


def main() -> None:
    """Print what does not hold and has no reason, as NOT_YET has it."""
    excused = {*TESTED_ELSEWHERE, *LONG}
    print("NOT_YET: dict[str, frozenset[str]] = {")  # noqa: T201
    for rule, broken in RULES.items():
        print(f'    "{rule}": frozenset(\n        {{')  # noqa: T201
        for name in sorted(broken() - excused):
            print(f'            "{name}",')  # noqa: T201
        print("        }\n    ),")  # noqa: T201
    print("}")  # noqa: T201


if __name__ == "__main__":
    main()
