"""The house as a stranger finds it: tests stand where the code stands, names mean one thing, nothing grows too long."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

from diagnose_checks import CHECKS

ROOT = Path(__file__).parents[1]
SOURCES = {
    "diagnose": ROOT / "tests",
    "checks/diagnose_checks": ROOT / "tests/checks",
    "reports/diagnose_reports": ROOT / "tests/reports",
}
"""The three source roots, and where their tests stand."""
LINES_OF_A_MODULE, LINES_OF_A_FUNCTION = 300, 40

TESTED_ELSEWHERE = {
    f"diagnose/cli/{command}.py": f"declares options and hands them on: tests/cli/test_{done}.py starts the command"
    for command, done in {
        "checks": "check_listing",
        "demo": "demonstrating",
        "replay": "replaying_capsules",
        "run": "running",
    }.items()
} | {"diagnose/__init__.py": "hands on the library's face: tests/test_library.py"}
"""Modules that decide something and have no test of their name, each with the reason. A private module (``_ids.py``)
needs none: it is a part of those that use it."""
LONG = {
    "tests/diagnosis/generated_forms.py": "the forms side by side, a few lines each",
    "tests/field/reading.py": "what is right of a customer's ticket, in the order in which it is judged",
    "tests/gateway/http/test_transport.py": "each way in which one request can fail, over real sockets",
    "tests/gateway/receiving/test_classify.py": "a table of replies, most of it",
    "tests/reports/example_rich.py:rich": "a report written out whole",
    "tests/reports/example_rich.py:rich_rows": "a report written out whole",
    "tests/reports/examples.py:hostile": "a report written out whole",
    "tests/reports/examples.py:inconclusive": "a report written out whole",
}
"""Modules and functions (``path`` or ``path:function``) that may be longer, each with the reason: tests only."""

MADE = "compiled_templates"
"""Modules that building the package makes of the page's templates."""

Function: TypeAlias = "ast.FunctionDef | ast.AsyncFunctionDef"


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the product, by its path from the repository's root."""
    paths = sorted(path for source in SOURCES for path in (ROOT / source).rglob("*.py") if path.parent.name != MADE)
    return {str(path.relative_to(ROOT)): parsed(path) for path in paths}


def parsed(path: Path) -> ast.Module:
    """A module as its syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


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
    """Names of public modules and classes that stand for two things; a check's file is named as its check is."""
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
    tests = {str(path.relative_to(ROOT)): parsed(path) for path in (ROOT / "tests").rglob("*.py")}
    for path, tree in {**trees(), **tests}.items():
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
        if not any(function.name.startswith("test_") for function in functions(parsed(path)))
    }


def undocumented_pages() -> set[str]:
    """Pages that a check cites and that are not among those which the documented schema was read from."""
    head = (ROOT / "diagnose/gateway/schema.graphql").read_text(encoding="utf-8").split("\n\n", 1)[0]
    below = re.search(r"(https://docs\.filed\.com/\S+/): ([^.]*)\.", head.replace("\n#", ""))
    assert below, "the head of schema.graphql lists the pages that it was read from"
    pages = {f"{below[1]}{page}" for page in re.split(r"[,;]\s+", below[2])}
    return {f"{check.id}: {check.docs_url}" for check in CHECKS if check.docs_url not in pages}


def test_every_module_that_decides_has_a_test_of_its_name() -> None:
    """Who wants to know what a module does finds it in ``tests/<the same path>/test_<module>.py``."""
    missing = modules_without_a_test()
    assert [
        f"{path}: write {place_of_the_test(path).relative_to(ROOT)}"
        for path in sorted(missing - TESTED_ELSEWHERE.keys())
    ] == []
    assert TESTED_ELSEWHERE.keys() <= missing, f"have tests by now: {sorted(TESTED_ELSEWHERE.keys() - missing)}"


def test_every_public_name_means_one_thing() -> None:
    """No two public classes, and no two public modules, are called the same."""
    assert names_taken_twice() == set()


def test_nothing_is_too_long_to_read() -> None:
    """No module over 300 lines and no function over 40, but those that are named with a reason."""
    long = too_long()
    assert long - LONG.keys() == set()
    assert LONG.keys() <= long, f"short enough by now: {sorted(LONG.keys() - long)}"


def test_no_test_file_is_empty() -> None:
    """A file that only looks like a test is worse than none."""
    assert files_without_tests() == set()


def test_every_page_that_a_check_cites_is_documented() -> None:
    """The vendor's pages are listed once, in the head of the documented schema; when they move, both change."""
    assert undocumented_pages() == set()
