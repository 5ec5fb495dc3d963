"""What causes rest on: every step of a proof follows from the facts that the report itself holds."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from diagnose.report import Certainty
from diagnose.sandbox import Dialect, scenario_names
from tests.diagnosis.playing import played
from tests.diagnosis.test_no_false_claims import GENERATED, names_something, report_of
from tests.diagnosis.worlds import dialects, scenario_for, tickets, worlds
from tests.verifying.failing import loose_ends


@pytest.mark.parametrize("name", scenario_names())
def test_every_step_follows_from_the_facts_of_its_evidence(name: str) -> None:
    """No step names an answer that does not show it, whatever the scenario."""
    assert loose_ends(played(name)) == []


@pytest.mark.parametrize("name", scenario_names())
def test_a_tie_has_a_rival_and_a_proof_has_steps(name: str) -> None:
    """Certainty is earned: proven by at least one answer, tied with at least one other explanation."""
    for cause in played(name).verdict.causes:
        assert bool(cause.rivals) or cause.certainty is not Certainty.TIED, cause.code
        assert bool(cause.proof) or cause.certainty is not Certainty.PROVEN, cause.code


@settings(GENERATED)
@given(st.data())
def test_proofs_follow_in_any_world(data: st.DataObject) -> None:
    """Also where the gateway caps, refuses and answers in its own way."""
    world = data.draw(worlds())
    ticket = data.draw(tickets(world))
    assume(names_something(ticket))
    report = report_of(scenario_for(world, ticket), data.draw(dialects | st.just(Dialect())))
    assert loose_ends(report) == []
