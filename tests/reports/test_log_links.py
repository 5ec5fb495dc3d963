"""Links to logs: whole and encoded, or not there."""

from __future__ import annotations

from diagnose.outcome import Outcome
from diagnose_reports.html import render
from diagnose_reports.log_links import log_links
from tests.reports import examples
from tests.reports.example_parts import evidence

EXCHANGE = evidence(1, "TicketChain", Outcome.OK)
TEMPLATE = "https://logs.example/search?q={request_id}&at={at}"


def test_the_values_of_the_exchange_are_filled_in() -> None:
    """Encoded whole: a request ID is a text of the gateway's."""
    hostile = EXCHANGE.model_copy(update={"request_id": 'a&b="><script>/../#'})
    ((host, address),) = log_links((TEMPLATE,), hostile)
    assert host == "logs.example"
    assert address.startswith("https://logs.example/search?q=a%26b%3D%22%3E%3Cscript%3E%2F..%2F%23&at=20")


def test_there_is_no_link_without_a_request_id() -> None:
    """Unless the time is enough."""
    nameless = EXCHANGE.model_copy(update={"request_id": None})
    assert list(log_links((TEMPLATE,), nameless)) == []
    assert len(list(log_links(("https://logs.example/?at={at}",), nameless))) == 1


def test_an_address_that_must_not_become_a_link_is_none() -> None:
    """One with user information, for one."""
    assert list(log_links(("https://user:pw@logs.example/?q={request_id}",), EXCHANGE)) == []


def test_the_page_has_them_beside_the_exchange() -> None:
    """And none where none was asked for."""
    page = render(examples.rich(), (TEMPLATE,)).decode()
    assert page.count('<a href="https://logs.example/search?q=') == 2
    assert "logs.example" not in render(examples.rich()).decode()
