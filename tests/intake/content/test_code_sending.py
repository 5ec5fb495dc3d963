"""How code sends: the method and the address that it says, and what is left open where it says nothing."""

from __future__ import annotations

import pytest

from diagnose.intake.content.code_sending import CodeSending, call_to_others, sending_at

_URL = "https://gateway.filed.com/graphql"
_HEADERS = "headers: { Accept: 'x' }"


def sending(code: str, url: str | None = _URL) -> CodeSending:
    found = sending_at(code, code.index(url) - 1 if url else 0, url, {})
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("code", "method"),
    [
        (f"axios.post('{_URL}', body)", "POST"),
        (f"axios.get('{_URL}', {{ {_HEADERS} }})", "GET"),
        (f'await http.PostAsync("{_URL}", content)', "POST"),
        (f"axios({{ method: 'put', url: '{_URL}' }})", "PUT"),
        (f'http.NewRequest("POST", "{_URL}", body)', "POST"),
        (f'HttpRequestMessage(HttpMethod.Post, "{_URL}")', "POST"),
        (f"uri = URI('{_URL}')\nNet::HTTP::Post.new(uri)", "POST"),
        (f"curl_init('{_URL}');\ncurl_setopt($ch, CURLOPT_POSTFIELDS, $b);", "POST"),
        (f"new GraphQLClient('{_URL}', {{ {_HEADERS} }})", "POST"),
        (f"createClient({{ url: '{_URL}', {_HEADERS} }})", None),
        (f"URL = '{_URL}'\n{_HEADERS}\nsend(URL, d.get('x'))", None),
    ],
)
def test_the_method_is_the_one_that_the_code_says(code: str, method: str | None) -> None:
    """A client's default counts where its documentation says so: those of GraphQL POST."""
    assert sending(code).method == method


def test_the_path_of_a_call_is_added_to_the_client_s_address() -> None:
    """``base_uri`` has the host, and the call the path."""
    code = "c = Client(base_url='https://gateway.filed.com')\nc.post('/graphql', json={})"
    assert sending(code, "https://gateway.filed.com").url == _URL


@pytest.mark.parametrize(
    ("code", "declared"),
    [
        (f"requests.post('{_URL}', json={{}})", "application/json"),
        (f"requests.post('{_URL}', data={{'query': q}})", "application/x-www-form-urlencoded"),
        (f"requests.post('{_URL}', data=json.dumps(b))", None),
        (f"axios.post('{_URL}', {{ query }})", "application/json"),
        (f"axios.post('{_URL}', JSON.stringify(b))", None),
        (f"$client->post('{_URL}', ['json' => $b])", "application/json"),
    ],
)
def test_what_a_client_declares_by_itself(code: str, declared: str | None) -> None:
    """Only what its documentation says."""
    assert sending(code).default_content_type == declared


def test_a_function_shows_all_headers_and_a_session_does_not() -> None:
    """A session may add its own; so may ``auth=``, and a name hides what it holds."""
    assert sending(f"requests.post('{_URL}', json=b, headers={{'Accept': 'x'}})").complete
    assert not sending(f"session.post('{_URL}', json=b, headers={{'Accept': 'x'}})").complete
    assert not sending(f"requests.post('{_URL}', json=b, headers=h)").complete
    assert not sending(f"requests.post('{_URL}', json=b, auth=a)").complete


def test_of_two_addresses_each_has_the_headers_of_its_own_call() -> None:
    """The other host's content type is not ours."""
    other = "axios.post('https://api.acme.example/log', e, { headers: { 'Content-Type': 'text/plain' } });\n"
    code = f"{other}axios.post('{_URL}', b, {{ headers: {{ Accept: 'x' }} }});"
    assert [header.name for header in sending(code).headers] == ["Accept"]
    assert call_to_others(code, code.index("'https://api")) is not None
    assert call_to_others("see 'https://api.acme.example/log'", 4) is None


def test_an_address_that_nothing_is_sent_to() -> None:
    """Neither a method nor a header: a constant, or a sentence."""
    assert sending_at(f'Our address is "{_URL}".', 15, _URL, {}) is None
