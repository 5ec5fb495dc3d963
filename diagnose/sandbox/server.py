"""The embedded gateway's server: uvicorn in a thread with its own event loop, on loopback."""

from __future__ import annotations

import asyncio
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from diagnose.sandbox.broken_replies import OpenConnections
from diagnose.sandbox.clock import DatedApp
from diagnose.sandbox.dialects import Dialect
from diagnose.sandbox.errors import SandboxUnavailable
from diagnose.sandbox.faults import Faults
from diagnose.sandbox.graphql_endpoint import GraphQLEndpoint
from diagnose.sandbox.ledger import Ledger
from diagnose.sandbox.live_world import live_world
from diagnose.sandbox.running_gateway import Gateway
from diagnose.sandbox.scenario_model import Credentials, Destination, Scenario
from diagnose.sandbox.schema import executable_schema
from diagnose.sandbox.surfaces import Surfaces
from diagnose.sandbox.tokens import Mint

HOST = "127.0.0.1"
_STOPPED_WITHIN = 10.0
"""Seconds; stopping takes milliseconds."""
_TURNS = 5
"""Turns of the event loop in which a connection that was accepted becomes one that is known."""
_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]


class _Server(uvicorn.Server):
    """Tells when it listens, stops at once when told to."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()
        self._stop = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets=sockets)
        self.listening.set()

    async def main_loop(self) -> None:
        await self._stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for _ in range(_TURNS):  # a connection that was accepted just now is not among the others yet
            await asyncio.sleep(0)
        for connection in list(self.server_state.connections):
            connection.shutdown()
        for task in list(self.server_state.tasks):
            task.cancel()
        await asyncio.gather(*self.server_state.tasks, return_exceptions=True)
        await asyncio.sleep(0)

    def stop(self) -> None:
        """Ask it to stop, from another thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stop.set)


@contextmanager
def running(
    scenario: Scenario, *, port: int, dialect: Dialect | None, faults: Faults | None, now: Callable[[], datetime]
) -> Iterator[Gateway]:
    """Serve a scenario until the block ends; SandboxUnavailable when the port is taken."""
    scenario = replace(scenario, dialect=dialect or scenario.dialect, faults=faults or scenario.faults)
    mint = Mint(secrets.token_bytes(32), scenario.faults.expire_token_after)
    api_key = f"filed_sandbox_key_{secrets.token_hex(8)}"
    ledger = Ledger()
    with ExitStack() as stack:
        listener = stack.enter_context(closing(_bound(port)))
        base = f"http://{HOST}:{listener.getsockname()[1]}"
        worker = stack.enter_context(ThreadPoolExecutor(1, "diagnose-sandbox-worker"))
        endpoint = _endpoint(scenario, mint, api_key, ledger, now, worker)
        app = DatedApp(_app(endpoint, Surfaces(ledger, scenario.dialect.validation_status)), now)
        stack.enter_context(_thread(app, endpoint.connections, listener))
        yield Gateway(
            scenario=scenario,
            url=f"{base}/graphql",
            client_url=_client_url(scenario.endpoint, base, stack),
            access_token=mint.issue(now()),
            api_key=api_key,
            refused=_refused(scenario.credentials, mint, now()),
            _ledger=ledger,
        )


def _endpoint(
    scenario: Scenario, mint: Mint, api_key: str, ledger: Ledger, now: Callable[[], datetime], worker: Executor
) -> GraphQLEndpoint:
    dialect = scenario.dialect
    return GraphQLEndpoint(
        schema=executable_schema(bubbling=dialect.me_null_bubbles, work_filter=not dialect.no_work_filter),
        world=live_world(scenario.world, now(), shout=dialect.uppercase_statuses),
        dialect=dialect,
        faults=scenario.faults,
        mint=mint,
        api_key=api_key,
        ledger=ledger,
        connections=OpenConnections(),
        now=now,
        worker=worker,
    )


def _app(endpoint: GraphQLEndpoint, surfaces: Surfaces) -> Starlette:
    handlers = {
        "/graphql": endpoint.answer,
        "/router/graphql": surfaces.router,
        "/html/graphql": surfaces.html,
        "/other-json/graphql": surfaces.other_json,
        "/redirect/graphql": surfaces.redirect,
        "/sign-in": surfaces.sign_in,
    }
    return Starlette(routes=[Route(path, handler, methods=_METHODS) for path, handler in handlers.items()])


@contextmanager
def _thread(app: DatedApp, connections: OpenConnections, listener: socket.socket) -> Iterator[None]:
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http=connections.protocol(),
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=60,
    )
    server = _Server(config)
    thread = threading.Thread(
        target=lambda: asyncio.run(server.serve([listener])), name="diagnose-sandbox", daemon=True
    )
    thread.start()
    try:
        while not server.listening.wait(0.05):
            if not thread.is_alive():
                raise SandboxUnavailable("The embedded gateway did not start.")
        yield
    finally:
        server.stop()
        thread.join(_STOPPED_WITHIN)


def _bound(port: int) -> socket.socket:
    # The protocol is named because asyncio switches Nagle's algorithm off only for sockets that name it.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except (OSError, OverflowError) as problem:
        listener.close()
        reason = getattr(problem, "strerror", None) or str(problem)
        raise SandboxUnavailable(f"Port {port} on {HOST} cannot be used: {reason}.") from problem
    return listener


def _client_url(endpoint: Destination, base: str, stack: ExitStack) -> str:
    match endpoint:
        case Destination.GATEWAY:
            return f"{base}/graphql"
        case Destination.CLOSED_PORT:
            # Bound but never listening: connections are refused, and nobody else can take the port meanwhile.
            held = stack.enter_context(closing(_bound(0)))
            return f"http://{HOST}:{held.getsockname()[1]}/graphql"
        case Destination.ROUTER | Destination.HTML | Destination.OTHER_JSON | Destination.REDIRECT:
            return f"{base}/{endpoint.value}/graphql"


def _refused(credentials: Credentials, mint: Mint, now: datetime) -> str:
    match credentials:
        case Credentials.EXPIRED_TOKEN:
            return mint.issue(now, lifetime=timedelta(hours=-2))
        case Credentials.REJECTED_API_KEY:
            return "filed_sandbox_key_that_was_revoked"
        case _:
            return Mint(secrets.token_bytes(32)).issue(now)
