"""The classifier: a table of replies and what each is."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.gateway.exchange import LOGIN, GraphQLError, Question, Reception
from diagnose.gateway.receiving.classify import Classified, classify
from diagnose.gateway.wire import Damage, DamageKind, FailureKind, RawReply, TransportFailure

ASKED = Question("TicketChain", {})
SIGN_IN = (
    "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form><input type=password></form></body></html>"
)
PAGE = "<html><head><title>{}</title></head><body><a href=/login>Log in</a></body></html>"


def read(
    status: int, body: object = b"", content_type: str = "application/json", question: Question = ASKED, **headers: str
) -> Classified:
    raw = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    pairs = [("content-type", content_type), *((name.replace("_", "-"), value) for name, value in headers.items())]
    reply = RawReply(status, tuple(pairs), raw, len(raw))
    return classify(reply, question)


def failed(
    message: str, code: str | None = None, path: list[object] | None = None, **data: object
) -> dict[str, object]:
    error: dict[str, object] = {"message": message}
    if code is not None:
        error["extensions"] = {"code": code}
    if path is not None:
        error["path"] = path
    return {"errors": [error], **data}


def outcome(reading: Classified) -> tuple[Reception, str | None]:
    return reading.reception, reading.detail


NOBODY = Reception.UNAUTHENTICATED
SHAPE = Reception.SHAPE_REFUSED


@pytest.mark.parametrize(
    ("reading", "detail"),
    [
        (read(401, {"message": "Unauthorized"}), "json"),
        (read(401), None),
        (read(401, failed("no", "INTERNAL_SERVER_ERROR")), None),
        (read(403, failed("x", "UNAUTHENTICATED")), None),
        (read(403, failed("Access token is invalid", "FORBIDDEN")), None),
        (read(403, {"error": "jwt expired"}), "expired"),
        (read(200, failed("x", "UNAUTHENTICATED")), None),
        (read(200, failed("x", "UNAUTHENTICATED", data={"me": None})), None),
        (read(200, failed("x", "UNAUTHENTICATED", ["me"], data={"me": None})), None),
        (read(200, failed("x", "UNAUTHENTICATED", ["me", "workspaces"], data={"me": None})), None),
        (read(200, failed("You must be logged in", None)), None),
        (read(200, failed("Context creation failed: bad token", "INTERNAL_SERVER_ERROR")), None),
        (read(400, failed("The token has expired", "UNAUTHENTICATED")), "expired"),
        (read(200, failed("x", "auth/token-expired")), "expired"),
        (read(200, {"data": {"me": None}}), None),
        (read(200, {"data": {"me": None}, "errors": []}), None),
        (read(302, location="https://app.example/sign-in?return=hush"), "sign-in"),
        (read(303, PAGE.format("Found"), "text/html", location="https://accounts.example/x"), "sign-in"),
        (read(200, SIGN_IN, "text/html"), "sign-in"),
        (read(200, SIGN_IN, "application/json"), "sign-in"),
    ],
)
def test_all_the_ways_of_not_being_signed_in(reading: Classified, detail: str | None) -> None:
    """401, 403, 200 with an error, 200 with a null `me`, a redirect and a page: each is the same reception."""
    assert outcome(reading) == (NOBODY, detail)


@pytest.mark.parametrize(
    ("reading", "reception"),
    [
        (read(403), Reception.FORBIDDEN),
        (read(403, PAGE.format("403 Forbidden"), "text/html"), Reception.FORBIDDEN),
        (read(200, failed("x", "FORBIDDEN")), Reception.FORBIDDEN),
        (read(200, failed("You do not have access to this workspace")), Reception.FORBIDDEN),
        (read(200, failed("Not authorized to access workspace", "UNAUTHORIZED")), Reception.FORBIDDEN),
        (read(200, failed("Workspace not found", "NOT_FOUND")), Reception.NOT_FOUND),
        (read(200, failed("Workspace workspace_1 does not exist", None, data=None)), Reception.NOT_FOUND),
        (read(200, failed("x", "BAD_USER_INPUT", ["me"])), Reception.SERVER_ERROR),
        (read(429), Reception.RATE_LIMITED),
        (read(429, PAGE.format("Slow down"), "text/html"), Reception.RATE_LIMITED),
        (read(200, failed("x", "THROTTLED")), Reception.RATE_LIMITED),
        (read(200, failed("x", "RATE_LIMITED")), Reception.RATE_LIMITED),
        (read(200, failed("Too many requests", "INTERNAL_SERVER_ERROR")), Reception.RATE_LIMITED),
        (read(403, {"message": "You have exceeded a rate limit"}), Reception.RATE_LIMITED),
        (read(403, failed("API rate limit exceeded", "FORBIDDEN")), Reception.RATE_LIMITED),
        (read(200, failed("boom", "INTERNAL_SERVER_ERROR")), Reception.SERVER_ERROR),
        (read(400, failed("Something went wrong, please try again later")), Reception.SERVER_ERROR),
        (read(500), Reception.SERVER_ERROR),
        (read(502, PAGE.format("502 Bad Gateway"), "text/html"), Reception.SERVER_ERROR),
        (read(504, {"message": "Endpoint request timed out"}), Reception.SERVER_ERROR),
        (read(503, b'{"data": {"me'), Reception.SERVER_ERROR),
        (read(301, location="https://www.example/graphql/"), Reception.REDIRECTED),
        (read(404, PAGE.format("Not Found"), "text/html"), Reception.NOT_GRAPHQL),
        (read(200, PAGE.format("Welcome"), "text/html"), Reception.NOT_GRAPHQL),
        (read(200, {"status": "ok"}), Reception.NOT_GRAPHQL),
        (read(200, [{"data": {"me": {}}}]), Reception.NOT_GRAPHQL),
        (read(200, "null"), Reception.NOT_GRAPHQL),
        (read(200), Reception.NOT_GRAPHQL),
        (read(200, "upstream connect error", "text/plain"), Reception.NOT_GRAPHQL),
        (read(200, b'{"data": {"me": {"id":'), Reception.MALFORMED),
        (read(200, b'{"data": {"me": {"id": NaN}}}'), Reception.MALFORMED),
        (read(200, b'{"data": {"me": 1, "me": 2}}'), Reception.MALFORMED),
        (read(200, {"data": "text"}), Reception.MALFORMED),
        (read(200, {"data": [1]}), Reception.MALFORMED),
        (read(200, {"data": {}, "errors": {"message": "no list"}}), Reception.MALFORMED),
        (read(200, {"data": {}}), Reception.MALFORMED),
        (read(200, {"data": None}), Reception.MALFORMED),
        (read(200, {"data": {"me": {"id": "1"}}}), Reception.OK),
        (read(400, {"data": {"me": {"id": "1"}}}), Reception.OK),
        (read(200, {"data": {"me": {"id": "1"}}}, "text/plain"), Reception.OK),
        (read(200, {"data": {"me": {"id": "1"}}}, "text/html"), Reception.OK),
        (read(200, {"data": {"me": {"id": "1"}}, "errors": []}), Reception.OK),
        (read(200, {"data": {"me": {"id": "1"}}, "errors": None}), Reception.OK),
        (read(200, failed("x", "FORBIDDEN", ["me", "workspaces", 0], data={"me": {"id": "1"}})), Reception.PARTIAL),
        (read(403, failed("x", "UNAUTHENTICATED", data={"me": {"id": "1"}})), Reception.PARTIAL),
        (read(200, failed("x", "FORBIDDEN", ["me", "workspaces"], data={"me": None})), Reception.PARTIAL),
        (read(200, failed("x", "NOT_FOUND", ["me"], data={"me": None})), Reception.NOT_FOUND),
        (read(200, {"errors": []}), Reception.MALFORMED),
        (read(401, {"errors": []}), NOBODY),
        (read(200, {"errors": ["text", None, 5, {"message": 7}]}), Reception.SERVER_ERROR),
    ],
)
def test_each_reply_has_one_reception(reading: Classified, reception: Reception) -> None:
    """Decided by what the body says first, and by the status only where the body says nothing."""
    assert reading.reception is reception


@pytest.mark.parametrize(
    ("message", "code", "detail"),
    [
        (
            'Cannot query field "workspaces" on type "Me". Did you mean an inline fragment?',
            "GRAPHQL_VALIDATION_FAILED",
            "wrong-surface",
        ),
        ("Cannot query field 'connections' on type 'WorkspaceShortDetails'.", None, "wrong-surface"),
        ('Field "workIds" is not defined by type "JobWorkFilters". Did you mean "ids"?', None, "work-filter"),
        (
            'Variable "$byWork" got invalid value { workIds: [] }; Field "workIds" is not defined',
            "BAD_USER_INPUT",
            "work-filter",
        ),
        ("Syntax Error: Query depth limit of 6 exceeded, found 14.", None, "depth"),
        ("'TicketChain' exceeds maximum operation depth of 6", "GRAPHQL_VALIDATION_FAILED", "depth"),
        ("Syntax Error: Aliases limit of 2 exceeded, found 3.", "GRAPHQL_VALIDATION_FAILED", "alias"),
        ("The query exceeds the maximum complexity of 20. Actual complexity is 25", None, "cost"),
        ("Syntax Error: Query Cost limit of 5000 exceeded, found 5023.5.", None, "cost"),
        ("Syntax Error: Document contains more than 1000 tokens. Parsing aborted.", None, "cost"),
        ("Syntax Error: Token limit of 1000 exceeded.", None, "cost"),
        ("x", "MAX_DEPTH_EXCEEDED", "depth"),
        ("x", "QUERY_TOO_COMPLEX", "cost"),
        ("limit must not exceed 100", "BAD_USER_INPUT", "page-size"),
        ("Argument limit: 500 is greater than the maximum of 250", None, "page-size"),
        ("Request body too large", "PAYLOAD_TOO_LARGE", "size"),
        ('Unknown argument "offset" on field "ProviderConnection.jobWorks".', "GRAPHQL_VALIDATION_FAILED", None),
        ('Variable "$limit" got invalid value "x"', "BAD_USER_INPUT", None),
        ("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND", None),
    ],
)
@pytest.mark.parametrize("status", [200, 400, 422])
def test_refused_shapes_say_what_to_leave_out(status: int, message: str, code: str | None, detail: str | None) -> None:
    """With any status, with or without a code, the detail names what the gateway would not take."""
    assert outcome(read(status, failed(message, code))) == (SHAPE, detail)


def test_a_body_that_was_too_large_is_a_shape() -> None:
    """A proxy's 413 page means: ask smaller."""
    assert outcome(read(413, PAGE.format("413 Request Entity Too Large"), "text/html")) == (SHAPE, "size")


def test_the_error_that_decides_what_to_do_comes_first() -> None:
    """Among several errors, one about the surface, the token or the rate outweighs the rest."""
    listed = [{"message": 'Unknown type "JobWorkFilters"'}, {"message": 'Cannot query field "id" on type "Me".'}]
    assert outcome(read(400, {"errors": listed})) == (SHAPE, "wrong-surface")
    assert outcome(read(400, {"errors": [*listed, {"message": "", "extensions": {"code": "THROTTLED"}}]})) == (
        Reception.RATE_LIMITED,
        None,
    )


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (read(200, failed("Invalid API key"), question=Question(LOGIN, {})), (NOBODY, "api-key")),
        (read(200, failed("x", "UNAUTHENTICATED"), question=Question(LOGIN, {})), (NOBODY, "api-key")),
        (read(200, failed("x", "NOT_FOUND"), question=Question(LOGIN, {})), (NOBODY, "api-key")),
        (read(400, failed("x", "BAD_USER_INPUT"), question=Question(LOGIN, {})), (SHAPE, None)),
        (
            read(200, failed("x", None, [LOGIN[0].lower() + LOGIN[1:]], data=None), question=Question(LOGIN, {})),
            (NOBODY, "api-key"),
        ),
        (read(200, {"data": {"loginViaPersonalApiToken": None}}, question=Question(LOGIN, {})), (NOBODY, "api-key")),
        (
            read(200, failed("boom", "INTERNAL_SERVER_ERROR"), question=Question(LOGIN, {})),
            (Reception.SERVER_ERROR, None),
        ),
        (
            read(
                400,
                failed('Cannot query field "loginViaPersonalApiToken" on type "Mutation".'),
                question=Question(LOGIN, {}),
            ),
            (SHAPE, "wrong-surface"),
        ),
        (
            read(200, {"data": {"loginViaPersonalApiToken": {"accessToken": "x"}}}, question=Question(LOGIN, {})),
            (Reception.OK, None),
        ),
    ],
)
def test_the_login_exchange(reading: Classified, expected: tuple[Reception, str | None]) -> None:
    """Errors of the exchange are about the key, unless the server itself is at fault or it is another surface."""
    assert outcome(reading) == expected


def test_errors_keep_path_code_and_message() -> None:
    """A partial answer says of each error where it is."""
    body = failed("no access", "FORBIDDEN", ["me", "workspaces", 0, "connections"], data={"me": {"id": "1"}})
    reading = read(200, body)
    assert reading.errors == (GraphQLError("no access", ("me", "workspaces", 0, "connections"), "FORBIDDEN"),)
    assert reading.data == {"me": {"id": "1"}}


def test_a_page_is_described_for_people() -> None:
    """Status, server and title stand in the summary, one clean line."""
    page = "<html><title>\n 502 \x1b[31mBad &amp; hush\u202e Gateway</title>"
    reading = read(502, page, "text/html", server="nginx/1.2 \x1b]0;x\x07", cf_ray="ray-1\x1b[2J")
    assert reading.summary.startswith("HTTP 502 from nginx/1.2")
    assert "502 [31mBad & hush Gateway" in reading.summary
    assert reading.summary.endswith("(request ID ray-1[2J)")
    assert reading.summary.isprintable()


def test_a_redirect_is_described_without_its_query() -> None:
    """Where it leads is said, what it carries is not."""
    reading = read(301, location="https://user:hush@www.example/other?token=hush#x")
    assert "https://www.example/other" in reading.summary
    assert "hush" not in reading.summary


def test_long_texts_are_cut_between_words() -> None:
    """A message of 20 KB stays readable, and no half of a token is left at its end."""
    reading = read(200, {"errors": [{"message": "hush-hush " * 4_000}] * 1000})
    assert len(reading.errors) == 200
    assert all(len(error.message) <= 500 and error.message.endswith("hush-hush…") for error in reading.errors)
    assert len(reading.summary) < 300
    assert "and 999 more" in reading.summary


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FailureKind.DNS, (Reception.UNREACHABLE, "dns")),
        (FailureKind.TCP, (Reception.UNREACHABLE, "tcp")),
        (FailureKind.TLS, (Reception.UNREACHABLE, "tls")),
        (FailureKind.PROXY, (Reception.UNREACHABLE, "proxy")),
        (FailureKind.CLOSED, (Reception.UNREACHABLE, "closed")),
        (FailureKind.TIMEOUT, (Reception.TIMED_OUT, None)),
    ],
)
def test_no_reply_keeps_its_reason(kind: FailureKind, expected: tuple[Reception, str | None]) -> None:
    """Each step at which no reply came about has its own word."""
    assert outcome(classify(TransportFailure(kind, "why"), ASKED)) == expected


def test_whether_the_run_or_one_request_had_no_more_time_is_told() -> None:
    """They are put right by different options."""
    late = TransportFailure(FailureKind.TIMEOUT, "why", by_deadline=True)
    assert outcome(classify(late, ASKED)) == (Reception.TIMED_OUT, "deadline")


def test_damaged_bodies_are_malformed() -> None:
    """A body that was cut off or too big is no answer, unless the server says that it is down anyway."""
    damage = Damage(DamageKind.TOO_BIG, "a body of more than 128 MiB")
    assert outcome(classify(RawReply(200, (), b"", 0, damage), ASKED)) == (Reception.MALFORMED, "size")
    assert outcome(classify(RawReply(502, (), b"", 0, damage), ASKED))[0] is Reception.SERVER_ERROR


@pytest.mark.parametrize(
    "body",
    [
        "<!-- -->" * 100_000,
        "<!-- " * 100_000,
        " " * 1_000_000,
        "<title>" * 100_000,
        "<form action=" * 100_000,
        "token " * 100_000,
        "token" + " " * 500_000,
        "<" * 500_000,
        '{"errors": [{"message": "' + "limit " * 50_000 + '"}]}',
    ],
)
@pytest.mark.parametrize("status", [200, 403])
def test_no_reply_takes_long_to_read(body: str, status: int) -> None:
    """Texts made to keep a pattern busy are read in a moment."""
    started = time.process_time()
    read(status, body, "text/html")
    assert time.process_time() - started < 1.0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["data", "errors", "me", "message", "extensions", "code", "path", "x"]), inner, max_size=4
        )
    ),
    max_leaves=20,
)
HEADERS = st.dictionaries(st.sampled_from(["content-type", "location", "server", "x-request-id"]), st.text(max_size=30))


@given(
    st.integers(100, 599),
    HEADERS,
    st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()),
    st.sampled_from(["TicketChain", LOGIN]),
)
def test_no_reply_can_break_it(status: int, headers: dict[str, str], body: bytes, operation: str) -> None:
    """Arbitrary bytes and arbitrary JSON have a reception and a clean summary; data is there only when usable."""
    reading = classify(RawReply(status, tuple(headers.items()), body, len(body)), Question(operation, {}))
    assert reading.summary
    assert reading.summary.isprintable()
    assert reading.reception is not Reception.OK or isinstance(reading.data, dict)
