"""The headers that the customer's requests carry, judged no further than the ticket shows them."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest

from diagnose.report import CheckOutcome, Severity
from diagnose.sandbox import Gateway
from tests.checks.tickets import (
    GATEWAY,
    HEADERS,
    JOB_WORKS,
    LIST,
    TOKEN,
    Played,
    answer,
    body,
    curl,
    listed,
    listing,
    play,
)
from tests.cli.calling import Desk

BODY = body(LIST, listing(JOB_WORKS[0]))
SIGNED_OUT = '{"errors": [{"message": "You are not signed in", "extensions": {"code": "UNAUTHENTICATED"}}]}'
SIGNED_IN = answer(listed({"id": JOB_WORKS[0]}))

MALFORMED = {
    TOKEN: "has a token, but not the word Bearer before it",
    f"Bearer Bearer {TOKEN}": "has the word Bearer twice",
    f'Bearer "{TOKEN}"': "has the token in quotes",
    f"Bearer {TOKEN[:40]} {TOKEN[40:]}": "has white space inside the token",
    f"Bearer {TOKEN[:40]}\u2026{TOKEN[40:]}": "contains characters that no token has",
    "Bearer": "has the word Bearer, but no token after it",
    "": "is empty",
    f"Token {TOKEN}": "uses a scheme other than Bearer",
}


def headers_of(played: Played) -> tuple[str, list[tuple[str, str]]]:
    found = [one for one in played.report.findings if one.check == "request-headers"]
    return played.row("request-headers").outcome.value, [(one.code, one.severity.value) for one in found]


@pytest.mark.parametrize(("value", "words"), MALFORMED.items())
def test_a_malformed_authorization_is_the_cause(desk: Desk, value: str, words: str) -> None:
    """Each way of getting it wrong has its own words; the token itself is nowhere, and the exit code is 1."""
    played = play(desk, None, curl(BODY, authorization=value))
    found = played.only("authorization-malformed")
    assert found.summary == f"Request 1 (ticket.txt, line 1) sends an Authorization header that {words}."
    assert (played.code, found.subject.id, found.severity) == (1, "request 1", Severity.ERROR)
    for piece in (TOKEN[:40], TOKEN[40:]):
        played.has_no(piece)


def test_it_is_the_cause_beside_a_live_run_that_agrees(desk: Desk, gateway: Gateway) -> None:
    """Everything the ticket names is right; only how it was sent is not."""
    played = play(desk, gateway, curl(BODY, authorization=f"Bearer Bearer {TOKEN}"))
    assert (played.code, played.causes[0]) == (1, ("authorization-malformed", "request 1"))


@pytest.mark.parametrize("value", ["Bearer <accessToken>", "Bearer $TOKEN", "Bearer ***", "Bearer [REDACTED]"])
def test_a_token_taken_out_of_the_ticket_is_no_mistake(desk: Desk, value: str) -> None:
    """Whoever does not paste a token does it right: nothing is found, and the row says why."""
    played = play(desk, None, curl(BODY, authorization=value))
    here = played.row("request-headers")
    assert (here.outcome, played.codes) == (CheckOutcome.PASS, [])
    assert "left out of the ticket, as it should be" in here.reason


MASKS = (
    "***", "Bearer ***", "[redacted]", "Bearer [REDACTED]", "<token>", "Bearer <token>", "Bearer xxxxx", "Bearer ....",
    "Bearer \u2026", "\u2022\u2022\u2022\u2022\u2022", "Bearer eyJh...", "Bearer <hidden>", "Bearer ${API_TOKEN}",
    "Bearer eyJhbGciOi\u2026masked\u2026", "Bearer ey***9Q",
)  # fmt: skip


@pytest.mark.parametrize("mask", MASKS)
def test_a_mask_is_no_mistake_whatever_came_back(desk: Desk, mask: str) -> None:
    """Somebody hid the token before they sent the ticket: what the gateway got, nobody can tell."""
    played = play(desk, None, f"{curl(BODY, authorization=mask)}\n\n{SIGNED_OUT}")
    assert played.codes == ["response-unauthenticated"]


def test_a_recording_without_the_header_tells_nothing_of_it(desk: Desk) -> None:
    """Browsers leave Authorization and cookies out of what they save, unless they are asked not to."""
    entry = {
        "startedDateTime": "2026-03-01T08:00:00Z",
        "time": 1,
        "request": {
            "method": "POST",
            "url": "https://gateway.filed.com/graphql",
            "headers": [{"name": "content-type", "value": "application/json"}],
            "postData": {"mimeType": "application/json", "text": BODY},
        },
        "response": {"status": 200, "content": {"mimeType": "application/json", "text": SIGNED_OUT}},
    }
    har = json.dumps({"log": {"version": "1.2", "creator": {"name": "WebInspector"}, "entries": [entry]}})
    assert [cause[0] for cause in play(desk, None, har).causes] == ["response-unauthenticated"]


def test_a_placeholder_that_the_gateway_saw_too_is_a_mistake(desk: Desk) -> None:
    """Nobody was signed in: the placeholder of the example was really sent."""
    played = play(desk, None, f"{curl(BODY, authorization='Bearer <accessToken>')}\n\n{SIGNED_OUT}\n")
    assert headers_of(played) == ("fail", [("authorization-malformed", "error")])


@pytest.mark.parametrize("value", ["Bearer [REDACTED]", "Bearer ****", "Bearer $TOKEN", "Bearer {{token}}"])
def test_a_mask_is_no_mistake_even_where_nobody_was_signed_in(desk: Desk, value: str) -> None:
    """What stood there when it was sent is not known; the refusal itself is what the ticket shows."""
    played = play(desk, None, f"{curl(BODY, authorization=value)}\n\n{SIGNED_OUT}\n")
    assert headers_of(played) == ("pass", [])
    assert played.causes == [("response-unauthenticated", "request 1")]


def test_no_header_is_a_suspicion_until_the_gateway_says_so(desk: Desk) -> None:
    """The line may only be missing from the paste; a saved UNAUTHENTICATED proves that it was missing."""
    bare = curl(BODY, token=None)
    assert headers_of(play(desk, None, bare)) == ("warn", [("authorization-malformed", "warning")])
    assert headers_of(play(desk, None, f"{bare}\n\n{SIGNED_OUT}\n")) == ("fail", [("authorization-malformed", "error")])


def test_headers_of_a_request_that_was_answered_are_good(desk: Desk) -> None:
    """The gateway answered with data, so whatever the paste shows of the headers is not what was sent."""
    played = play(desk, None, f"{curl(BODY, headers={}, token=None)}\n\n{SIGNED_IN}\n")
    assert headers_of(played) == ("pass", [("source-platform-missing", "info")])


def test_a_login_needs_no_authorization(desk: Desk) -> None:
    """The exchange of a key is the one call that is documented without it."""
    login = "mutation Login($apiKey: String!) { loginViaPersonalApiToken(token: $apiKey) { accessToken } }"
    played = play(desk, None, curl(body(login, {"apiKey": "<key>"}), token=None) + "\n\nconnection: connection_790\n")
    assert headers_of(played) == ("pass", [])


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"source-platform": "firm"}, "is sent as application/x-www-form-urlencoded, not as application/json"),
        ({**HEADERS, "Content-Type": "text/plain"}, "is sent as text/plain, not as application/json"),
        ({**HEADERS, "Content-Type": "application/graphql"}, "is sent as application/graphql, not as application/json"),
    ],
)
def test_a_body_that_is_not_declared_as_json_is_the_cause(desk: Desk, headers: dict[str, str], words: str) -> None:
    """curl's silent default included: it declares a form."""
    played = play(desk, None, curl(BODY, headers=headers, authorization="Bearer $TOKEN"))
    assert (played.code, played.causes) == (1, [("content-type-wrong", "request 1")])
    assert played.only("content-type-wrong").summary == f"Request 1 (ticket.txt, line 1) {words}."


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON"])
def test_json_with_a_character_set_is_json(desk: Desk, content_type: str) -> None:
    """A parameter and capitals change nothing."""
    headers = {**HEADERS, "Content-Type": content_type}
    assert headers_of(play(desk, None, curl(BODY, headers=headers, authorization="Bearer $TOKEN"))) == ("pass", [])


def test_a_missing_source_platform_is_never_a_cause(desk: Desk, gateway: Gateway) -> None:
    """It is for analytics: an info, a healthy verdict, exit 0 even when warnings count."""
    request = curl(BODY, headers={"Content-Type": "application/json"}, authorization="Bearer $TOKEN")
    played = play(desk, gateway, request, "--strict")
    assert headers_of(played) == ("pass", [("source-platform-missing", "info")])
    assert (played.code, played.causes, played.report.verdict.status.value) == (0, [], "healthy")


def test_headers_from_a_file_that_was_not_given_are_not_missing(desk: Desk) -> None:
    """``-H @headers.txt`` may hold everything."""
    request = f"curl {GATEWAY} -H @headers.txt --data-raw '{BODY}'"
    assert headers_of(play(desk, None, request))[1] == []


def test_a_recording_without_authorization_is_as_browsers_write_it(desk: Desk) -> None:
    """Browsers leave the header out of a recording by themselves, so a 401 does not prove that it was missing."""
    request = {
        "method": "POST",
        "url": GATEWAY,
        "headers": [{"name": name, "value": value} for name, value in HEADERS.items()],
        "postData": {"mimeType": "application/json", "text": BODY},
    }
    for status in (200, 401):
        content = {"mimeType": "application/json", "text": SIGNED_OUT if status == 401 else '{"data": null}'}
        entry = {"startedDateTime": "2026-11-23T10:00:00Z", "request": request,
                 "response": {"status": status, "content": content}}  # fmt: skip
        recording = json.dumps({"log": {"version": "1.2", "entries": [entry]}})
        assert headers_of(play(desk, None, recording))[1] == []


def test_a_look_at_the_address_needs_no_content_type(desk: Desk) -> None:
    """A GET has no body to declare; its method is the one mistake."""
    text = (
        "GET /graphql?query=%7Bme%7Bid%7D%7D HTTP/1.1\nHost: gateway.filed.com\nAuthorization: Bearer $TOKEN\n\n"
        'HTTP/1.1 405 Method Not Allowed\n\n{"message": "Method Not Allowed"}\n'
    )
    assert headers_of(play(desk, None, text))[1][0] == ("method-wrong", "error")
    assert play(desk, None, text).causes == [("method-wrong", "request 1")]


def test_one_mistake_in_many_requests_is_one_finding(desk: Desk) -> None:
    """Thirty requests sent alike have one thing wrong, not thirty."""
    played = play(desk, None, "\n\n".join(curl(BODY, authorization="Basic bWFkZTp1cA==") for _ in range(30)))
    found = played.only("authorization-malformed")
    assert found.summary.endswith("uses a scheme other than Bearer; 29 other requests likewise.")
    assert found.details["requests"] == list(range(1, 31))


def test_hostile_text_in_a_header_stays_text(desk: Desk) -> None:
    """A content type with markup and an escape sequence is shown, and does nothing."""
    hostile = {**HEADERS, "Content-Type": "text/<script>alert(1)</script>\x1b[31m"}
    played = play(desk, None, curl(BODY, headers=hostile, authorization="Bearer $TOKEN"))
    assert played.code == 1
    assert b"\x1b" not in played.everything
    assert b"<script>alert" not in played.files["report.html"]


def test_without_headers_there_is_nothing_to_judge(desk: Desk) -> None:
    """A query without the request around it was sent with whatever headers."""
    played = play(desk, None, f"connection: connection_790\n\n```graphql\n{LIST}\n```\n")
    assert headers_of(played) == ("skip", [])


def token(expires: datetime) -> str:
    """A token of which nothing is made up but its time."""
    claims = json.dumps({"sub": "made-up", "exp": int(expires.timestamp())})
    return f"{TOKEN.split('.')[0]}.{base64.urlsafe_b64encode(claims.encode()).decode().rstrip('=')}.bWFkZS11cA"


def exchange(expires: datetime, at: str, answered: str, status: int = 401) -> str:
    """A recording of one request, sent at this time with a token of that one."""
    headers = [{"name": name, "value": value} for name, value in HEADERS.items()]
    headers += [{"name": "Authorization", "value": f"Bearer {token(expires)}"}]
    request = {"method": "POST", "url": GATEWAY, "headers": headers, "postData": {"text": BODY}}
    content = {"mimeType": "application/json", "text": answered}
    entry = {"startedDateTime": at, "request": request, "response": {"status": status, "content": content}}
    return json.dumps({"log": {"version": "1.2", "entries": [entry]}})


FORBIDDEN = '{"errors": [{"message": "Something went wrong"}]}'


def test_a_token_that_had_expired_when_it_was_sent_is_the_cause(desk: Desk) -> None:
    """The recording says when: the token's own claim was over by then, and nothing of the token is kept."""
    expired = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
    played = play(desk, None, exchange(expired, "2026-01-31T10:30:00.000+01:00", FORBIDDEN, 500), token=token(expired))
    found = played.only("authorization-expired")
    assert (played.code, found.severity, found.subject.id) == (1, Severity.ERROR, "request 1")
    assert found.summary.endswith("has a token that had expired (2026-01-31 09:00 UTC) before the request was sent.")


def test_a_token_that_was_good_when_it_was_sent_is_no_mistake(desk: Desk) -> None:
    """It expired long ago, but after the exchange."""
    sent, expires = "2026-01-31T09:30:00Z", datetime(2026, 1, 31, 9, 31, tzinfo=UTC)
    played = play(desk, None, exchange(expires, sent, FORBIDDEN, 500), token=token(expires))
    assert "authorization-expired" not in played.codes


@pytest.mark.parametrize(("age", "severity"), [(timedelta(hours=2), "warning"), (timedelta(days=90), "error")])
def test_without_a_recorded_time_only_an_old_token_is_sure(desk: Desk, age: timedelta, severity: str) -> None:
    """Two hours ago it may have been good still; nobody sends a request for three months before asking."""
    expired = token(datetime.now(UTC) - age)
    played = play(desk, None, curl(BODY, token=expired), token=expired)
    assert headers_of(played)[1] == [("authorization-expired", severity)]
    assert "when the request was sent is not recorded" in played.only("authorization-expired").summary


def test_an_expired_token_that_the_gateway_turned_away_is_sure(desk: Desk) -> None:
    """Both the claim and the answer say so."""
    expired = token(datetime.now(UTC) - timedelta(hours=2))
    played = play(desk, None, f"{curl(BODY, token=expired)}\n\n{SIGNED_OUT}\n", token=expired)
    assert ("authorization-expired", "error") in headers_of(played)[1]


def test_a_token_that_still_holds_is_no_mistake(desk: Desk) -> None:
    """It expires in an hour."""
    good = token(datetime.now(UTC) + timedelta(hours=1))
    assert headers_of(play(desk, None, curl(BODY, token=good), token=good)) == ("pass", [])


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_another_method_than_post_is_the_cause(desk: Desk, method: str) -> None:
    """The gateway is documented as one endpoint that takes POST."""
    played = play(desk, None, curl(BODY).replace("-X POST", f"-X {method}"))
    assert (played.code, played.causes) == (1, [("method-wrong", "request 1"), *played.causes[1:]])
    assert f"is sent with {method}, not with POST" in played.only("method-wrong").summary


def test_a_method_that_was_answered_is_no_mistake(desk: Desk) -> None:
    """Whatever the documentation says, the gateway took it."""
    played = play(desk, None, f"{curl(BODY).replace('-X POST', '-X GET')}\n\n{SIGNED_IN}\n")
    assert "method-wrong" not in played.codes
