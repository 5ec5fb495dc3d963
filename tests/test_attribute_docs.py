from __future__ import annotations

import dataclasses
from functools import cached_property

from diagnose.attribute_docs import attribute_docs
from diagnose.report import Run, report_schema


class Told:
    """A class; this text is its own."""

    first: int
    """Of the first,
    over two lines."""
    second: int
    third: int = 3
    """Of the third."""

    @cached_property
    def fourth(self) -> int:
        """A method's text is not an attribute's."""
        return 4


@dataclasses.dataclass
class Above(Told):
    """A class with nothing below its only field."""

    fifth: int = 5


def test_the_text_below_an_attribute_is_its_own() -> None:
    """Over several lines too, and never another's."""
    assert attribute_docs(Told) == {"first": "Of the first,\nover two lines.", "third": "Of the third."}
    assert attribute_docs(Above) == {}


def test_the_published_schema_says_what_each_key_means() -> None:
    """Also under the name that a key is written with."""
    properties = report_schema()["$defs"]["Run"]["properties"]
    assert properties["round_trips"]["description"] == attribute_docs(Run)["round_trips"]
    assert report_schema()["properties"]["notices"]["description"].startswith("IDs of findings")
