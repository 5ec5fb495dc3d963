"""``diagnose checks``: lists and explanations, from the declarations that run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import jsonschema  # type: ignore[import-untyped]
import pytest

from diagnose.checking.registry import load_checks
from diagnose.report import report_schema
from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("wrong-connection")) as running:
        yield running


def test_checks_lists_every_check_by_its_good_state(desk: Desk) -> None:
    """One line a check, in the order of the run."""
    lines = desk.call("checks").out.decode().splitlines()
    assert [line.split()[0] for line in lines] == [check.id for check in load_checks().checks]
    assert all(check.title in line for check, line in zip(load_checks().checks, lines, strict=True))


@pytest.mark.parametrize("check", [check.id for check in load_checks().checks])
def test_checks_explains_each(desk: Desk, check: str) -> None:
    """Rule, documentation, and every finding with its remedy."""
    said = desk.call("checks", check)
    text = " ".join(said.out.decode().split())
    declared = next(one for one in load_checks().checks if one.id == check)
    assert said.code == 0
    assert declared.docs_url in text
    for code in declared.codes:
        assert code.code in text
        for _, remedy in code.remedies_in_words():
            assert " ".join(remedy.split()) in text
    assert not re.search(r"\{\w+\}", text)


def test_the_published_schema_is_one_and_takes_a_written_report(desk: Desk, gateway: Gateway) -> None:
    """What --report-schema prints is a JSON Schema, the models' own, and a report satisfies it."""
    printed = json.loads(desk.call("checks", "--report-schema").out)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed == report_schema()
    jsonschema.validate(json.loads(desk.run(gateway, "--json", "-").out), printed)


def test_the_links_are_listed_with_what_cites_them(desk: Desk) -> None:
    """Every page of the declarations once, each with the checks and the single codes that cite it."""
    lines = desk.call("checks", "--links").out.decode().splitlines()
    pages = [line for line in lines if not line.startswith(" ")]
    declared = load_checks().checks
    assert pages == sorted({check.docs_url for check in declared} | {
        code.docs_url for check in declared for code in check.codes if code.docs_url
    })  # fmt: skip
    assert {f"  {check.id}" for check in declared} <= set(lines)
    at = lines.index("https://docs.filed.com/apis/endpoint/login-via-personal-api-token")
    assert "  ticket: ticket-contains-secret" in lines[at:]


def test_the_links_are_there_for_programs_too(desk: Desk) -> None:
    """--json gives the same as an object: address to a list of what cites it."""
    cited = json.loads(desk.call("checks", "--links", "--json").out)
    lines = [line for page, names in cited.items() for line in (page, *(f"  {name}" for name in names))]
    assert lines == desk.call("checks", "--links").out.decode().splitlines()
    assert desk.call("checks", "--json").code == 2


def test_the_remedies_of_all_cases_are_shown_with_their_fields(desk: Desk) -> None:
    """A template's fields stand in it as what they are: something that the finding fills in."""
    text = " ".join(desk.call("checks", "endpoint").out.decode().split())
    assert "Remedy (strayed): Send it to <right>, or rewrite it" in text
    assert "Remedy (proxy): Check the proxy settings" in text
