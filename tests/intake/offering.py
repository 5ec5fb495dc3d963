"""Offering a text to one form alone, as the scanner would, for tests."""

from __future__ import annotations

from diagnose.intake.content.form import Claim, JsonForm, JsonPart, Part, Stretch, StretchForm, Vain
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import Remark, RequestSeen, SecretSeen, Sighting
from diagnose.intake.model import CustomerRequest
from diagnose.intake.shell.powershell import Value
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json


def offered(form: StretchForm, text: str, assigned: dict[str, Value] | None = None) -> Claim | Vain | None:
    """What the form makes of the first place where it may begin; AssertionError when there is none."""
    source, match = Traced.of(text), form.looks_like.search(text)
    assert match is not None, f"{form.name} is offered nothing of {text!r}"
    return form.read(Stretch(source, match.start(), match.end(), 100_000, assigned or {}))


def claimed(form: StretchForm, text: str, assigned: dict[str, Value] | None = None) -> tuple[Sighting | Part, ...]:
    """What the form found in what it claims."""
    claim = offered(form, text, assigned)
    assert isinstance(claim, Claim), claim
    return claim.found


def read_value(form: JsonForm, value: Json) -> list[Sighting | Part]:
    """What the form reads in a value that stands on line 3."""
    part = JsonPart(value, Lines(3), 100)
    assert form.looks_like(part)
    return list(form.read(part))


def request_in(found: tuple[Sighting | Part, ...]) -> CustomerRequest:
    """The one request among what was found."""
    (seen,) = (item for item in found if isinstance(item, RequestSeen))
    return seen.request


def remarks_in(found: tuple[Sighting | Part, ...]) -> list[str]:
    """What is remarked, in order."""
    return [item.text for item in found if isinstance(item, Remark)]


def secrets_in(found: tuple[Sighting | Part, ...]) -> list[str]:
    """The values of the secrets, in order."""
    return [item.value for item in found if isinstance(item, SecretSeen)]
