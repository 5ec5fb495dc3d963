"""How an exchange with the gateway came out: the contract's word for it (`evidence[].outcome`)."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """The contract's coarser word for the evidence row."""

    OK = "ok"
    PARTIAL = "partial"
    GRAPHQL_ERROR = "graphql-error"
    HTTP_ERROR = "http-error"
    NOT_GRAPHQL = "not-graphql"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
