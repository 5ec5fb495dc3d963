"""Nested literals in many notations: each says the same thing."""

from __future__ import annotations

import re

import pytest

from diagnose.intake.shell.literal import parse_assigned, parse_literal
from diagnose.intake.shell.powershell import Value
from diagnose.intake.source.lenient_json import Path
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

WANTED: Json = {"workspaceId": "w-1", "filters": {"ids": ["a-1", "b-2"]}}


def value(text: str) -> Json:
    """Read the literal that begins at the first bracket that is none of a type or a count."""
    opening = re.search(r"(?<!map)[{\[(](?!\d)", text)
    assert opening
    return parse_literal(text, opening.start(), len(text)).value


@pytest.mark.parametrize(
    "text",
    [
        "{ workspaceId: 'w-1', filters: { ids: ['a-1', `b-2`,], }, } // JavaScript",
        "{ workspaceId: 'w-1', // from the config\n filters: { /* both */ ids: ['a-1', 'b-2'] } }",
        "dict(workspaceId=\"w-1\", filters={'ids': ('a-1', \"b-2\")})",
        "['workspaceId' => 'w-1', 'filters' => ['ids' => ['a-1', 'b-2']]]",
        'array:2 [▼ // a.php:22\n "workspaceId" => "w-1"\n "filters" => array:1 [▼\n "ids" => ["a-1", "b-2"]\n ]\n]',
        'object [ "workspaceId" .= ("w-1" :: Text), "filters" .= object [ "ids" .= (["a-1", "b-2"] :: [Text]) ] ]',
        "array('workspaceId' => 'w-1', 'filters' => array('ids' => array('a-1', 'b-2')))",
        '{ "workspaceId" => "w-1", :filters => { ids: %w[a-1 b-2] } }',
        'new { workspaceId = "w-1", filters = new { ids = new[] { "a-1", "b-2" } } }',
        'new Dictionary<string, object> { ["workspaceId"] = "w-1", ["filters"] = new { ids = new[] {"a-1", "b-2"} }}',
        '{ {"workspaceId", "w-1"}, {"filters", New Dictionary(Of String, Object) From {{"ids", {"a-1", "b-2"}}}} }',
        'Map.of("workspaceId", "w-1", "filters", Map.of("ids", List.of("a-1", "b-2")))',
        'mapOf("workspaceId" to "w-1", "filters" to mapOf("ids" to listOf("a-1", "b-2")))',
        'Map("workspaceId" -> "w-1", "filters" -> Map("ids" -> Seq("a-1", "b-2")))',
        'map[string]any{"workspaceId": "w-1", "filters": map[string]interface{}{"ids": []string{"a-1", "b-2"}}}',
        'json!({"workspaceId": "w-1".to_string(), "filters": {"ids": vec!["a-1", "b-2"]}})',
        '%{workspaceId: "w-1", filters: %{ids: ["a-1", "b-2"]}}',
        'Query(workspaceId: "w-1", filters: .some(Filters(ids: .some(["a-1", "b-2"]))))',
        "<String, dynamic>{'workspaceId': 'w-1', 'filters': {'ids': <String>['a-1', 'b-2']}}",
        "@{ workspaceId = 'w-1'\n filters = @{ ids = @('a-1', \"b-2\") } }",
        '{ workspaceId = "w-1", filters = { ids = { "a-1", "b-2" } } }',
        "{ workspaceId: \u201cw-1\u201d, filters: { ids: [\u2018a-1\u2019, \u2018b-2\u2019] } }",
    ],
)  # fmt: skip
def test_every_notation_says_the_same(text: str) -> None:
    """Maps and lists of twenty notations are read as the same object."""
    assert value(text) == WANTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ data: { me: { workspaces: [ [Object] ] } }, errors: undefined }",
         {"data": {"me": {"workspaces": [{}]}}, "errors": None}),
        ("<ref *1> { data: { jobWorks: [Array], extensions: [Object: null prototype] {} } }",
         {"data": {"extensions": {}}}),
        ("{'data': None, 'errors': [{'path': ['me', 0]}]}", {"data": None, "errors": [{"path": ["me", 0]}]}),
        ('{"data"=>{"me"=>nil}}', {"data": {"me": None}}),
        ("Array\n(\n [data] => Array\n (\n [0] => Array\n (\n [id] => w 1: a\n [jobWorks] => Array\n (\n )\n )\n )\n)",
         {"data": [{"id": "w 1: a", "jobWorks": []}]}),
        ('array(1) {\n["data"]=>\nobject(stdClass)#3 (2) {\n["id"]=>\nstring(2) "w1"\n["list"]=>\narray(0) {\n}\n}\n}',
         {"data": {"id": "w1", "list": []}}),
        ("{Data:{Me:{Workspaces:[{ID:w-1001 JobWorks:[]}]}} Errors:[]}",
         {"data": {"me": {"workspaces": [{"id": "w-1001", "jobWorks": []}]}}, "errors": []}),
        ("@{me=@{workspaces=@()}}", {"me": {"workspaces": []}}),
    ],
)  # fmt: skip
def test_what_a_console_prints(text: str, expected: Json) -> None:
    """Dumps are read as the value they show; what was not printed is left out, or is an object of nothing."""
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ a: 'Bearer ' + token, b: 'x' + 'y' }", {"b": "xy"}),
        ("{ connectionId: connection1, a: row, b: 12, c: true }", {"b": 12, "c": True}),
        ("{ variables () { return { a: 'x' } } }", {"variables": {"a": "x"}}),
        ("{ document: gql`query Q { me { id } }` }", {"query": "query Q { me { id } }"}),
        ("(ids='a', ids='b')", {"ids": ["a", "b"]}),
    ],
)
def test_only_what_the_text_shows(text: str, expected: Json) -> None:
    """What only running the code would tell is left out, and joined strings are one."""
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ a: 'x', b: [call(), 'y-1'], c: ws.id }", [("b", 0), ("c",)]),
        ("{ 'w': os.environ['WORKSPACE_ID'], 'c': 'c-2' }", [("w",)]),
        ("{ w: getenv('WORKSPACE'), c: ENV.fetch('CONNECTION'), d: current() }", [("w",), ("c",), ("d",)]),
        ("{ ids: ['a'], c: Set['b'], d: array(), w: Some('w-1') }", []),
    ],
)
def test_what_is_left_out_is_told(text: str, expected: list[Path]) -> None:
    """What only running the code would tell has its path; a name that something is looked up by is no value."""
    assert parse_literal(text, 0, len(text)).left_out == expected


def test_a_cut_value_keeps_what_came_before() -> None:
    """A string that does not end breaks the value off; an apostrophe later in the text is not its end."""
    parsed = parse_literal("{ workspaceId: 'w-1', traceId: '8a1c\n\nit's over }", 0, 49)
    assert not parsed.whole
    assert parsed.value == {"workspaceId": "w-1", "traceId": None}


def test_names_stand_for_what_they_were_given() -> None:
    """A name that the script gave a string or a list stands for it."""
    names: dict[str, Value] = {"w": Traced.of("w-1"), "ids": [Traced.of("a-1"), Traced.of("b-2")]}
    text = "{ workspaceId: w, filters: { ids: $ids }, c: other }"
    assert parse_literal(text, 0, len(text), names).value == WANTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [('gql`query { a }`', "query { a }"), ("['a-1', 'b-2']", ["a-1", "b-2"]),
     ("<<~GQL\nquery { a }\nGQL\n", "query { a }"),
     ("connection_860\n", "connection_860")],
)  # fmt: skip
def test_assigned_values(text: str, expected: Json) -> None:
    """A string of any kind, a list, or a word that is an ID."""
    parsed = parse_assigned(text, 0, len(text))
    assert parsed
    assert parsed.value == expected


def test_places_lead_to_the_lines() -> None:
    """Each string knows where it stood."""
    text = "{ a: 'x',\n b: ['y',\n 'z'] }"
    places = parse_literal(text, 0, len(text)).places
    assert {path: text.count("\n", 0, at) for path, at in places.items()} == {("a",): 0, ("b", 0): 1, ("b", 1): 2}


@pytest.mark.parametrize("template", ["{{ ids }}", "${{ env.JOB_WORK_IDS }}", "{{ $json.ids }}", "{{limit}}"])
def test_a_templates_mark_without_quotes_stands_for_a_value(template: str) -> None:
    """What it stands for, only running it would tell: it is no list in a list."""
    text = f'{{"filters": {{"ids": {template}}}}}'
    found = parse_literal(text, 0, len(text))
    assert (found.value, found.left_out) == ({"filters": {}}, [("filters", "ids")])
