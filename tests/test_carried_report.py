"""A report's JSON in a page and out of it again, and pages that carry something else."""

from __future__ import annotations

import base64
import gzip
import html

import pytest

from diagnose.carried_report import carried_json, packed


def page(form: str, text: str) -> bytes:
    """A page that carries a text."""
    return f'<!doctype html><p>…</p><div hidden id="report-json" data-form="{form}">{html.escape(text)}</div>'.encode()


@pytest.mark.parametrize("size", [1, 99_000, 101_000, 2_000_000])
def test_what_goes_in_comes_out(size: int) -> None:
    """Short or long, to the byte; twice the same."""
    report = ('{"a": "<&\\u0027>ü"}' * (size // 18 + 1)).encode()
    carried = packed(report)
    assert carried == packed(report)
    assert carried.size == len(report)
    assert carried_json(page(carried.form, carried.text)) == report


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("gzip", "no base64 at all"),
        ("gzip", base64.b64encode(b"no gzip").decode()),
        ("gzip", base64.b64encode(gzip.compress(b"{}" * 1000, mtime=0)[:-20]).decode()),
        ("xml", "{}"),
    ],
)
def test_a_page_that_carries_something_else_carries_nothing(form: str, text: str) -> None:
    """No error: it is no report of ours."""
    assert carried_json(page(form, text)) is None


def test_a_page_without_the_element_carries_nothing() -> None:
    """Any other page."""
    assert carried_json(b"<!doctype html><title>Sign in</title>") is None
