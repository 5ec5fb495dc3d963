"""A small world, and what an investigation of a ticket learns of it from the embedded gateway."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from diagnose.gateway.client import GatewayClient
from diagnose.gateway.exchange import Answer, Asker, Attempt, GraphQLError, Question, Reception
from diagnose.investigation.asking.investigate import Investigation, investigate
from diagnose.investigation.known.bounds import Reach
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.json_value import Json
from diagnose.rehearsal import settings_for, ticket_of
from diagnose.sandbox import DIALECTS, ScenarioTicket, serve
from diagnose.sandbox.world import World, WorldArtifact, WorldConnection, WorldJobWork, WorldWorkspace
from tests.diagnosis.worlds import scenario_for

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def job_work(number: int, job: str) -> WorldJobWork:
    artifact = WorldArtifact(f"artifact_{number}", f"file-{number}")
    return WorldJobWork(f"jw_{number}", f"work_9{number}", job, external_id=f"client-{number}", artifacts=(artifact,))


WORLD = World(
    (
        WorldWorkspace(
            "ws_100",
            "Firm A",
            connections=(
                WorldConnection(
                    "conn_500", job_works=(job_work(11, "job_1"), job_work(12, "job_1"), job_work(13, "job_2"))
                ),
                WorldConnection("conn_733", job_works=(job_work(21, "job_3"), job_work(22, "job_3"))),
            ),
        ),
        WorldWorkspace(
            "ws_277",
            "Firm B",
            connections=(WorldConnection("conn_961", job_works=(job_work(31, "job_7"), job_work(32, "job_7"))),),
        ),
    )
)


@dataclass
class Found:
    """What came of it: the case at the end, and the questions of each round."""

    investigation: Investigation
    case: CaseFile
    rounds: list[tuple[Question, ...]] = field(default_factory=list)

    @property
    def operations(self) -> list[list[str]]:
        """The operations of each round, each once."""
        return [sorted({question.operation for question in questions}) for questions in self.rounds]


@dataclass
class Backwards:
    """Hands over the answers to what is asked side by side in the opposite order: the last question's first."""

    asker: Asker
    under_way: list[asyncio.Event] = field(default_factory=list)

    async def ask(self, question: Question) -> Answer:
        last = asyncio.Event()
        self.under_way.append(last)
        received = await self.asker.ask(question)
        if self.under_way[-1] is not last:
            await last.wait()
        self.under_way.pop()
        if self.under_way:
            self.under_way[-1].set()
        return received


def investigated(
    ticket: ScenarioTicket,
    *,
    world: World = WORLD,
    dialect: str | None = None,
    reach: Reach | None = None,
    through: Callable[[Asker], Asker] = lambda asker: asker,
) -> Found:
    """Investigate a ticket against the real gateway, over HTTP on loopback."""
    scenario = scenario_for(world, ticket)
    rounds: list[tuple[Question, ...]] = []

    async def ask() -> Investigation:
        into = Investigation()
        with serve(scenario, dialect=DIALECTS[dialect] if dialect else None) as gateway:
            settings = settings_for(gateway)
            assert settings.credential is not None
            async with GatewayClient(settings.endpoint, settings.credential, source_platform="t", environ={}) as client:
                asker = through(client)
                await investigate(named, asker, reach or Reach(), into, lambda now: rounds.append(now.pending))
        return into

    named = ticket_of(scenario)
    found = asyncio.run(ask())
    return Found(found, found.case(named), rounds)


def answer(
    question: Question,
    data: Json = None,
    *errors: GraphQLError,
    reception: Reception | None = None,
    detail: str | None = None,
) -> Answer:
    """An answer as the gateway's client hands it over."""
    came = reception or (Reception.PARTIAL if errors else Reception.OK)
    return Answer(question, came, (Attempt(NOW, 1.0, came, 200),), data, errors, "HTTP 200", detail)
