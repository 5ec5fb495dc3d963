"""The handle on a running gateway points where the scenario says, with the credentials that it says."""

from __future__ import annotations

import httpx
import pytest

from diagnose.sandbox import Destination, scenario, scenario_names, serve
from tests.parts import parted
from tests.sandbox.calling import Caller

NAMES = scenario_names()
ODD = [name for name in NAMES if scenario(name).endpoint is not Destination.GATEWAY]


@pytest.mark.parametrize("name", parted(NAMES, [*ODD, *NAMES[::10]]))
def test_client_url(caller: Caller, name: str) -> None:
    """What the diagnosis is pointed at is what the scenario says: a gateway, a page, another service, or nothing."""
    played = scenario(name)
    with serve(played) as gateway:
        assert all(cause.id != "{endpoint}" for cause in gateway.expect.causes)
        if played.endpoint is Destination.CLOSED_PORT:
            with pytest.raises(httpx.ConnectError):
                caller.ask(gateway, url=gateway.client_url)
            return
        answer = caller.ask(gateway, url=gateway.client_url)
        assert "errors" not in caller.ask(gateway).json()
    match played.endpoint:
        case Destination.GATEWAY:
            assert answer.json()["data"]["me"]["id"] == "user_789"
        case Destination.ROUTER:
            assert "Cannot query field 'id' on type 'Me'" in answer.text
        case Destination.HTML:
            assert answer.headers["content-type"].startswith("text/html")
        case Destination.OTHER_JSON:
            assert not answer.json().keys() & {"data", "errors"}
        case Destination.REDIRECT:
            assert answer.status_code == 301


@pytest.mark.parametrize("name", ["token-rejected", "token-expired", "api-key-rejected"])
def test_refused_credentials(caller: Caller, name: str) -> None:
    """The credentials of these scenarios are turned away; the gateway's own still work."""
    with serve(scenario(name)) as gateway:
        kind, secret = gateway.credential
        if kind == "token":
            answer = caller.ask(gateway, token=secret)
        else:
            query = "mutation L($key: String!) { loginViaPersonalApiToken(token: $key) { accessToken } }"
            answer = caller.ask(gateway, query, {"key": secret}, token="")
        assert answer.json()["errors"]
        assert ("expired" in answer.json()["errors"][0]["message"].split("or")[0]) == (name == "token-expired")
        assert secret not in repr(gateway)
