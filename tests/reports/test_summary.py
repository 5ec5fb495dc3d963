"""What every place is told, whatever its syntax, and how a summary is made to fit."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

import pytest

from diagnose.plugin import RenderOptions
from diagnose.rendering import Renderer
from diagnose_reports import RENDERERS
from diagnose_reports.summary import fitting, utf16_units
from tests.reports import examples

if TYPE_CHECKING:
    from diagnose.report import Report
    from diagnose_reports.summary_blocks import Summary

PLACES = ("markdown", "github", "jira", "adf", "slack", "email")
FACTS = (
    "Wrong connection ID",
    "connection_789",
    "connection_790",
    "Customer",
    "lists all 5 job works",
    "(E2)",
    "Thank you for your message.",
    "The headers of the customer's request",
    "3 failed",
    "req-881",
    "12:00:00.070 UTC",
    "curl https://gateway.filed.com/graphql",
    "https://gateway.filed.com/graphql",
)


def written(name: str, report: Report) -> str:
    renderer = RENDERERS[name]
    assert isinstance(renderer, Renderer)
    return renderer.render(report, RenderOptions()).decode()


def words(name: str, report: Report) -> str:
    """What people read there, without the marks that set it off."""
    text = written(name, report)
    if name in {"adf", "slack"}:
        text = " ".join(_texts(json.loads(text)))
    return " ".join(re.sub(r"[*`{}]|\\(?=[^\w\s])", "", html.unescape(text)).split())


def _texts(tree: object) -> list[str]:
    match tree:
        case {"blocks": blocks}:
            return _texts(blocks)
        case {"text": str(text)}:
            return [text]
        case dict():
            return [text for value in tree.values() for text in _texts(value)]
        case list():
            return [text for value in tree for text in _texts(value)]
    return []


@pytest.mark.parametrize("name", PLACES)
def test_every_place_is_told_what_people_act_on(name: str) -> None:
    """Verdict, change, who acts, proof, reply, what nobody looked at, requests with ID and time, one command."""
    said = words(name, examples.rich())
    assert [fact for fact in FACTS if fact not in said] == []


@pytest.mark.parametrize("name", PLACES)
def test_a_tie_states_no_side(name: str) -> None:
    """The question comes before both changes."""
    said = words(name, examples.tied())
    assert said.index("ask the customer") < said.index("or another")
    assert "Use instead" not in said


@pytest.mark.parametrize("name", PLACES)
def test_what_is_left_out_is_counted(name: str) -> None:
    """Ten thousand findings: how many more there are, and where."""
    assert re.search(r"and [\d,]+ more causes, all in the (JSON )?report", words(name, examples.huge(300)))


def test_a_draft_fits_or_the_next_is_taken() -> None:
    """The first that fits; at the end there are two sentences, which are never refused."""
    asked: list[int] = []

    def size(summary: Summary) -> int:
        asked.append(len(repr(summary)))
        return asked[-1]

    report = examples.huge(200)
    assert fitting(report, size, lambda _: True) == asked[0]
    shortest = fitting(report, size, lambda _: False)
    assert shortest == asked[-1] == min(asked) < 300
    assert asked[1:] == sorted(asked[1:], reverse=True)


def test_a_command_is_whole_or_left_out() -> None:
    """One that is cut would do something else: the reader is sent to the JSON report."""
    report = examples.rich()
    long = report.corrected[0].model_copy(update={"curl": "curl " + "x" * 9000})
    asked = [each.model_copy(update={"curl": "curl " + "y" * 9000}) for each in report.evidence]
    for name in PLACES:
        assert report.evidence[0].curl.split("\n")[0][:20] in words(
            name, report.model_copy(update={"corrected": (long,)})
        )
        said = words(name, report.model_copy(update={"corrected": (long,), "evidence": tuple(asked)}))
        assert "xxx" not in said
        assert "yyy" not in said
        assert "too long for here; the JSON report has it" in said


def test_length_is_counted_as_the_places_count() -> None:
    """A sign beyond the basic plane is two."""
    assert utf16_units("a\U0001f600") == 3
