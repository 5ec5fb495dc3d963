"""What the surroundings of a run hold of secrets."""

from __future__ import annotations

from diagnose.secrets.run_secrets import of_address, of_environment, of_file, secret_lines


def test_both_credentials_and_every_proxy() -> None:
    """Whichever of them signs in, and however the variable is written."""
    environ = {
        "FILED_ACCESS_TOKEN": " made-up-token ",
        "FILED_API_KEY": "made-up-key",
        "https_proxy": "http://me:p%40ss@proxy.example:8080",
        "ALL_PROXY": "key-alone@proxy.example",
        "HTTP_PROXY": "http://me:third-one@proxy.example",
        "HOME": "/home/me:secret@here",
    }
    values = [secret.reveal() for secret in of_environment(environ)]
    assert values == ["made-up-token", "made-up-key", "p%40ss", "p@ss", "key-alone", "third-one"]


def test_a_word_of_a_few_letters_is_no_credential() -> None:
    """It is a placeholder."""
    assert list(of_environment({"FILED_API_KEY": "token"})) == []


def test_an_address_holds_secrets_in_two_places() -> None:
    """Before the host and in the query; one that cannot be read holds none."""
    found = list(of_address("https://gateway.example/graphql?key=made-up&x-y=z"))
    assert [(secret.reveal(), secret.key) for secret in found] == [("made-up", "key"), ("z", "x-y")]
    assert list(of_address("http://[::1")) == []


def test_comments_of_a_file_are_no_secrets() -> None:
    """The other lines are, each by itself."""
    text = "# production\n\nmade-up-token\n  old-made-up-token\n"
    assert secret_lines(text) == ["made-up-token", "old-made-up-token"]
    assert [secret.name for secret in of_file(text, "line")] == ["line", "line"]
