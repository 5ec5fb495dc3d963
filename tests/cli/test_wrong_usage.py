"""Wrong input: one clear sentence, exit code 2, and nothing has been asked."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk, pointed_at

ID = ("--connection", "connection_790")
SECRET = "kept-to-ourselves-4711"  # noqa: S105 - made up


@dataclass(frozen=True)
class Wrong:
    """What is typed, and words that the sentence about it must hold."""

    argv: tuple[str, ...]
    says: tuple[str, ...]
    environ: dict[str, str] = field(default_factory=dict)
    stdin: bytes = b""


CASES = {
    "no-ids": Wrong((), ("names no ID", "--connection ID")),
    "empty-id": Wrong(("--connection", ""), ("connection ID is empty",)),
    "blank-id": Wrong(("--connection", "  "), ("connection ID is empty",)),
    "blank-list": Wrong(("--job-work", " , "), ("names nothing",)),
    "invisible-id": Wrong(("--work", "\u200b\u200d"), ("work ID", "no visible character")),
    "long-id": Wrong(("--workspace", "w" * 257), ("workspace ID", "257 characters", "256")),
    "surrogate-id": Wrong(("--connection", "c\udcff"), ("not valid text",)),
    "control-in-reference": Wrong((*ID, "--ticket-ref", "T\x1b[2J"), ("ticket reference", "control")),
    "empty-reference": Wrong((*ID, "--ticket-ref", " "), ("ticket reference is empty",)),
    "long-reference": Wrong((*ID, "--ticket-ref", "T" * 5000), ("ticket reference has 5,000 characters",)),
    "no-credentials": Wrong(
        ID, ("FILED_ACCESS_TOKEN", "FILED_API_KEY", "--token-file", "--api-key-file", "terminal"),
        {"FILED_ACCESS_TOKEN": ""},
    ),
    "token-file-missing": Wrong((*ID, "--token-file", "nowhere"), ("--token-file", "No such file")),
    "token-file-is-a-directory": Wrong((*ID, "--token-file", "."), ("--token-file", "directory")),
    "token-file-empty": Wrong((*ID, "--token-file", "empty"), ("--token-file", "'empty' is empty")),
    "token-file-not-text": Wrong((*ID, "--token-file", "binary"), ("--token-file", "UTF-8")),
    "token-file-huge": Wrong((*ID, "--token-file", "huge"), ("--token-file", "too large")),
    "token-with-header-word": Wrong((*ID, "--token-file", "-"), ("Bearer",), stdin=b"Bearer abcdefgh12345"),
    "token-of-two-lines": Wrong((*ID, "--token-file", "-"), ("line break",), stdin=b"abcdefgh\n12345678"),
    "token-placeholder": Wrong((*ID, "--token-file", "-"), ("token is still a placeholder",), stdin=b"<your-token>"),
    "key-placeholder": Wrong(ID, ("API key is still a placeholder",), {"FILED_ACCESS_TOKEN": "", "FILED_API_KEY": "…"}),
    "token-stdin-empty": Wrong((*ID, "--token-file", "-"), ("empty",)),
    "api-key-file-missing": Wrong((*ID, "--api-key-file", "nowhere"), ("--api-key-file", "No such file")),
    "offline-with-the-tickets-token": Wrong(
        (*ID, "--offline", "--use-ticket-token"), ("--offline or --use-ticket-token, not both",)
    ),
    "both-files": Wrong((*ID, "--token-file", "a", "--api-key-file", "b"), ("--token-file or --api-key-file",)),
    "plain-http": Wrong((*ID, "--endpoint", "http://gateway.filed.example/graphql"), ("plain http", "https")),
    "endpoint-word": Wrong((*ID, "--endpoint", "gateway"), ("endpoint", "https://")),
    "endpoint-scheme": Wrong((*ID, "--endpoint", "ftp://127.0.0.1/"), ("endpoint", "https://")),
    "endpoint-empty": Wrong((*ID, "--endpoint", ""), ("endpoint",)),
    "endpoint-user": Wrong((*ID, "--endpoint", f"https://u:{SECRET}@h.example/"), ("user name or password",)),
    "endpoint-port": Wrong((*ID, "--endpoint", "https://h.example:99999/"), ("port",)),
    "endpoint-ipv6": Wrong((*ID, "--endpoint", "http://[::1/graphql"), ("endpoint",)),
    "endpoint-line-break": Wrong((*ID, "--endpoint", "https://h.example/\n"), ("endpoint contains characters",)),
    "duration-unit": Wrong((*ID, "--timeout", "5x"), ("'--timeout'", "not a duration", "90s")),
    "duration-zero": Wrong((*ID, "--deadline", "0"), ("'--deadline'", "out of range")),
    "duration-negative": Wrong((*ID, "--stale-after", "-1h"), ("'--stale-after'", "not a duration")),
    "duration-empty": Wrong((*ID, "--stale-after", ""), ("'--stale-after'", "not a duration")),
    "duration-endless": Wrong((*ID, "--timeout", "9" * 400 + "d"), ("'--timeout'", "out of range")),
    "duration-other-digits": Wrong((*ID, "--timeout", "٣s"), ("'--timeout'", "not a duration")),
    "max-job-works-negative": Wrong((*ID, "--max-job-works", "-1"), ("--max-job-works",)),
    "unknown-check": Wrong((*ID, "--check", "connection-idd"), ("'connection-idd'", "did you mean connection-id?")),
    "unknown-skip": Wrong((*ID, "--skip", "artifact_status"), ("did you mean artifact-status?",)),
    "very-unknown-check": Wrong((*ID, "--check", "\x1b[31m"), ("'\\x1b[31m'", "diagnose checks")),
    "nothing-left-to-check": Wrong((*ID, "--check", "endpoint", "--skip", "endpoint"), ("No check is left",)),
    "source-platform-line-break": Wrong((*ID, "--source-platform", "a\r\nx: y"), ("source-platform",)),
    "source-platform-empty": Wrong((*ID, "--source-platform", ""), ("source-platform",)),
    "json-in-no-directory": Wrong((*ID, "--json", "no/such/r.json"), ("Cannot write", "No such file")),
    "html-is-a-directory": Wrong((*ID, "--html", "."), ("Cannot write '.'", "it is a directory")),
    "markdown-empty": Wrong((*ID, "--markdown", ""), ("--markdown is empty",)),
    "output-dir-is-a-file": Wrong((*ID, "--output-dir", "empty"), ("Cannot make the directory 'empty'",)),
    "output-dir-in-proc": Wrong((*ID, "--output-dir", "/proc/none"), ("Cannot make the directory",)),
    "output-dir-empty": Wrong((*ID, "--output-dir", ""), ("--output-dir is empty",)),
    "log-link-http": Wrong((*ID, "--log-link", "http://l.example/{at}"), ("'--log-link'", "give an https address")),
    "log-link-without-mark": Wrong((*ID, "--log-link", "https://l.example/"), ("'--log-link'", "{request_id}")),
    "unknown-format": Wrong((*ID, "--format", "pdf"), ("Unknown format 'pdf'", "html, json, markdown, junit")),
    "unknown-format-with-a-path": Wrong((*ID, "--format", "pdf=x.pdf"), ("Unknown format 'pdf'",)),
    "format-for-terminals": Wrong((*ID, "--format", "terminal"), ("Unknown format 'terminal'",)),
    "format-without-a-name": Wrong((*ID, "--format", "=x"), ("Unknown format ''",)),
    "format-with-an-empty-path": Wrong((*ID, "--format", "junit="), ("--format junit is empty",)),
    "formats-at-one-place": Wrong((*ID, "--format", "junit=same", "--html", "same"), ("Two reports", "'same'")),
    "two-formats-to-stdout": Wrong((*ID, "--format", "junit=-", "--json", "-"), ("Only one report",)),
    "two-to-stdout": Wrong((*ID, "--json", "-", "--html", "-"), ("Only one report", "-")),
    "same-path": Wrong((*ID, "--json", "same", "--html", "./same"), ("Two reports", "'same'")),
    "same-path-by-a-detour": Wrong((*ID, "--json", "same", "--html", "sub/../same"), ("Two reports",)),
    "no-proxy-in-brackets": Wrong(
        (*ID, "--endpoint", "https://gateway.filed.example/graphql"), ("NO_PROXY", "brackets"), {"NO_PROXY": "[::1]"}
    ),
    "proxy-not-http": Wrong(
        (*ID, "--endpoint", "https://gateway.filed.example/graphql"), ("HTTPS_PROXY",),
        {"HTTPS_PROXY": f"socks5://u:{SECRET}@h:1"},
    ),
    "unknown-option": Wrong(("--conection", "c"), ("No such option", "--connection")),
    "option-without-value": Wrong(("--connection",), ("--connection", "requires an argument")),
}  # fmt: skip


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


@pytest.mark.parametrize("name", CASES)
def test_wrong_input_is_one_sentence_before_any_request(desk: Desk, gateway: Gateway, name: str) -> None:
    """Each mistake is named in one sentence, gives exit code 2, and costs the gateway nothing."""
    wrong, asked = CASES[name], len(gateway.requests)
    (desk.path / "empty").touch()
    (desk.path / "sub").mkdir()
    (desk.path / "binary").write_bytes(b"\xff\xfe\x00")
    (desk.path / "huge").write_bytes(b"x" * 70_000)
    environ = {**pointed_at(gateway), **wrong.environ}
    said = desk.call("run", *wrong.argv, stdin=wrong.stdin, environ=environ)
    sentence = said.one_sentence()
    assert said.code == 2
    assert all(word in sentence for word in wrong.says), sentence
    assert said.out == b""
    assert SECRET not in said.err
    assert "\x1b" not in said.err
    assert len(gateway.requests) == asked
    assert not [path for path in desk.files if path.endswith((".json", ".html", ".xml"))]


OTHERS = {
    "command": (("rnu",), ("no command 'rnu'", "did you mean run?")),
    "command-surrogate": (("\udcff",), ("no command",)),
    "scenario": (("demo", "wrong-conection"), ("no scenario called", "wrong-connection")),
    "sandbox-scenario": (("sandbox", "nothing-like-it"), ("no scenario called", "healthy")),
    "dialect": (("demo", "healthy", "--dialect", "welsh"), ("no dialect 'welsh'", "capped")),
    "fault": (("sandbox", "--fault", "his-own"), ("no fault 'his-own'", "zip-bomb")),
    "port": (("sandbox", "--port", "65536"), ("--port", "65535")),
    "check-to-explain": (("checks", "artifact-statsu"), ("did you mean artifact-status?",)),
    "report-missing": (("render", "nowhere.json"), ("Cannot read 'nowhere.json'", "No such file")),
    "report-directory": (("render", "."), ("Cannot read '.'", "directory")),
    "report-surrogate": (("render", "\udcff"), ("Cannot read",)),
    "demo-dir": (("demo", "--output-dir", "/proc/none"), ("Cannot make the directory",)),
}


@pytest.mark.parametrize("name", OTHERS)
def test_the_other_commands_name_what_is_wrong_too(desk: Desk, name: str) -> None:
    """Unknown names come with the ones that exist, unreadable files with the reason."""
    argv, says = OTHERS[name]
    said = desk.call(*argv)
    sentence = said.one_sentence()
    assert said.code == 2
    assert all(word in sentence for word in says), sentence


def test_a_port_in_use_is_one_sentence(desk: Desk) -> None:
    """The sandbox says which port cannot be used, and why."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = desk.call("sandbox", "--port", str(port), "--stop-after", "1s")
    assert said.code == 2
    assert str(port) in said.one_sentence()
    assert "in use" in said.one_sentence()


BAD_REPORTS = {
    "empty": (b"", "not a report"),
    "not-json": (b"hello", "not a report"),
    "other-json": (b'{"a": 1}', "not a report"),
    "a-list": (b"[]", "not a report"),
    "null": (b"null", "not a report"),
    "nan": (b"NaN", "not a report"),
    "not-utf-8": (b'{"schema_version": "\xff"}', "not a report"),
    "surrogate": (b'{"schema_version": "\\ud800"}', "not a report"),
    "deep": (b"[" * 100_000, "not a report"),
    "terminal-escape": (b'{"schema_version": "1", "tool": "\\u001b]0;x\\u0007"}', "not a report"),
}


@pytest.mark.parametrize("name", BAD_REPORTS)
def test_a_file_that_is_no_report_is_refused_in_one_sentence(desk: Desk, name: str) -> None:
    """Whatever a file holds, rendering it says that it is no report, and writes nothing."""
    data, says = BAD_REPORTS[name]
    (desk.path / "r.json").write_bytes(data)
    said = desk.call("render", "r.json", "--html", "r.html")
    assert said.code == 2
    assert says in said.one_sentence()
    assert "\x1b" not in said.err
    assert list(desk.files) == ["r.json"]


def test_a_report_of_another_version_or_cut_short_is_refused(desk: Desk, gateway: Gateway) -> None:
    """A later schema version is named as such; half a report is none."""
    desk.run(gateway, "--json", "r.json")
    whole = desk.files["r.json"]
    (desk.path / "r.json").write_bytes(whole.replace(b'"schema_version": "1"', b'"schema_version": "2"'))
    assert "schema version 1" in desk.call("render", "r.json").one_sentence()
    (desk.path / "r.json").write_bytes(whole[: len(whole) // 2])
    assert "not a report" in desk.call("render", "r.json").one_sentence()


def test_a_secret_in_the_wrong_place_is_not_repeated(desk: Desk, gateway: Gateway) -> None:
    """A token pasted where a name belongs is masked in the sentence about it."""
    for argv in (("run", *ID, "--check", gateway.access_token), ("run", *ID, "--timeout", gateway.access_token)):
        said = desk.call(*argv, environ=pointed_at(gateway))
        assert said.code == 2
        assert gateway.access_token not in said.err
        assert "[access token]" in said.one_sentence()
