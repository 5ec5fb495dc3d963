"""Answers by an allowlist of fields, the customer's JSON by what rules read; types and lengths as they were."""

from __future__ import annotations

from diagnose.capsule.veiled_json import veiled_answer, veiled_json, veiled_question
from diagnose.json_value import Json
from tests.capsule.veils import OPEN, TOKEN, veil


def answer(artifact: dict[str, Json]) -> Json:
    return {
        "me": {"workspaces": [{"connections": [{"jobWorks": [{"jobWorkArtifacts": [{"workArtifact": artifact}]}]}]}]}
    }


def test_only_what_our_questions_select_stays() -> None:
    data: Json = {"me": {"workspaces": [{"id": "connection_790", "name": "Weatherby LLC", "owner": {"id": "x"}}]}}
    assert veiled_answer(data, veil()) == {"me": {"workspaces": [{"id": "connection_790"}]}}
    assert veiled_answer(data, OPEN) == {"me": {"workspaces": [{"id": "connection_790"}]}}


def test_an_address_is_there_or_not_and_a_date_one_or_none() -> None:
    given = answer(
        {"uploadedUrl": f"https://files.example/?sig={TOKEN}", "createdAt": "Ann's birthday", "updatedAt": ""}
    )
    told = answer({"uploadedUrl": "left out", "createdAt": "left out", "updatedAt": "left out"})
    assert veiled_answer(given, veil()) == veiled_answer(given, OPEN) == told
    empty = answer({"uploadedUrl": "", "createdAt": "2026-11-25T09:30:00Z"})
    assert veiled_answer(empty, veil()) == empty


def test_what_is_of_the_wrong_type_stays_of_that_type() -> None:
    """It is what the rules complain of."""
    given: Json = {
        "me": {"workspaces": [{"id": [1], "connections": "Ann Weatherby", "status": {"a": 1}}, 7, None, "Ann"]}
    }
    told: Json = {"me": {"workspaces": [{"id": [], "connections": "x" * 13, "status": {}}, 0, None, "xxx"]}}
    assert veiled_answer(given, veil()) == told
    assert veiled_answer({"me": {"workspaces": [{"id": 789}, {"id": 219098765}]}}, veil()) == {
        "me": {"workspaces": [{"id": 789}, {"id": "id-1"}]}
    }


def test_of_metadata_what_an_error_says_is_scrubbed_and_the_rest_an_alias() -> None:
    metadata: Json = {"error": "403 Forbidden for Ann Weatherby", "client": "Ann's own file", "weatherbyError": "gone"}
    assert veiled_answer(answer({"metadata": metadata}), veil()) == answer(
        {"metadata": {"error": "403 Forbidden for person-1", "client": "text-1", "operation-1-error": "gone"}}
    )
    assert veiled_answer(answer({"metadata": metadata}), OPEN) == answer({"metadata": metadata})
    large = veiled_answer(answer({"metadata": {"error": "x" * 5_000}}), veil())
    assert large == answer({"metadata": "an object, too large to keep"})


def test_in_our_own_questions_all_texts_are_ids() -> None:
    given: dict[str, Json] = {"jobWorks": {"ids": ["weatherby-1", "connection_790"]}, "limit": 5, "withByWork": False}
    told = {"jobWorks": {"ids": ["id-1", "connection_790"]}, "limit": 5, "withByWork": False}
    assert veiled_question(given, veil()) == told


def test_the_customers_json_by_its_keys() -> None:
    given: Json = {
        "data": {"weatherby": [{"id": "connection_790", "externalId": "weatherby-9", "status": "completed"}]},
        "errors": [{"message": "no, Ann Weatherby", "path": ["weatherby", 0], "extensions": {"code": "FORBIDDEN"}}],
        "note": "call Ann on Monday",
        "limit": "10",
    }
    assert veiled_json(given, veil()) == {
        "data": {"operation-1": [{"id": "connection_790", "externalId": "external-id-1", "status": "completed"}]},
        "errors": [{"message": "no, person-1", "path": ["operation-1", 0], "extensions": {"code": "FORBIDDEN"}}],
        "note": "text-1",
        "limit": "10",
    }


def test_what_nests_too_deep_is_left_out() -> None:
    deep: Json = "Ann"
    for _ in range(5_000):
        deep = [deep]
    for veiled in (veiled_json, veiled_answer):
        told, depth = veiled(deep, veil()), 0
        while isinstance(told, list):
            told, depth = told[0], depth + 1
        assert told is None
        assert depth < 100  # what strict readers of JSON take
