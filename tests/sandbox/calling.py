"""Asking the embedded gateway as a customer's program would: plain httpx, the documented query."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from typing import Self

import httpx

from diagnose.sandbox import Gateway, Scenario, scenario

GET_JOB_WORKS = """
query GetJobWorks(
  $workspaceId: ID!, $connectionId: ID!, $filters: JobWorkFilters, $sortBy: SortBy, $offset: Int, $limit: Int
) {
  me {
    workspaces(filters: { ids: [$workspaceId] }) {
      id
      connections(filters: { ids: [$connectionId] }) {
        id
        jobWorks(filters: $filters, sortBy: $sortBy, offset: $offset, limit: $limit) {
          id
          createdAt
          updatedAt
          workspaceId
          workId
          connectionJobId
          work { id name externalId status tag }
          jobWorkArtifacts {
            id
            artifactId
            workArtifact { id externalId name type status }
          }
        }
      }
    }
  }
}
"""
"""The query as https://docs.filed.com/apis/endpoint/get-job-works prints it (but for a line break)."""

LOGIN = "mutation Login($key: String!) { loginViaPersonalApiToken(token: $key) { accessToken } }"
OPERATION = "query Named { me { id } }"
EVERYTHING = "query Everything { me { id workspaces { id status connections { id status jobWorks { id } } } } }"


def harbour() -> Scenario:
    """The world that most tests look at: connection_790 has six job works."""
    return scenario("healthy")


def document(name: str) -> str:
    """One of the diagnosis' own query documents."""
    return (resources.files("diagnose.gateway") / "documents" / f"{name}.graphql").read_text(encoding="utf-8")


class Caller:
    """Sends GraphQL requests; one connection pool for the length of a test."""

    def __init__(self) -> None:
        self._http = httpx.Client(timeout=10, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def ask(
        self,
        gateway: Gateway,
        query: str = EVERYTHING,
        variables: Mapping[str, object] | None = None,
        *,
        token: str | None = None,
        url: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Send one request, signed in with the gateway's own token unless another (or ``""`` for none) is given."""
        token = gateway.access_token if token is None else token
        sent = {"authorization": f"Bearer {token}"} if token else {}
        body = {"query": query, "variables": dict(variables or {})}
        return self._http.post(url or gateway.url, json=body, headers={**sent, **(headers or {})})

    def job_works(self, gateway: Gateway, **variables: object) -> httpx.Response:
        """Ask the documented query about connection_790 in workspace_310472 (or whatever ``variables`` say)."""
        chain = {"workspaceId": "workspace_310472", "connectionId": "connection_790"}
        return self.ask(gateway, GET_JOB_WORKS, {**chain, **variables})

    def ids(self, gateway: Gateway, **variables: object) -> list[str]:
        """Return the IDs of the job works that the documented query lists."""
        return ids_of(self.job_works(gateway, **variables))


def ids_of(response: httpx.Response) -> list[str]:
    """Return the IDs of the job works in an answer to the documented query."""
    workspaces = response.json()["data"]["me"]["workspaces"]
    return [row["id"] for w in workspaces for c in w["connections"] for row in c["jobWorks"]]


def codes(response: httpx.Response) -> list[str]:
    """Return the error codes of an answer."""
    return [error["extensions"]["code"] for error in response.json()["errors"]]


def raw(gateway: Gateway, query: str) -> tuple[httpx.Headers, bytes]:
    """Return an answer's bytes as they came over the wire, before any decoding."""
    headers = {"authorization": f"Bearer {gateway.access_token}"}
    with (
        httpx.Client(trust_env=False) as http,
        http.stream("POST", gateway.url, json={"query": query}, headers=headers) as answer,
    ):
        return answer.headers, b"".join(answer.iter_raw())
