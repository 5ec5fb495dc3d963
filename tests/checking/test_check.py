"""What a check may declare: mistakes are found when it is declared, not when a customer waits."""

from __future__ import annotations

import pytest

from diagnose.checking.check import Code, check
from diagnose.checking.context import Context
from diagnose.checking.results import Found, Passed, Result
from diagnose.report import SubjectKind
from tests.checking.making import CODES, CONNECTION, context, finding, making, rows_of

ON = (SubjectKind.CONNECTION,)
TEMPLATE = Code(
    "wrong", ON, "Wrong.", "Use {right}.", otherwise={"gone": "Ask for {what_else}.", "plain": "Wait, {{really}}."}
)


@pytest.mark.parametrize(
    ("case", "fields", "remedy"),
    [
        ("", {"right": "connection_790"}, "Use connection_790."),
        ("gone", {"what_else": "{right}"}, "Ask for {right}."),
        ("plain", {}, "Wait, {really}."),
    ],
)
def test_a_finding_fills_in_the_remedy_of_its_case(case: str, fields: dict[str, str], remedy: str) -> None:
    """Fields are texts, whatever they hold."""
    found = finding("wrong", CONNECTION, case=case, fields=fields)
    assert TEMPLATE.remedy_for(found) == remedy


@pytest.mark.parametrize(("case", "fields"), [("", {}), ("unheard-of", {"right": "x"}), ("gone", {"right": "x"})])
def test_a_finding_without_what_its_remedy_needs_is_a_broken_check(case: str, fields: dict[str, str]) -> None:
    """The row says which finding lacks what; it is not dropped, and no half sentence is shown."""
    found = finding("bad", CONNECTION, case=case, fields=fields)
    bad = Code("bad", ON, "Bad.", TEMPLATE.remedy, otherwise=TEMPLATE.otherwise)
    declared = making("a", Found((found,)), codes=(bad,))
    row = rows_of(declared)["a"]
    assert row.outcome == "error"
    assert "it gave the finding bad without" in row.reason


def test_remedies_in_words_show_every_case() -> None:
    """Fields stand in the listing as what they are, the usual case first."""
    assert list(TEMPLATE.remedies_in_words()) == [
        ("", "Use <right>."),
        ("gone", "Ask for <what else>."),
        ("plain", "Wait, {really}."),
    ]


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("Use {right.", "is not a template"),
        ("Use right}.", "is not a template"),
        ("Use {}.", "not a named field"),
        ("Use {0}.", "not a named field"),
        ("Use {right.id}.", "not a named field"),
        ("Use {right!r}.", "without a format of their own"),
        ("Use {right:>10}.", "without a format of their own"),
    ],
)
def test_a_template_that_is_not_well_formed_is_refused(template: str, says: str) -> None:
    """In the usual remedy and in those of further cases, the code is named."""
    with pytest.raises(ValueError, match=rf"odd-code.*{says}|{says}"):
        Code("odd-code", ON, "Odd.", template)
    with pytest.raises(ValueError, match=says):
        Code("odd-code", ON, "Odd.", "Fine.", otherwise={"case": template})


@pytest.mark.parametrize("check_id", ["", "Connection", "connection_id", "-id", "id-", "a--b", "1st"])
def test_an_id_is_lower_case_words(check_id: str) -> None:
    """It is a file name, an option's value and a key."""
    with pytest.raises(ValueError, match="lower-case words"):
        making(check_id, Passed("seen"))


def test_a_code_is_declared_once() -> None:
    """Two declarations of one code could say two things."""
    with pytest.raises(ValueError, match="declares bad twice"):
        making("a", Passed("seen"), codes=(*CODES, CODES[0]))


def test_the_decorator_declares_the_function_below_it() -> None:
    """What stands in the file under the check's name is the check."""

    @check(id="a", title="A is good", rule="A rule.", docs_url="https://docs.example/", codes=CODES, after=("b",))
    def a(_: Context) -> Result:
        return Passed("seen")

    assert (a.id, a.after, a.requires, a.offline) == ("a", ("b",), (), False)
    assert a.decide(context()) == Passed("seen")


def test_a_page_of_the_codes_own_is_cited() -> None:
    """A finding cites its own page, else its code's, else its check's."""
    code = Code("bad", ON, "Bad.", "Mend it.", docs_url="https://docs.example/code")
    for own, cited in ((None, "https://docs.example/code"), ("https://docs.example/own", "https://docs.example/own")):
        row = rows_of(making("a", Found((finding("bad", docs_url=own),)), codes=(code,)))["a"]
        assert [found.docs_url for found in row.findings] == [cited]
    assert rows_of(making("a", Found((finding("bad"),))))["a"].findings[0].docs_url == "https://docs.example/"
