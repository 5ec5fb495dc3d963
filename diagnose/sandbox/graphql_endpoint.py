"""The gateway's HTTP endpoint: one GraphQL request in, one answer out, in a dialect and with faults."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus

from graphql import GraphQLSchema, OperationDefinitionNode
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, Response

from diagnose.sandbox import execution, incoming, replies, spelled_ids
from diagnose.sandbox.bodies import gzipped, json_body, zip_bomb
from diagnose.sandbox.broken_replies import Cut, Dripping, Dropped, OpenConnections
from diagnose.sandbox.dialects import Dialect, Spelling
from diagnose.sandbox.execution import Executed, Prepared
from diagnose.sandbox.faults import Faults
from diagnose.sandbox.incoming import Incoming
from diagnose.sandbox.ledger import Ledger, SeenRequest
from diagnose.sandbox.live_world import LiveWorld
from diagnose.sandbox.request import Request
from diagnose.sandbox.tokens import Mint, TokenState


@dataclass(frozen=True)
class GraphQLEndpoint:
    """Everything that an answer depends on."""

    schema: GraphQLSchema
    world: LiveWorld
    dialect: Dialect
    faults: Faults
    mint: Mint
    api_key: str = field(repr=False)
    ledger: Ledger
    connections: OpenConnections
    now: Callable[[], datetime]
    worker: Executor
    """Executes the documents, one at a time. In the event loop's own thread the very same work takes nearly three
    times as long (measured, Python 3.11), and other connections would wait for it."""

    async def answer(self, http: HttpRequest) -> Response:
        """Answer one HTTP request."""
        self.ledger.began()
        try:
            return await self._answer(http)
        finally:
            self.ledger.ended()

    async def _answer(self, http: HttpRequest) -> Response:
        body = await http.body()
        sent = incoming.read(body, http.headers.get("content-type", ""))
        prepared = execution.prepare(self.schema, sent.query)
        operation = prepared.operation(sent.operation_name)
        name = operation.name.value if operation and operation.name else sent.operation_name
        self.ledger.arrived(_seen(http, name, sent.variables, body))
        faulty = self._is_faulty(operation, name)
        if faulty and (broken := await self._broken()):
            return broken
        if refusal := self._malformed_request(http, sent, len(body)):
            return refusal
        loop = asyncio.get_running_loop()
        outcome = await loop.run_in_executor(self.worker, self._executed, http, sent, prepared, operation)
        return self._sent(http, outcome, faulty=faulty)

    def _is_faulty(self, operation: OperationDefinitionNode | None, name: str | None) -> bool:
        only = self.faults.only_operation
        return execution.is_query(operation) if only is None else name == only

    async def _broken(self) -> Response | None:
        """Return the answer that a fault gives instead of the gateway's, None when it lets the request through."""
        faults, number = self.faults, self.ledger.next_faulty()
        await asyncio.sleep(faults.latency_ms / 1000)
        limited_from = faults.close_connection_first
        failed_from = limited_from + faults.rate_limit_first
        if number <= limited_from:
            return Cut(self.connections)
        if number <= failed_from:
            return replies.rate_limited(faults, self.now())
        if number <= failed_from + faults.fail_first:
            return replies.proxy_error(faults.fail_status)
        if faults.always_status is not None:
            return replies.proxy_error(faults.always_status)
        return HTMLResponse(replies.WEB_SITE) if faults.html_page else None

    def _malformed_request(self, http: HttpRequest, sent: Incoming, size: int) -> Response | None:
        if http.method != "POST":
            error = replies.graphql_error("Use POST", "BAD_REQUEST", HTTPStatus.METHOD_NOT_ALLOWED)
            error.headers["allow"] = "POST"
            return error
        if self.dialect.max_body is not None and size > self.dialect.max_body:
            return replies.proxy_error(413)
        if sent.problem is not None:
            return replies.graphql_error(sent.problem, "BAD_REQUEST", HTTPStatus.BAD_REQUEST)
        return None

    def _executed(
        self, http: HttpRequest, sent: Incoming, prepared: Prepared, operation: OperationDefinitionNode | None
    ) -> Executed | Response:
        token = TokenState.GOOD
        if execution.needs_token(operation):
            token = self.mint.check(_bearer(http), self.now())
        if token is not TokenState.GOOD and (
            refusal := replies.refused_token(self.dialect.refuse_token, expired=token is TokenState.EXPIRED)
        ):
            return refusal
        request = self._request(signed_in=token is TokenState.GOOD)
        variables = self._meant(sent.variables)
        executed = execution.run(self.schema, prepared, request, variables, sent.operation_name)
        self.ledger.mutated(request.mutations)
        if request.forbidden:
            return replies.graphql_error("Forbidden resource", "FORBIDDEN", HTTPStatus.FORBIDDEN)
        return executed

    def _request(self, *, signed_in: bool) -> Request:
        partial = frozenset(_failing_field(path) for path in self.faults.partial)
        return Request(self.world, self.dialect, partial, self._login, signed_in, len(self.ledger.requests))

    def _meant(self, variables: Mapping[str, object]) -> Mapping[str, object]:
        if self.dialect.spelling is Spelling.STORED:
            return variables
        return {name: spelled_ids.stored(value) for name, value in variables.items()}

    def _login(self, api_key: str) -> str | None:
        return self.mint.issue(self.now()) if api_key == self.api_key else None

    def _sent(self, http: HttpRequest, outcome: Executed | Response, *, faulty: bool) -> Response:
        """Put an answer into bytes, broken where a fault says so."""
        if isinstance(outcome, Response):
            return outcome
        faults = self.faults if faulty else Faults()
        body = json_body(spelled_ids.written(outcome.payload, self.dialect.spelling), faults.malformed)
        status = self.dialect.validation_status if outcome.refused else HTTPStatus.OK
        accepts = "gzip" in http.headers.get("accept-encoding", "")
        if faults.zip_bomb is not None or faults.truncated_gzip or (self.dialect.gzip and accepts):
            response = _json_response(_compressed(body, faults), status)
            response.headers["content-encoding"] = "gzip"
        else:
            response = _json_response(body, status)
        if faults.drop_body_after is not None:
            return Dropped(response, faults.drop_body_after)
        if faults.drip is not None:
            return Dripping(response, faults.drip, faults.drip_interval_ms / 1000)
        return response


def _compressed(body: bytes, faults: Faults) -> bytes:
    if faults.zip_bomb is not None:
        return zip_bomb(faults.zip_bomb)
    packed = gzipped(body)
    return packed[: len(packed) // 2] if faults.truncated_gzip else packed


def _json_response(body: bytes, status: int) -> Response:
    return Response(body, status, media_type="application/json")


def _bearer(http: HttpRequest) -> str | None:
    scheme, _, token = http.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _failing_field(path: str) -> tuple[str, str | None]:
    """Split ``jobWorks.jobWorkArtifacts@job_work_456`` into the field that fails and the object that it fails on."""
    dotted, _, key = path.partition("@")
    return dotted.rpartition(".")[2], key or None


def _seen(http: HttpRequest, name: str | None, variables: Mapping[str, object], body: bytes) -> SeenRequest:
    return SeenRequest(name, variables, dict(http.headers), http.method, http.url.path, len(body), body)
