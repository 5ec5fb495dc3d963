"""A customer's query out of nothing but its text, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from diagnose.customer.exchanges import exchanges
from diagnose.customer.query import CustomerQuery, queries_of
from diagnose.intake.model import CustomerRequest, Reading, SavedResponse
from diagnose.json_value import Json


def request(
    document: str | None, variables: Mapping[str, Json] | None = None, operation_name: str | None = None
) -> CustomerRequest:
    """A request of the customer's."""
    return CustomerRequest(document, variables or {}, "t", 1, "json-request", operation_name)


def reading(asked: CustomerRequest, response: SavedResponse | None = None) -> Reading:
    """A ticket with one request, and its response."""
    if response is None:
        return Reading(requests=(asked,))
    return Reading(requests=(replace(asked, response=0),), responses=(response,))


def query_of(
    document: str, variables: Mapping[str, Json] | None = None, operation_name: str | None = None
) -> CustomerQuery:
    """The query that a request with this document is."""
    (query,) = queries_of(exchanges(reading(request(document, variables, operation_name))))
    return query
