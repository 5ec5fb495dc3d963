"""HTML keeps its tags: what is found in its texts is replaced, also where it goes over several of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from diagnose.redaction.redacted_html import is_html, redacted_html, shown_text


def found(text: str) -> Iterator[tuple[int, int, str]]:
    yield from ((match.start(), match.end(), "<alias>") for match in re.finditer("Jane\\s?Doe|t&d", text))


def attribute(name: str, value: str) -> str:
    return f"{name}:{value.upper()}"


@pytest.mark.parametrize(
    ("page", "made"),
    [
        ("<p>for Jane Doe, see</p>", "<p>for &lt;alias&gt;, see</p>"),
        ("<b>Jane</b> Doe", "<b>&lt;alias&gt;</b>"),
        ("<b>Jane</b><i> </i><u>Doe</u>!", "<b>&lt;alias&gt;</b><i></i><u></u>!"),
        ("1 < 2 &amp; t&amp;d", "1 &lt; 2 &amp; &lt;alias&gt;"),
        ("<td>Jane</td><td>Doe</td>", "<td>&lt;alias&gt;</td><td></td>"),
        ('<a href="x&amp;y" class="c">z</a>', '<a href="href:X&amp;Y" class="c">z</a>'),
        ("<a onclick='steal()'>z</a>", "<a >z</a>"),
        ("<!-- a --><script>b</script><style>c</style>", "<!--[ a ]--><script>[b]</script><style>[c]</style>"),
        ("<!doctype html><br/>", "<!doctype html><br/>"),
        ("a < b and <unfinished", "a &lt; b and &lt;unfinished"),
    ],
)
def test_a_page_is_redacted_within_its_tags(page: str, made: str) -> None:
    assert redacted_html(page, found, attribute, lambda code: f"[{code}]") == made


def test_all_texts_are_read_as_one() -> None:
    assert shown_text("<p>Jane</p><p>D<wbr>oe &amp; co</p>") == "\nJane\n\nDoe & co\n"


def test_a_page_is_told_by_its_beginning() -> None:
    assert is_html("\n<!DOCTYPE html><p>")
    assert is_html("<div>x</div>")
    assert not is_html("<token> is missing")
