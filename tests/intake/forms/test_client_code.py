"""Code that sends a request: address, method and headers in any language, put together with the query."""

from __future__ import annotations

import pytest

from diagnose.intake import CustomerRequest
from tests.intake.sent import DOCUMENT, ENDPOINT, TOKEN, only_request, read

_VARIABLES = "{ w: 'ws-101', c: 'co-202' }"
_BODY = f"{{ query: `{DOCUMENT}`, variables: {_VARIABLES} }}"
_HEADERS = f"{{ headers: {{ Authorization: 'Bearer {TOKEN}', 'source-platform': 'firm-a' }} }}"


def sent(code: str) -> CustomerRequest:
    return only_request(read(code))


@pytest.mark.parametrize(
    "code",
    [
        f"await axios.post('{ENDPOINT}', {_BODY}, {_HEADERS});",
        f"""const q = `{DOCUMENT}`;
const URL = '{ENDPOINT}';
await axios.post(URL, {{ query: q, variables: {_VARIABLES} }}, {_HEADERS});""",
        f"""const client = new GraphQLClient('{ENDPOINT}', {_HEADERS});
const doc = gql`{DOCUMENT}`;
await client.request(doc, {_VARIABLES});""",
        f"""const api = axios.create({{ baseURL: 'https://gateway.filed.com', {_HEADERS[2:-2]} }});
api.post('/graphql', {_BODY});""",
    ],
    ids=["arguments", "names", "graphql-request", "instance"],
)
def test_a_request_in_javascript(code: str) -> None:
    """Inline, by names, by a client that has the address and the headers."""
    request = sent(code)
    assert request.headers is not None
    assert request.headers["source-platform"] == "firm-a"
    assert request.authorization is not None
    assert request.authorization.problem is None
    assert request.form == "code"


def test_prose_between_code_and_query_keeps_them_apart() -> None:
    """A query that stands in another paragraph, behind sentences, is not what the code sends."""
    apart = f"axios.post('{ENDPOINT}', body, {_HEADERS});\n\nIm Playground klappt dagegen diese Abfrage gut.\n\n"
    requests = read(apart + f"Sie lautet so.\n\n{DOCUMENT}\n").requests
    assert [(request.method, request.document is None) for request in requests] == [("POST", True), (None, False)]


def test_an_unknown_method_and_unknown_headers_stay_unknown() -> None:
    """A query in code without any sending around it."""
    (request,) = read(f"const q = gql`{DOCUMENT}`;\nuseQuery(q, {{ variables: {_VARIABLES} }});").requests
    assert (request.method, request.headers, request.endpoint) == (None, None, None)


def test_what_is_sent_to_another_host_names_nothing() -> None:
    """Its keys look like ours, and its connection is somebody else's."""
    other = "axios.post('https://crm.example/api', { connectionId: 'crm-17' }, { timeout: 5 });\n"
    assert sent(f"{other}axios.post('{ENDPOINT}', {_BODY}, {_HEADERS});").method == "POST"


def test_the_secret_in_a_name_is_found() -> None:
    """A token that the code assigns is one, wherever it is used."""
    code = f"const token = 'made-up-secret-9f8e7d';\naxios.post('{ENDPOINT}', {_BODY}, "
    reading = read(code + "{ headers: { Authorization: `Bearer ${token}` } });")
    assert [secret.secret.reveal() for secret in reading.secrets] == ["made-up-secret-9f8e7d"]


@pytest.mark.thorough
def test_many_addresses_cost_no_more_than_their_number() -> None:
    """A log of addresses in quotes is passed over once its code was looked for often enough."""
    assert read('url = "https://gateway.filed.com/graphql"\n' * 20_000).requests == ()
