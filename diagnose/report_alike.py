"""A long report says once what a thousand of its findings have in common.

Ten thousand artifacts that failed for one reason differ in their IDs alone. Written out, each of them takes 1.6 kB;
here it refers to one before it: ``{"id": "F7", "like": "F1", "subject": {…}, "details": {…}}``. What it leaves out is
what that one has, its own ID in the other's place; of ``details`` it has those that differ. A cause is
``{"finding": "F7", "like": "F1"}``, by the same rule, and a request has its own variables and what else differs from an
earlier one of its operation: ``{"id": "E7", "like": "E1", "variables": {…}, "at": …}``. Short reports are written out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final, TypeAlias

__all__ = ["LIKE", "LIKE_CAUSE", "LIKE_EVIDENCE", "LIKE_FINDING", "LONG", "Unlike", "folded", "is_long", "unfolded"]

LIKE: Final = "like"
LONG: Final = 1_000
"""Findings from which on a report is long."""
MOST_UNFOLDED: Final = 512 * 1024 * 1024
"""Characters that a report may grow to when it is read: a reference takes a few, what it stands for may take many."""
LIKE_FINDING: Final = {
    "title": "LikeFinding",
    "description": "In a long report: a finding that is as the one it names, but for its ID, its subject, and what "
    "stands in details; where that one has its own subject's ID, this one has its own.",
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        LIKE: {"type": "string"},
        "subject": {"$ref": "#/$defs/Subject"},
        "details": {"type": "object"},
    },
    "required": ["id", LIKE, "subject"],
    "additionalProperties": False,
}
LIKE_CAUSE: Final = {
    "title": "LikeCause",
    "description": "In a long report: a cause that is as the one of the finding it names, in the same way.",
    "type": "object",
    "properties": {"finding": {"type": "string"}, LIKE: {"type": "string"}},
    "required": ["finding", LIKE],
    "additionalProperties": False,
}
LIKE_EVIDENCE: Final = {
    "title": "LikeEvidence",
    "description": "In a long report: a request that is as the one it names, but for the keys that it has itself; in "
    "curl, its own variables stand in the place of that one's.",
    "type": "object",
    "properties": {"id": {"type": "string"}, LIKE: {"type": "string"}, "variables": {"type": "object"}},
    "required": ["id", LIKE, "variables"],
}
_Item: TypeAlias = dict[str, Any]


class Unlike(ValueError):
    """What is like another cannot be written out: a clause says why."""


def is_long(report: Mapping[str, Any]) -> bool:
    """Tell whether a report's JSON tree is a long one."""
    findings = report.get("findings")
    return isinstance(findings, list) and len(findings) >= LONG


def folded(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return a report's JSON tree as it is written; one with few findings as it is."""
    if not is_long(report):
        return dict(report)
    findings, verdict = report["findings"], report["verdict"]
    return {
        **report,
        "verdict": {**verdict, "causes": _folded(verdict["causes"], partial(_short_cause, _subjects(findings)))},
        "findings": _folded(findings, _short_finding),
        "evidence": _folded(report["evidence"], _short_evidence, "operation"),
    }


def unfolded(report: dict[str, Any]) -> dict[str, Any]:
    """Return the tree of a report that was read back, everything written out: itself where it is so.

    A reference leads to an item before it that is written out. Raises Unlike where something does not fit, or would
    become too long.
    """
    findings, verdict = report.get("findings"), report.get("verdict")
    causes = verdict.get("causes") if isinstance(verdict, dict) else None
    evidence = report.get("evidence")
    if not any(map(_refers, (findings, causes, evidence))):
        return report
    try:
        whole = [*_unfolded(findings or (), "id", {})]
        written = [*_unfolded(causes or (), "finding", _subjects(whole))]
        asked = [*_unfolded(evidence or (), "id", {}, _requested)]
    except (KeyError, TypeError, AttributeError) as error:
        raise Unlike("what is like another finding does not have what it takes") from error
    own = {"evidence": asked} if evidence else {}
    return {**report, "findings": whole, **own, **({"verdict": {**verdict, "causes": written}} if verdict else {})}


def _refers(items: object) -> bool:
    return isinstance(items, list) and any(isinstance(item, dict) and LIKE in item for item in items)


def _subjects(findings: Iterable[_Item]) -> dict[object, object]:
    return {finding["id"]: finding["subject"] for finding in findings}


def _folded(items: Iterable[_Item], short: Callable[[_Item, _Item], _Item | None], kind: str = "code") -> list[_Item]:
    """Fold each item onto the last one of its kind, such as its code, that is written out."""
    written: list[_Item] = []
    models: dict[object, _Item] = {}
    for item in items:
        model = models.get(item[kind])
        brief = short(item, model) if model else None
        if brief is None:
            models[item[kind]] = item
        written.append(item if brief is None else brief)
    return written


def _short_finding(item: _Item, model: _Item) -> _Item | None:
    alike, details = _alike(model, item), _differing(item["details"], _alike(model, item)["details"])
    if details is None or any(item[key] != alike[key] for key in item if key not in {"id", "subject", "details"}):
        return None
    return {
        "id": item["id"],
        LIKE: model["id"],
        "subject": item["subject"],
        **({"details": details} if details else {}),
    }


def _short_cause(subjects: Mapping[object, object], item: _Item, model: _Item) -> _Item | None:
    alike = _alike(model, item)
    same = all(item[key] == alike[key] for key in item if key not in {"finding", "subject"})
    if not same or item["subject"] != subjects.get(item["finding"]):
        return None
    return {"finding": item["finding"], LIKE: model["finding"]}


def _short_evidence(item: _Item, model: _Item) -> _Item | None:
    if item.keys() != model.keys():
        return None
    alike = _requested(model, {"id": item["id"], "variables": item["variables"]})
    return {"id": item["id"], LIKE: model["id"], "variables": item["variables"], **(_differing(item, alike) or {})}


def _requested(model: _Item, item: _Item) -> _Item:
    """Return the request that an item stands for, the keys that both have being its own."""
    before, after = _in_curl(model["variables"]), _in_curl(item["variables"])
    own = {key: value for key, value in item.items() if key != LIKE}
    return {**model, "curl": model["curl"].replace(before, after, 1), "id": None, "variables": None, **own}


def _in_curl(variables: Any) -> str:
    return json.dumps(variables, separators=(",", ":")).replace("'", "\\u0027")


def _differing(details: _Item, alike: _Item) -> _Item | None:
    """Return the details that are not as they are expected; None where keys differ."""
    if details.keys() != alike.keys():
        return None
    return {key: value for key, value in details.items() if value != alike[key]}


def _alike(model: _Item, item: _Item) -> _Item:
    """Return the model with the item's own ID in the place of the model's."""
    before, after = model["subject"], item["subject"]
    if before["kind"] != after["kind"] or not before["id"]:
        return {**model, "code": None}  # no item is like that
    return {key: _replaced(value, before["id"], after["id"]) for key, value in model.items()}


def _replaced(value: Any, before: str, after: str) -> Any:
    match value:
        case str():
            return value.replace(before, after)
        case list():
            return [_replaced(item, before, after) for item in value]
        case dict():
            return {key: _replaced(item, before, after) for key, item in value.items()}
        case _:
            return value


def _unfolded(
    items: Iterable[Any],
    name: str,
    subjects: Mapping[object, object],
    whole: Callable[[_Item, _Item], _Item] | None = None,
) -> Iterator[_Item]:
    written: dict[object, _Item] = {}
    room = MOST_UNFOLDED
    for item in items:
        if LIKE not in item:
            written[item[name]] = item
            yield item
            continue
        model = written.get(item[LIKE])
        if model is None:
            raise Unlike(f"{item[name]} is like {item[LIKE]}, which is not written out before it")
        own = {"subject": subjects.get(item[name]), **item} if subjects else item
        room -= _size(model, own)
        if room < 0:
            raise Unlike("written out, it would be too long")
        yield (whole or _whole)(model, own)


def _whole(model: _Item, item: _Item) -> _Item:
    alike = _alike(model, item)
    details = {"details": {**alike["details"], **item.get("details", {})}} if "details" in alike else {}
    return {**alike, **{key: value for key, value in item.items() if key not in {LIKE, "details"}}, **details}


def _size(model: _Item, item: _Item) -> int:
    """Return the characters of an item that is written out, at most: IDs may be longer than those they stand for."""
    text = json.dumps(model)
    if "subject" not in model:  # a request, whose variables stand in it twice
        return len(text) + 2 * len(json.dumps(item))
    before, after = str(model["subject"]["id"]), str(item["subject"]["id"])
    return len(text) + text.count(before) * len(after)
