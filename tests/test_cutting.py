"""Text from outside is cut in one place: half a secret is none to whoever looks for it later."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.test_mirror import trees

NOT_SHOWN = {
    "diagnose/capsule/veiled_json.py": "as much as the facts keep, so that aliases are those of the same values",
    "diagnose/checking/guests.py": "what is kept of a guest's prints",
    "diagnose/cli/file_names.py": "a name that was masked before",
    "diagnose/cli/people.py": "what was masked before",
    "diagnose/foreign_text.py": "the one place",
    "diagnose/gateway/receiving/other_replies.py": "the part of a page that is looked at",
    "diagnose/intake/content/correspondents.py": "the part of a text that is looked at",
    "diagnose/intake/content/document_reading.py": "the part of a text that is looked at",
    "diagnose/intake/content/exported.py": "a list",
    "diagnose/intake/content/named_ids.py": "the part of a text that is looked at",
    "diagnose/intake/dispatcher.py": "the part of a text that is looked at",
    "diagnose/intake/forms/prose.py": "the part of a text that is looked at",
    "diagnose/intake/kinds.py": "the part of a name that is looked at",
    "diagnose/intake/source/id_text.py": "the part of a text that is looked at",
    "diagnose/intake/source/mime.py": "two texts compared",
    "diagnose/intake/source/secret_search.py": "the part of a text that is looked at",
    "diagnose/investigation/known/rows.py": "IDs are compared by it, so that it must keep what two of them differ in",
    "diagnose/secrets/telling_words.py": "the part of a text that is looked at",
}
"""Modules that take the beginning of a text for something else, with the reason."""
TEXTS = {"text", "message", "name", "reason", "summary", "value", "words", "clause", "said", "key", "context"}
MAKERS = {"str", "upper", "lower", "strip", "join", "replace", "getvalue"}
A_LETTER_OR_TWO = 20


def cuts(tree: ast.Module) -> Iterator[ast.Subscript]:
    """Yield where the beginning of what looks like a text is taken: ``text[:60]``, ``f"{name}"[:_MOST]``."""
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(value=value, slice=ast.Slice(lower=None, upper=upper)) if _is_bound(upper):
                if _is_text(value):
                    yield node


def _is_bound(upper: ast.expr | None) -> bool:
    match upper:
        case ast.Constant(value=int() as number):
            return number >= A_LETTER_OR_TWO
        case ast.Name(id=name):
            return name.isupper()
        case _:
            return False


def _is_text(value: ast.expr) -> bool:
    match value:
        case ast.JoinedStr():
            return True
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in TEXTS
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in MAKERS
        case _:
            return False


def test_nobody_else_cuts_a_text_from_outside() -> None:
    """A limit on a text is :func:`diagnose.foreign_text.cut`, or :func:`~diagnose.foreign_text.fit` that cleans too."""
    found = {
        f"{path}:{cut.lineno}: {ast.unparse(cut)}"
        for path, tree in trees().items()
        if path not in NOT_SHOWN and "sandbox" not in path
        for cut in cuts(tree)
    }
    assert found == set()


def test_nobody_else_cleans_a_text_from_outside() -> None:
    """Signs that nobody sees are dropped by :func:`diagnose.foreign_text.clean`, and shown by ``invisible``."""
    allowed = {
        "diagnose/foreign_text.py",
        "diagnose/invisible.py",
        "diagnose/outside.py",
        "diagnose/gateway/curl_command.py",
    }
    found = {
        path
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.GeneratorExp | ast.ListComp) and "isprintable" in ast.unparse(node)
    }
    assert found - allowed == set()


def test_the_exceptions_are_needed() -> None:
    """An entry whose module cuts nothing any more goes."""
    needed = {path for path, tree in trees().items() if [*cuts(tree)]}
    assert set(NOT_SHOWN) - needed - {"diagnose/foreign_text.py"} == set()
