"""Elements of XML, found by their names."""

from __future__ import annotations

from diagnose.intake.content.xml_parts import elements
from diagnose.intake.source.traced import Traced


def texts(xml: str, name: str) -> list[str]:
    """What the elements of a name say."""
    return [element.text().text for element in elements(Traced.of(xml), name, 0, len(xml))]


def test_texts_are_decoded() -> None:
    """Escaped, in CDATA, as base64, and empty."""
    xml = '<v>a &lt; b</v><v><![CDATA[<x> & y]]></v><v base64="true">aGk=</v><v/><value>no</value>'
    assert texts(xml, "v") == ["a < b", "<x> & y", "hi", ""]


def test_an_end_mark_in_cdata_ends_nothing() -> None:
    """The text of a body may hold anything."""
    assert texts("<b><![CDATA[</b> <b>]]></b><b>2</b>", "b") == ["</b> <b>", "2"]


def test_what_is_not_closed_reaches_to_the_end() -> None:
    """A cut-off file gives what there is."""
    assert texts("<b>1 <c>2", "b") == ["1 <c>2"]


def test_lines_and_attributes_are_kept() -> None:
    """A line of a body is that of the file."""
    element = next(elements(Traced.of('<a k="v &amp; w"\n>\n<b>x</b></a>'), "a", 0, 40))
    child = element.child("b")
    assert element.attributes == {"k": "v & w"}
    assert child is not None
    assert (child.line, child.text().line_at(0)) == (3, 3)
