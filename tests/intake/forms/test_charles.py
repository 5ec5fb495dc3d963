"""Sessions that Charles recorded."""

from __future__ import annotations

from diagnose.json_value import Json
from tests.intake.sent import ANSWER, BODY, TOKEN, answer_of, only_request, read


def _transaction(**more: Json) -> Json:
    headers: Json = [{"name": "authorization", "value": f"Bearer {TOKEN}"}, {"name": ":method", "value": "POST"}]
    return {
        "status": "COMPLETE", "method": "POST", "scheme": "https", "host": "gateway.filed.com", "port": None,
        "path": "/graphql", "query": None, "tunnel": False, "webSocket": False,
        "times": {"start": "2026-11-20T14:00:01.000+01:00"},
        "request": {"header": {"headers": headers}, "body": {"text": BODY}},
        "response": {"status": 200, "header": {"headers": []}, "body": {"text": ANSWER}}, **more,
    }  # fmt: skip


def test_a_session() -> None:
    """Each transaction is a request with its answer; tunnels and WebSockets are none."""
    reading = read([_transaction(tunnel=True), _transaction(), _transaction(webSocket=True)])
    assert only_request(reading).authorization is not None
    assert answer_of(reading) == (200, ("jobWorks",))
    assert reading.responses[0].at == "2026-11-20T14:00:01.000+01:00"


def test_requests_of_other_hosts_are_none() -> None:
    """What else the proxy saw is passed over."""
    other = _transaction(host="api.acme.example", request={"body": {"text": '{"query": "{ me { name } }"}'}})
    assert not read([other]).requests
