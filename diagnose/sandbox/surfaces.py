"""What else may stand at an address that somebody takes for the gateway."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from importlib import resources

from graphql import GraphQLSchema, build_schema, execute_sync
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, RedirectResponse, Response

from diagnose.sandbox import execution, incoming, replies
from diagnose.sandbox.bodies import json_body
from diagnose.sandbox.ledger import Ledger, SeenRequest

ELSEWHERE = "https://www.filed.example/developers"
"""Where the redirecting address points; nothing follows it."""


@cache
def router_schema() -> GraphQLSchema:
    """Build the newer router's schema once."""
    return build_schema((resources.files("diagnose.sandbox") / "router.graphql").read_text(encoding="utf-8"))


class Surfaces:
    """The other addresses of the server; each request is kept in the ledger like the gateway's."""

    def __init__(self, ledger: Ledger, validation_status: int) -> None:
        self._ledger = ledger
        self._validation_status = validation_status

    async def router(self, http: HttpRequest) -> Response:
        """Answer as the newer router does: whoever asks is nobody there."""
        sent = await self._received(http)
        if sent.problem is not None:
            return replies.graphql_error(sent.problem, "BAD_REQUEST", HTTPStatus.BAD_REQUEST)
        prepared = execution.prepare(router_schema(), sent.query)
        if prepared.document is None or prepared.errors:
            body = json_body({"errors": [error.formatted for error in prepared.errors]})
            return Response(body, self._validation_status, media_type="application/json")
        root = {"health": {"id": "health", "ai": True, "platform": True}, "me": None}
        result = execute_sync(router_schema(), prepared.document, root, variable_values=dict(sent.variables))
        return Response(json_body(result.formatted), media_type="application/json")

    async def html(self, http: HttpRequest) -> Response:
        """Answer with a web site's page."""
        await self._received(http)
        return HTMLResponse(replies.WEB_SITE)

    async def other_json(self, http: HttpRequest) -> Response:
        """Answer as some other JSON service."""
        await self._received(http)
        return Response(replies.OTHER_JSON, media_type="application/json")

    async def redirect(self, http: HttpRequest) -> Response:
        """Send the caller somewhere else."""
        await self._received(http)
        return RedirectResponse(ELSEWHERE, 301)

    async def sign_in(self, http: HttpRequest) -> Response:
        """Answer with the sign-in page."""
        await self._received(http)
        return HTMLResponse(replies.SIGN_IN_PAGE)

    async def _received(self, http: HttpRequest) -> incoming.Incoming:
        body = await http.body()
        sent = incoming.read(body, http.headers.get("content-type", ""))
        seen = SeenRequest(
            sent.operation_name, sent.variables, dict(http.headers), http.method, http.url.path, len(body), body
        )
        self._ledger.arrived(seen)
        return sent
