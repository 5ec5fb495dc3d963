"""What the attributes of a class say of themselves: the texts below them, which Python itself does not keep.

Read from the source, and only for the published schema: with pydantic's own ``use_attribute_docstrings`` each model
read its source whenever it was imported, which took a tenth of a whole run.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from types import ModuleType


def attribute_docs(owner: type) -> dict[str, str]:
    """Return the text below each attribute of a class, by its name; those of the classes above it are theirs."""
    module = inspect.getmodule(owner)
    return _docs_in(module).get(owner.__name__, {}) if module else {}


@cache
def _docs_in(module: ModuleType) -> dict[str, dict[str, str]]:
    classes = (node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.ClassDef))
    return {node.name: dict(_below(node)) for node in classes}


def _below(owner: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for declared, told in pairwise(owner.body):
        match declared, told:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str() as text)),
            ):
                yield name, inspect.cleandoc(text)
            case _:
                pass
