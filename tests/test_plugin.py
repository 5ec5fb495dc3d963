"""The door for plugins hands names on, and has none of its own; its examples run in tests/checking/test_registry.py."""

from __future__ import annotations

import ast
import inspect
from itertools import chain
from pathlib import Path

import diagnose.plugin

ROOT = Path(__file__).parents[1]


def imported_from_the_door(folder: str) -> set[str]:
    """The names that the modules of a folder import from the door."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.joinpath(folder).rglob("*.py"))
    imports = (node for node in chain.from_iterable(map(ast.walk, trees)) if isinstance(node, ast.ImportFrom))
    return {name.name for node in imports if node.module == "diagnose.plugin" for name in node.names}


def test_the_names_are_sorted() -> None:
    """As ruff sorts them: constants, classes, functions; each once."""
    names = diagnose.plugin.__all__
    assert names == sorted(set(names), key=lambda name: (not name.isupper(), not name[0].isupper(), name))


def test_the_door_defines_nothing() -> None:
    """Docstring, imports and the list of names: nothing else stands there, so that a name has one home.

    What is imported for annotations alone, since loading it costs too much, stands apart before the list.
    """
    first, *imports, for_annotations, names = ast.parse(inspect.getsource(diagnose.plugin)).body
    assert isinstance(first, ast.Expr)
    assert isinstance(for_annotations, ast.If)
    assert ast.unparse(for_annotations.test) == "TYPE_CHECKING"
    assert {type(node) for node in (*imports, *for_annotations.body)} == {ast.ImportFrom}
    assert isinstance(names, ast.Assign)


def test_every_name_handed_on_is_in_the_list() -> None:
    """Nothing is importable by accident."""
    source = ast.parse(inspect.getsource(diagnose.plugin))
    names = {name.name for node in source.body if isinstance(node, ast.ImportFrom) for name in node.names}
    assert names - {"annotations", "TYPE_CHECKING"} == set(diagnose.plugin.__all__)


def test_every_name_is_in_use() -> None:
    """The built-in checks and renderers need each of them; the report and secrets are for those elsewhere."""
    used = imported_from_the_door("checks") | imported_from_the_door("reports")
    assert set(diagnose.plugin.__all__) - used == {"Report", "Secret"}
