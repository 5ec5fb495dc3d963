"""The page's templates: read as they are, or as Python that was made of them when the package was built.

Compiling them takes longer than all else that a short run does, so ``hatch_build.py`` does it once, beside this module:
from there Python keeps them as it keeps every module. What was made of other texts, or by another jinja2, is not used.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType

    from jinja2.bccache import Bucket

SOURCES = Path(__file__).with_name("templates")
COMPILED = Path(__file__).with_name("compiled_templates")
_STAMP = "stamp.txt"
FILTERS = ("prose", "ident", "block", "whole")
"""The filters that a page brings: compiling asks whether there are such."""


class _CompiledOnce(jinja2.BytecodeCache):
    """Templates that were not compiled when the package was built, kept for the process."""

    def __init__(self) -> None:
        self._compiled: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._compiled.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._compiled[bucket.key] = bucket.code


_ONCE = _CompiledOnce()


def environment(finalize: Callable[[object], object], **more: Any) -> jinja2.Environment:
    """Return an environment whose every text passes ``finalize`` before it is escaped."""
    return jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=_compiled(COMPILED) or jinja2.FileSystemLoader(SOURCES),
        bytecode_cache=_ONCE,
        **more,
    )


def compile_templates() -> None:
    """Write the templates as Python modules; called when the package is built."""
    COMPILED.mkdir(exist_ok=True)
    for old in COMPILED.glob("*.py"):
        old.unlink()
    written = environment(lambda value: value)
    written.filters.update(dict.fromkeys(FILTERS, str))
    written.loader = jinja2.FileSystemLoader(SOURCES)
    written.compile_templates(COMPILED, zip=None, ignore_errors=False, filter_func=lambda name: name.endswith(".j2"))
    (COMPILED / _STAMP).write_text(_stamp(), encoding="utf-8")
    _compiled.cache_clear()


@cache
def _compiled(folder: Path) -> jinja2.ModuleLoader | None:
    try:
        stamp = (folder / _STAMP).read_text(encoding="utf-8")
    except OSError:
        return None
    return jinja2.ModuleLoader(folder) if stamp == _stamp() else None


def _stamp() -> str:
    """Tell which texts, in which order of their names, were compiled by what."""
    digest = hashlib.sha256(jinja2.__version__.encode())
    for path in sorted(SOURCES.glob("*.j2")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
