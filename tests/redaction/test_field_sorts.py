"""The allowlist knows every text of a report: a field that nobody thought of is masked whole, and shows here."""

from __future__ import annotations

import typing

from pydantic import BaseModel

from diagnose.outside import OutsideId, Told
from diagnose.redaction.field_sorts import sort_of_detail, texts_known
from diagnose.report import Report
from diagnose.report_proof import Masked


def models(model: type[BaseModel]) -> set[type[BaseModel]]:
    """Every model that a report is made of."""
    found = {model}
    for field in model.model_fields.values():
        waiting = [field.annotation]
        while waiting:
            part = waiting.pop()
            waiting += typing.get_args(part)
            if isinstance(part, type) and issubclass(part, BaseModel) and part not in found:
                found |= models(part)
    return found


def test_every_text_of_a_report_is_known() -> None:
    unknown = {
        f"{model.__name__}.{name}"
        for model in models(Report) - {Masked}
        for name, field in model.model_fields.items()
        if holds_text(field.annotation) and name not in texts_known(model)
    }
    assert unknown == set(), "say in field_sorts.py what it holds"


def holds_text(annotation: object) -> bool:
    """True for a text, perhaps none, or several; what is free by its form is told by its keys."""
    return annotation is str or (typing.get_origin(annotation) is not dict and str in typing.get_args(annotation))


def test_details_are_told_by_their_keys() -> None:
    assert sort_of_detail("any_other_id") is OutsideId
    assert sort_of_detail("whatever") is Told
