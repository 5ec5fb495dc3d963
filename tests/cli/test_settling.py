"""Asking until the artifacts have settled, over real HTTP; only the clock and the pause are handed in."""

from __future__ import annotations

import io
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

import pytest
from rich.console import Console

from diagnose.cli.options import Words
from diagnose.cli.settling import FLOOR, Watch, Watched, pausing, statuses, until_settled, waits_for
from diagnose.diagnosis import Diagnosis, diagnose
from diagnose.gateway.credentials import ApiKey
from diagnose.rehearsal import settings_for, ticket_of
from diagnose.report import Report
from diagnose.sandbox import Gateway, scenario, serve
from diagnose.secrets import Secret
from diagnose.stopping import Stop
from tests.cli.calling import Desk
from tests.diagnosis.playing import ALL, played

WAITING = waits_for(ALL)


@dataclass
class Room:
    """Gateways that stand for one whose artifacts go on, a clock, and what was waited."""

    gateways: list[Gateway]
    stop: Stop = field(default_factory=Stop)
    clock: float = 0.0
    pauses: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    stop_at_look: int | None = None
    """1: in the pause after the first; 2: while the second is under way."""

    def look(self, before: Diagnosis | None) -> Diagnosis:
        gateway = self.gateways[min(len(self.pauses), len(self.gateways) - 1)]
        settings = settings_for(gateway)
        if before and isinstance(before.again, ApiKey):
            settings = replace(settings, credential=before.again)
        self.clock += 0.1
        if before and self.stop_at_look == 2:
            self.stop.request(signal.SIGINT)
        return diagnose(ticket_of(gateway.scenario), settings, ALL, run_id="run", environ={}, stop=self.stop)

    def pause(self, report: Report, seconds: float) -> None:
        self.clock += seconds
        self.pauses.append(round(seconds, 1))
        self.told.append(statuses(report))
        if self.stop_at_look == 1:
            self.stop.request(signal.SIGINT)

    def settled(self, seconds: float) -> Watched:
        return until_settled(self.look, WAITING, Watch(seconds, self.pause, lambda: self.clock), self.stop)


@pytest.fixture(scope="module")
def serving() -> Iterator[Callable[..., list[Gateway]]]:
    with ExitStack() as stack:
        running: dict[str, Gateway] = {}

        def gateways(*names: str) -> list[Gateway]:
            for name in names:
                if name not in running:
                    running[name] = stack.enter_context(serve(scenario(name)))
            return [running[name] for name in names]

        yield gateways


def test_it_asks_until_nothing_is_pending(serving: Callable[..., list[Gateway]]) -> None:
    """The last round is what is reported; the pauses grow, and each says what is waited for."""
    room = Room(serving("artifact-pending", "artifact-pending", "artifact-pending", "healthy"))
    came = room.settled(600)
    assert not came.ran_out
    assert came.last.report.verdict.status == "healthy"
    assert room.pauses == [5, 7.5, 11.2]
    assert room.told[0] == "Artifacts: 2 completed · 1 pending"


def test_stuck_counts_as_settled(serving: Callable[..., list[Gateway]]) -> None:
    """What will not end by itself is reported."""
    came = Room(serving("artifact-pending", "artifact-stuck")).settled(600)
    assert [cause.code for cause in came.last.report.verdict.causes] == ["artifact-stuck"]
    assert not came.ran_out


def test_the_last_look_is_at_the_end_of_the_time(serving: Callable[..., list[Gateway]]) -> None:
    """No two rounds are closer than five seconds, and none begins after the end."""
    room = Room(serving("artifact-pending"))
    came = room.settled(20)
    assert came.ran_out
    assert came.last.report.verdict.status == "warning"
    assert min(room.pauses) >= FLOOR
    assert 19 < sum(room.pauses) + 0.1 * len(room.pauses) <= 20


@pytest.mark.parametrize("name", ["wrong-connection", "token-expired", "artifact-failed", "healthy", "tie"])
def test_nothing_else_is_waited_for(name: str) -> None:
    """What would be the same after a wait, and what could not be looked at, is reported at once."""
    assert not WAITING(played(name))


def test_a_failed_artifact_does_not_end_the_wait_for_another() -> None:
    """Settled is when no artifact is pending; a wrong ID beside it is told at once."""
    pending, failed = played("artifact-pending"), played("artifact-failed")
    both = failed.model_copy(
        update={"verdict": failed.verdict.model_copy(
            update={"causes": (*failed.verdict.causes, *pending.verdict.causes)})}
    )  # fmt: skip
    wrong = both.model_copy(
        update={"verdict": both.verdict.model_copy(
            update={"causes": (*played("wrong-connection").verdict.causes, *both.verdict.causes)})}
    )  # fmt: skip
    assert WAITING(both)
    assert not WAITING(wrong)


@pytest.mark.parametrize("looks", [1, 2])
def test_a_wish_to_stop_leaves_the_last_whole_round(serving: Callable[..., list[Gateway]], looks: int) -> None:
    """In the pause and in the round after it: marked as interrupted, with all that the round before saw."""
    room = Room(serving("artifact-pending"), stop_at_look=looks)
    report = room.settled(600).last.report
    assert len(room.pauses) == 1
    assert report.run.interrupted
    assert [cause.code for cause in report.verdict.causes] == ["artifact-pending"]


def test_a_key_is_exchanged_once_and_again_only_when_its_token_has_expired(
    serving: Callable[..., list[Gateway]],
) -> None:
    """Each round asks with the token of the one before; one that was refused is replaced by means of the key."""
    (gateway,) = serving("artifact-pending")
    before = len(gateway.requests)
    key = Secret(gateway.api_key, "API key")
    settings = replace(settings_for(gateway), credential=ApiKey(key))
    logins = []
    for _ in range(3):
        done = diagnose(ticket_of(gateway.scenario), settings, ALL, run_id="run", environ={})
        logins.append(done.report.run.requests)
        assert done.again is not None
        settings = replace(settings, credential=done.again)
    assert logins == [2, 1, 1]
    stale = replace(settings, credential=ApiKey(key, Secret(gateway.refused, "access token")))
    done = diagnose(ticket_of(gateway.scenario), stale, ALL, run_id="run", environ={})
    assert [cause.code for cause in done.report.verdict.causes] == ["artifact-pending"]
    assert sum(each.operation == "LoginViaPersonalApiToken" for each in gateway.requests[before:]) == 2


def test_the_option_and_its_exit_codes(desk: Desk, serving: Callable[..., list[Gateway]]) -> None:
    """Time that is up before a second round: the state, and 3; settled at once: the verdict's own."""
    pending, healthy = serving("artifact-pending", "healthy")
    said = desk.run(pending, "--until-settled", "1s", "--json", "r.json")
    assert said.code == 3
    assert "had not settled" in said.err
    assert desk.run(healthy, "--until-settled", "1s", "--json", "r.json").code == 0
    assert "not both" in desk.run(healthy, "--until-settled", "1s", "--offline").one_sentence()


def test_a_wish_to_stop_ends_the_pause() -> None:
    """Ten minutes end within a moment; in a pipe nothing is said of them, with -v one line."""
    for verbose in (False, True):
        stop, said = Stop(), io.StringIO()
        ended = threading.Timer(0.05, stop.request, (signal.SIGTERM,))
        ended.start()
        pausing(Console(file=said), Words(quiet=False, verbose=verbose), stop)(played("artifact-pending"), 600.0)
        ended.join()
        assert said.getvalue() == ("Artifacts: 2 completed · 1 pending; asking again in 600 s\n" if verbose else "")


def test_a_terminal_shows_one_line() -> None:
    """With the statuses, and how long it still takes."""
    said = io.StringIO()
    console = Console(file=said, force_terminal=True, width=100)
    pausing(console, Words(quiet=False, verbose=False), Stop())(played("artifact-pending"), 0.05)
    assert "Artifacts: 2 completed · 1 pending; asking again in" in said.getvalue()
    assert said.getvalue().count("\n") == 1
