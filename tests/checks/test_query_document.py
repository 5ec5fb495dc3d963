"""The customer's query against the documented schema: what is wrong, what may only be undocumented, and the words."""

from __future__ import annotations

import pytest

from diagnose.json_value import Json
from diagnose.report import CheckOutcome, Severity
from diagnose.sandbox import Gateway
from tests.checks.tickets import GATEWAY, JOB_WORKS, LIST, ROUTER, Played, answer, body, curl, listed, listing, play
from tests.cli.calling import Desk

ARTIFACT = "artifact_41001"


def ask(document: str, variables: dict[str, Json] | None = None, endpoint: str = GATEWAY) -> str:
    content = body(document, listing(JOB_WORKS[0]) if variables is None else variables)
    return curl(content, token=None, authorization="Bearer $TOKEN", endpoint=endpoint)


def judged(played: Played) -> tuple[str, str, Severity] | None:
    found = [one for one in played.report.findings if one.check == "query-document"]
    return (found[0].code, found[0].summary, found[0].severity) if found else None


def test_a_misspelt_argument_is_the_cause_with_its_place(desk: Desk, gateway: Gateway) -> None:
    """Named, with what was meant, the line and the column in the query, and an exit code of 1."""
    played = play(desk, gateway, ask(LIST.replace("jobWorks(filters:", "jobWorks(filter:")))
    assert (played.code, played.causes) == (1, [("query-invalid", "GetJobWorks")])
    found = played.only("query-invalid")
    assert found.summary == "GetJobWorks is not valid: jobWorks has no argument `filter`; did you mean `filters`?"
    column = LIST.index("jobWorks(filters:") + len("jobWorks(") + 1
    assert found.remedy == f"Correct it at line 1, column {column} of the query, which begins in ticket.txt, line 1."
    assert found.subject.kind == "query"


def test_the_same_is_found_offline(desk: Desk) -> None:
    """No gateway is needed to see that a query cannot work."""
    played = play(desk, None, ask(LIST.replace("jobWorkArtifacts", "jobWorkArtefacts")))
    assert (played.code, played.causes) == (1, [("query-invalid", "GetJobWorks")])
    assert "did you mean `jobWorkArtifacts`?" in played.only("query-invalid").summary


@pytest.mark.parametrize("field", ["connections(filters: { ids: [$connectionId] }) { taxYear", "{ id taxYears "])
def test_a_field_that_may_exist_is_a_warning_that_says_so(desk: Desk, field: str) -> None:
    """The pages do not list every field of a connection or a workspace: no claim that there is no such field."""
    document = LIST.replace("connections(filters: { ids: [$connectionId] }) {", field, 1) if "conn" in field else (
        LIST.replace("{ id ", field, 1)
    )  # fmt: skip
    played = play(desk, None, ask(document))
    found = played.only("query-invalid")
    assert (found.severity, played.code) == (Severity.WARNING, 3)
    assert "does not match what is documented" in found.summary
    assert "the documentation has gaps" in found.remedy


def test_the_gateways_own_refusal_makes_it_certain(desk: Desk) -> None:
    """A field that may exist, and that the gateway says it does not know: the saved response settles it."""
    document = LIST.replace("{ id jobWorks", "{ id taxYear jobWorks")
    refusal = '{"errors": [{"message": "Cannot query field \\"taxYear\\" on type \\"ProviderConnection\\"."}]}'
    assert judged(play(desk, None, ask(document))) == (
        "query-invalid",
        "GetJobWorks does not match what is documented: ProviderConnection has no field `taxYear`.",
        Severity.WARNING,
    )
    settled = play(desk, None, f"{ask(document)}\n\n{refusal}\n").only("query-invalid")
    assert settled.severity is Severity.ERROR


def test_a_query_that_was_answered_is_never_called_invalid(desk: Desk, gateway: Gateway) -> None:
    """The gateway understood it, whatever the documentation lacks."""
    document = LIST.replace("{ id jobWorks", "{ id taxYear jobWorks(nonsense: 1) { id } more: jobWorks")
    played = play(desk, gateway, f"{ask(document)}\n\n{answer(listed({'id': JOB_WORKS[0]}))}\n")
    assert "query-invalid" not in played.codes
    assert "query-variables-invalid" not in played.codes


def test_a_filter_that_is_only_inferred_passes_and_says_so(desk: Desk, gateway: Gateway) -> None:
    """Pages speak of filtering by work ID, none names the key: valid, with that reservation, however it is given."""
    literal = LIST.replace("jobWorks(filters: $filters,", 'jobWorks(filters: { workIds: ["work_83001"] },')
    literal = literal.replace("$filters: JobWorkFilters, ", "")
    for document, variables in (
        (LIST, listing(filters={"workIds": ["work_83001"]})),
        (literal, {key: value for key, value in listing().items() if key != "filters"}),
    ):
        here = play(desk, gateway, ask(document, variables)).row("query-document")
        assert here.outcome is CheckOutcome.PASS
        assert "JobWorkFilters.workIds is only inferred to exist" in here.reason


def test_sort_keys_given_inline_are_read_and_called_inferred(desk: Desk) -> None:
    """sortBy's own keys carry no words in the schema; they once broke the check."""
    document = LIST.replace("limit: $limit,", 'limit: $limit, sortBy: { field: "createdAt", order: DESC },')
    here = play(desk, None, ask(document)).row("query-document")
    assert (here.outcome, "SortBy.field and SortBy.order are only inferred" in here.reason) == (CheckOutcome.PASS, True)


def test_a_listing_without_artifacts_cannot_show_them(desk: Desk, gateway: Gateway) -> None:
    """A warning when nothing says that artifacts are missed; the cause when the ticket names one, or misses them."""
    start = LIST.index(" jobWorkArtifacts")
    document = LIST[:start] + LIST[LIST.index("} } }", start) + len("} } ") :]
    plain = play(desk, gateway, ask(document))
    assert judged(plain) == (
        "query-omits-artifacts",
        "GetJobWorks lists job works without their artifacts, so none can come back.",
        Severity.WARNING,
    )
    missing = play(desk, gateway, f"{ask(document)}\n\nartifact: {ARTIFACT}\n")
    assert (missing.code, missing.causes) == (1, [("query-omits-artifacts", "GetJobWorks")])
    missed = play(desk, gateway, f"{ask(document)}\n\nThe job works come, but their artifacts are missing.\n")
    assert (missed.code, missed.causes) == (1, [("query-omits-artifacts", "GetJobWorks")])


def test_artifacts_asked_for_in_another_query_are_not_omitted(desk: Desk) -> None:
    """Two queries, one with the artifacts: nothing is left out."""
    start = LIST.index(" jobWorkArtifacts")
    document = LIST[:start] + LIST[LIST.index("} } }", start) + len("} } ") :]
    assert judged(play(desk, None, f"{ask(document)}\n\n{ask(LIST)}\n")) is None


def test_artifacts_in_a_fragment_are_not_omitted(desk: Desk) -> None:
    """A fragment spread counts as its fields."""
    fields = "id workId connectionJobId jobWorkArtifacts { artifactId workArtifact { status } }"
    document = LIST.replace(fields, "...Row") + f" fragment Row on JobWork {{ {fields} }}"
    assert judged(play(desk, None, ask(document))) is None


def conditional(declared: str, condition: str) -> str:
    """LIST with a condition on its artifacts."""
    document = LIST.replace("jobWorkArtifacts {", f"jobWorkArtifacts {condition} {{")
    return document.replace("$offset: Int)", f"$offset: Int{declared})")


LEFT_OUT: list[tuple[str, str, dict[str, Json]]] = [
    ("", "@include(if: false)", {}),
    (", $withArtifacts: Boolean!", "@include(if: $withArtifacts)", {"withArtifacts": False}),
    (", $short: Boolean = true", "@skip(if: $short)", {}),
]


@pytest.mark.parametrize(("declared", "condition", "variables"), LEFT_OUT)
def test_artifacts_left_out_by_a_condition_cannot_come_back(
    desk: Desk, gateway: Gateway, declared: str, condition: str, variables: dict[str, Json]
) -> None:
    """They stand in the query, and a literal, a variable or a default keeps them from being sent: that is the cause."""
    sent = ask(conditional(declared, condition), {**listing(JOB_WORKS[0]), **variables})
    played = play(desk, gateway, f"{sent}\n\nartifact: {ARTIFACT}\n")
    assert (played.code, played.causes) == (1, [("query-omits-artifacts", "GetJobWorks")])
    found = played.only("query-omits-artifacts")
    assert found.summary == "GetJobWorks leaves the artifacts out by @skip or @include, so none can come back."
    assert "Change the condition of @skip or @include" in found.remedy


@pytest.mark.parametrize("condition", ["... {condition} {{ {fields} }}", "...Artifacts {condition}"])
def test_artifacts_in_a_fragment_that_is_left_out_cannot_come_back(desk: Desk, condition: str) -> None:
    """Inline or named: the condition on the fragment counts."""
    fields = "jobWorkArtifacts { artifactId workArtifact { status } }"
    part = condition.format(condition="@skip(if: true)", fields=fields)
    document = LIST.replace(fields, part)
    if part.startswith("...Artifacts"):
        document += f" fragment Artifacts on JobWork {{ {fields} }}"
    assert judged(play(desk, None, ask(document))) == (
        "query-omits-artifacts",
        "GetJobWorks leaves the artifacts out by @skip or @include, so none can come back.",
        Severity.WARNING,
    )


def test_artifacts_kept_by_their_condition_are_not_omitted(desk: Desk) -> None:
    """The variable that was sent goes before the default."""
    document = conditional(", $short: Boolean = true", "@skip(if: $short)")
    assert judged(play(desk, None, ask(document, {**listing(JOB_WORKS[0]), "short": False}))) is None


def test_missed_artifacts_make_their_omission_the_fault(desk: Desk, gateway: Gateway) -> None:
    """Who misses artifacts, and does not ask for them, need look no further."""
    document = LIST.replace("jobWorkArtifacts { artifactId workArtifact { status } }", "")
    told = play(desk, gateway, f"Uns fehlen die Artefakte.\n\n{ask(document)}")
    assert (told.code, told.causes) == (1, [("query-omits-artifacts", "GetJobWorks")])


def test_an_operation_name_that_is_not_there_is_a_mistake(desk: Desk) -> None:
    """The gateway would not know what to run."""
    content = body(LIST, listing(JOB_WORKS[0]), operation="GetJobWork")
    played = play(desk, None, curl(content, token=None, authorization="Bearer $TOKEN"))
    assert played.only("query-invalid").summary == (
        "GetJobWork is not valid: operationName is `GetJobWork`, but the query only has `GetJobWorks`."
    )


def test_several_operations_need_one_to_be_chosen(desk: Desk) -> None:
    """Sent with two and no operationName, nothing can run; a bare file of two is no such mistake."""
    two = "query One { me { id } } query Two { me { id } }"
    sent = play(desk, None, ask(two, {}) + "\n\nconnection: connection_790\n").only("query-invalid")
    assert "no operationName says which is meant: `One` or `Two`" in sent.summary
    bare = play(desk, None, f"connection: connection_790\n\n```graphql\n{two}\n```\n")
    assert bare.codes == []


def test_a_bare_document_has_no_variables_to_miss(desk: Desk) -> None:
    """A query pasted without its variables is not a request: nothing is missing from it."""
    assert play(desk, None, f"connection: connection_790\n\n```graphql\n{LIST}\n```\n").codes == []


def test_smart_quotes_in_a_query_are_named_as_such(desk: Desk) -> None:
    """Copied through a word processor: the finding says which quotation mark and where."""
    document = 'query Q {\n  me { workspaces(filters: { ids: ["workspace_310472"] }) { id } }\n}'
    bent = document.replace('"workspace_310472"', "\u201cworkspace_310472\u201d")
    played = play(desk, None, ask(bent, {}) + "\n\nconnection: connection_790\n")
    found = played.only("query-invalid")
    assert "a typographic quotation mark (U+201C) instead of a straight one" in found.summary
    assert "line 2, column 36" in found.remedy


def test_a_query_for_the_router_is_not_held_against_this_schema(desk: Desk) -> None:
    """It is valid where it was written for; its surface is the endpoint check's business."""
    document = "query Mine { me { ... on User { id workspaces { id } } } }"
    assert "query-invalid" not in play(desk, None, ask(document, {}, ROUTER) + "\n\nconnection: connection_790\n").codes


def test_one_mistake_sent_thrice_is_one_finding(desk: Desk) -> None:
    """A recording repeats a query; the report names the mistake once."""
    wrong = ask(LIST.replace("jobWorks(filters:", "jobWorks(filter:"))
    assert play(desk, None, "\n\n".join([wrong] * 3)).codes.count("query-invalid") == 1


def test_hostile_text_in_a_query_stays_text(desk: Desk) -> None:
    """An escape sequence in a field's name reaches no stream raw."""
    played = play(desk, None, ask("query \x1b]52;c;eA==\x07 { me { id } }", {}) + "\n\nconnection: connection_790\n")
    assert b"\x1b" not in played.everything
    assert b"\x07" not in played.everything


def test_a_query_that_is_too_long_to_read_is_not_called_valid(desk: Desk) -> None:
    """Could not tell is no pass: the row is unknown, and says why."""
    played = play(
        desk, None, ask("query Long { me { " + "id " * 30_000 + "} }", {}) + "\n\nconnection: connection_790\n"
    )
    here = played.row("query-document")
    assert (here.outcome, played.codes) == (CheckOutcome.UNKNOWN, [])
    assert here.reason.endswith("was not read: it has more than 10,000 tokens")


def test_without_a_query_there_is_nothing_to_judge(desk: Desk) -> None:
    """IDs alone have no document."""
    assert play(desk, None, "connection: connection_790\n").row("query-document").outcome is CheckOutcome.SKIP


def test_what_is_certain_fails_and_what_may_be_undocumented_warns(desk: Desk) -> None:
    """A misspelt argument cannot work; a field that no page names may exist."""
    wrong, doubtful = LIST.replace("jobWorks(filters:", "jobWorks(filter:"), LIST.replace("{ id ", "{ id taxYears ", 1)
    outcomes = [play(desk, None, ask(document)).row("query-document").outcome for document in (wrong, doubtful)]
    assert outcomes == [CheckOutcome.FAIL, CheckOutcome.WARN]


CODE = f"""
Workspace workspace_310472, connection connection_790, job work {JOB_WORKS[0]}.

QUERY = '''
{LIST}
'''
requests.post(URL, json={{"query": QUERY, "variables": {{
  "workspaceId": WORKSPACE, "connectionId": os.environ["CONNECTION"], "filters": {{"ids": ids}}}}}})
"""


@pytest.mark.parametrize(("workspace", "causes"), [("ws.id", []), ("{}", [("query-variables-invalid", "GetJobWorks")])])
def test_code_is_not_blamed_for_what_it_does_not_show(
    desk: Desk, workspace: str, causes: list[tuple[str, str]]
) -> None:
    """Variables that code gives by names or calls are not missing; what it does show is judged all the same."""
    assert play(desk, None, CODE.replace("WORKSPACE,", f"{workspace},")).causes == causes
