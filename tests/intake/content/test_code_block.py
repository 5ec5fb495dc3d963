"""The code around a place in a ticket, and the call that the place stands in."""

from __future__ import annotations

import pytest

from diagnose.intake.content.code_block import CodeSpan, block_around, call_around, call_at

_ADDRESS = '"https://gateway.filed.com/graphql"'


def test_a_fence_bounds_the_code() -> None:
    """What stands before and behind the fences is none of it."""
    text = f"Hallo,\n\n```js\nconst a = 1;\n\npost({_ADDRESS});\n```\n\nGrüße\n```\nanother()\n```\n"
    block = block_around(text, text.index(_ADDRESS))
    assert text[block.start : block.end].strip() == f"const a = 1;\n\npost({_ADDRESS});"


def test_without_a_fence_the_paragraphs_that_look_like_code_are_taken() -> None:
    """A greeting and a sentence stay outside; an import three paragraphs up belongs to it."""
    text = (
        "Guten Tag,\n\nunser Skript bringt nichts:\n\nimport requests\n\n"
        f"url = {_ADDRESS}\nr = requests.post(url)\n\nVielen Dank und viele Grüße\n"
    )
    block = block_around(text, text.index(_ADDRESS))
    assert text[block.start : block.end].strip() == f"import requests\n\nurl = {_ADDRESS}\nr = requests.post(url)"


@pytest.mark.parametrize(
    ("code", "callee", "last"),
    [
        (f"await axios.post({_ADDRESS}, {{ a: 1 }});", "axios.post", "}"),
        (f"httpx.post(\n    {_ADDRESS},\n    json=body,\n)", "httpx.post", "body,\n"),
        (f"Net::HTTP::Post.new(URI({_ADDRESS}))", "Net::HTTP::Post.new", '"'),
        (f"client.request<Rows>({_ADDRESS})", "client.request", '"'),
        (f'http.NewRequest("POST", {_ADDRESS}, nil)', "http.NewRequest", "nil"),
        (f"URL = {_ADDRESS}\nrequests.post(URL, json=b)", "requests.post", "b"),
        (f"axios({{ url: {_ADDRESS}, data: {{}} }})", "axios", "} "),
    ],
)
def test_the_call_that_sends(code: str, callee: str, last: str) -> None:
    """The call is the one around the address, or the one that is given the name of it."""
    call = call_around(code, code.index(_ADDRESS), CodeSpan(0, len(code)))
    assert call is not None
    assert call.callee == callee
    assert code[call.span.start : call.span.end].rstrip(")} ").endswith(last.rstrip(")} "))


def test_what_is_chained_belongs_to_the_call() -> None:
    """Builders and blocks go on behind the bracket."""
    code = f'client.post({_ADDRESS})\n    .header("a", "b")\n    .json(&body);\nother();'
    call = call_around(code, code.index(_ADDRESS), CodeSpan(0, len(code)))
    assert call is not None
    assert code[call.span.start : call.span.end].endswith(".json(&body)")
    assert call_at(code, code.index("other"), CodeSpan(0, len(code))).callee == "other"  # type: ignore[union-attr]


def test_an_address_in_words_stands_in_no_call() -> None:
    """Quotes alone make no code."""
    text = f"We send to {_ADDRESS} every night (see above)."
    assert call_around(text, text.index(_ADDRESS), CodeSpan(0, len(text))) is None
