"""A text that is HTML from end to end."""

from __future__ import annotations

import pytest

from diagnose.intake.forms.html_page import looks_like_html
from tests.intake.sent import read


def test_what_the_page_shows_is_read() -> None:
    """Tags part no words, and what is struck through is not meant."""
    slots = read(
        "<div><p>Workspace: <b>w-101</b></p><p>Connection: <strike>c-201</strike> c-202</p>"
        "<ul><li>job work jw-901</li></ul></div>\n"
    ).slots
    assert (slots.workspace_id, slots.connection_id, slots.job_work_ids) == ("w-101", "c-202", ("jw-901",))


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("<!DOCTYPE html>\n<html><body>x</body></html>\n", True),
        ("<p>one</p>", True),
        ("<p>one</p> and words", False),
        ("<workspace-id> is a placeholder <here>", False),
        ("<p>code</p><![CDATA[{ me { id } }]]></p>", False),
        ("a <p>one</p>", False),
    ],
)
def test_a_page_begins_and_ends_with_a_tag(text: str, page: bool) -> None:
    """Words with tags in them are words."""
    assert looks_like_html(text) is page
