"""Gateways that take an ID in any spelling and answer in their own: what they were asked for is then known by that one.

So a question in the ticket's spelling need not be asked again in the gateway's, and what it proves is proven of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from diagnose.gateway.exchange import Question
from diagnose.ids import Kind, identity, spellings
from diagnose.investigation.known.facts import Look
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.looks import Looks
from diagnose.json_value import Json, with_texts


def in_own_spelling(live: Knowledge) -> Knowledge:
    """Return what is known with every ID that was asked for as the gateway spells it, where any spelling will do.

    A gateway that tells spellings apart shows it by an empty list where the ID lives: then nothing is changed.
    """
    other = dict(_spelled_otherwise(live))
    looks = live.looks.every
    if not any(_takes(look, other) for look in looks) or any(live.lacks_at_home(look, other) for look in looks):
        return live
    respelled = (_respelled(look, other) if look.asked & other.keys() else look for look in looks)
    asked = {_asked_as(answer.question, other) for _, answer in live.answers}
    return replace(live, looks=Looks(tuple(respelled)), asked=live.asked | asked)


def _spelled_otherwise(live: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield the IDs that were asked for in another spelling than they have, each with the gateway's."""
    wanted: dict[Kind, set[str]] = {}
    for look in live.looks:
        if look.by is not None:
            strange = (some_id for some_id in look.asked if not live.lives(look.by, some_id))
            wanted.setdefault(look.by, set()).update(some_id for some_id in strange if len(spellings(some_id)) > 1)
    for kind, strangers in wanted.items():
        own = live.spelled_as((*Kind, kind)) if strangers else {}
        yield from ((some_id, own[identity(some_id)]) for some_id in strangers if identity(some_id) in own)


def _takes(look: Look, other: Mapping[str, str]) -> bool:
    """True when rows came though nothing was asked for in the gateway's own spelling."""
    return bool(look.rows and look.asked) and look.asked <= other.keys()


def _respelled(look: Look, other: Mapping[str, str]) -> Look:
    return replace(look, asked=frozenset(other.get(some_id, some_id) for some_id in look.asked))


def _asked_as(question: Question, other: Mapping[str, str]) -> str:
    """The key of the question as it would be asked in the gateway's spelling."""
    variables: dict[str, Json] = {
        name: with_texts(value, lambda text: other.get(text, text)) for name, value in question.variables.items()
    }
    return Question(question.operation, variables).key
