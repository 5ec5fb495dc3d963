"""Profiles: behind the command line and the environment, before the defaults, and never a place for secrets."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from diagnose.cli.profiles import KEYS
from diagnose.cli.run import run
from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk, Said

RUN = ("run", "--connection", "connection_790", "--json", "-")


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


def settled(desk: Desk, text: str) -> Desk:
    """Put a file into the place for settings, which is the desk's own."""
    place = desk.path / "settings"
    desk.environ["XDG_CONFIG_HOME"] = str(place)
    (place / "filed-diagnose").mkdir(parents=True)
    (place / "filed-diagnose" / "config.toml").write_text(text, encoding="utf-8")
    return desk


def called(desk: Desk, gateway: Gateway, *options: str, **environ: str) -> Said:
    return desk.call(*RUN, *options, environ={"FILED_ACCESS_TOKEN": gateway.access_token, **environ})


def platform(gateway: Gateway, said: Said) -> str:
    """What the run called itself, as the gateway saw it."""
    assert said.code == 0, said.err
    return gateway.requests[-1].headers["source-platform"]


def test_every_key_is_an_option_of_a_run() -> None:
    assert {f"--{key}" for key in KEYS} <= {option for param in run.params for option in param.opts}


def test_option_environment_profile_and_default_come_in_this_order(desk: Desk, gateway: Gateway) -> None:
    settled(
        desk,
        f'source-platform = "top"\nskip = ["external-ids"]\n[profile.here]\nendpoint = "{gateway.client_url}"\n'
        'source-platform = "own"\n',
    )
    assert platform(gateway, called(desk, gateway, "--profile", "here")) == "own"
    assert platform(gateway, called(desk, gateway, FILED_PROFILE="here")) == "own"
    assert platform(gateway, called(desk, gateway, "--profile", "here", FILED_SOURCE_PLATFORM="env")) == "env"
    options = ("--profile", "here", "--source-platform", "line")
    assert platform(gateway, called(desk, gateway, *options, FILED_SOURCE_PLATFORM="env")) == "line"
    without = called(desk, gateway, "--endpoint", gateway.client_url)
    assert platform(gateway, without) == "top"
    assert "external-ids" not in {row.id for row in without.report.checks}


def test_a_home_directory_is_found(desk: Desk, gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(desk, f'token-file = "~/token"\nendpoint = "{gateway.client_url}"\n')
    (desk.path / "token").write_text(gateway.access_token)
    desk.environ["HOME"] = str(desk.path)
    assert desk.call(*RUN).report.verdict.status == "healthy"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('api-key = "x"', "'api-key' would hold a secret"),
        ('[profile.staging]\naccess_token = "x"', "'access_token' would hold a secret"),
        (f'endpoint = "https://x.example/?key=ghp_{"a1B2c3D4e5" * 4}"', "endpoint holds a secret"),
        ('endpont = "https://x.example"', "did you mean endpoint?"),
        ('colour = "blue"', "the keys are endpoint"),
        ('stale-after = "soon"', "stale-after: 'soon' is not a duration"),
        ("max-job-works = -1", "max-job-works"),
        ("timeout = 1.5", "timeout takes a text"),
        ("timeout =", "is not TOML"),
        ('profile = "x"', "profiles are tables"),
        ("strict = 2", "strict: '2' is not a valid boolean"),
        ("max-job-works = true", "max-job-works: 'true' is not a valid integer"),
        ('endpoint = ["https://x.example"]', "endpoint takes one value"),
        (f'check = ["ghp_{"a1B2c3D4e5" * 4}"]', "check holds a secret"),
        ('log-link = ["x"]', "log-link: give an https address"),
        (f"max-job-works = 1{'0' * 5000}", "is not TOML"),
        (f"check = {'[' * 5000}", "nested too deeply"),
        (f"# {'x' * 300_000}", "larger than settings ever are"),
    ],
)
def test_a_file_with_a_mistake_is_one_sentence_that_names_it(
    desk: Desk, gateway: Gateway, text: str, said: str
) -> None:
    options = ("--profile", "staging") if "staging" in text else ()
    told = called(settled(desk, text), gateway, *options)
    assert told.code == 2
    sentence = told.one_sentence()
    assert said in sentence
    assert "config.toml" in sentence
    assert "a1B2c3D4" not in sentence


def test_a_profile_that_there_is_not_names_those_that_there_are(desk: Desk, gateway: Gateway) -> None:
    told = called(settled(desk, "[profile.staging]\nstrict = true\n"), gateway, "--profile", "stagin")
    assert (told.code, "are staging." in told.one_sentence()) == (2, True)
    assert desk.call(environ={"_DIAGNOSE_COMPLETE": "bash_complete", "COMP_WORDS": "diagnose run --profile s",
                              "COMP_CWORD": "3"}).out.decode().split() == ["plain,staging"]  # fmt: skip


def test_a_file_that_cannot_be_read_is_said(desk: Desk, gateway: Gateway) -> None:
    place = desk.path / "settings"
    (place / "filed-diagnose" / "config.toml").mkdir(parents=True)
    desk.environ["XDG_CONFIG_HOME"] = str(place)
    assert "Cannot read" in called(desk, gateway).one_sentence()
    assert Path(place).exists()


def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(desk: Desk, gateway: Gateway) -> None:
    settled(desk, "").path.joinpath("settings", "filed-diagnose", "config.toml").unlink()
    os.mkfifo(desk.path / "settings" / "filed-diagnose" / "config.toml")
    assert "it is not a file" in called(desk, gateway).one_sentence()


def test_a_file_of_an_editor_that_marks_utf_8_is_read(desk: Desk, gateway: Gateway) -> None:
    settled(desk, f'\ufeffendpoint = "{gateway.client_url}"\n')
    assert called(desk, gateway).code == 0


FOR_TWO = """
api-key-file = "gone.key"
[profile.same]
source-platform = "own"
[profile.other]
endpoint = "{url}"
[profile.own]
endpoint = "{url}"
token-file = "token"
"""


def test_a_key_of_the_settings_goes_to_its_own_gateway_alone(desk: Desk, gateway: Gateway) -> None:
    """Neither a profile's endpoint nor one of the line or the environment gets the key of another's."""
    settled(desk, FOR_TWO.format(url=gateway.client_url))
    (desk.path / "gone.key").write_text(gateway.api_key)
    (desk.path / "token").write_text(gateway.access_token)
    for options in (("--profile", "other"), ("--profile", "same", "--endpoint", gateway.client_url)):
        told = desk.call(*RUN, *options)
        assert (told.code, "are for https://gateway.filed.com, and http://" in told.one_sentence()) == (2, True)
    assert desk.call(*RUN, "--profile", "own").report.run.signed_in_with == "--token-file of the settings"
    elsewhere = desk.call(*RUN, "--profile", "own", "--endpoint", "http://127.0.0.1:9/")
    assert "No credentials: those of the settings are for http://127.0.0.1:" in elsewhere.one_sentence()


def test_credentials_of_the_line_and_the_environment_come_before_those_of_the_settings(
    desk: Desk, gateway: Gateway
) -> None:
    settled(desk, f'endpoint = "{gateway.client_url}"\napi-key-file = "gone.key"\n')
    (desk.path / "token").write_text(gateway.access_token)
    assert desk.call(*RUN, "--token-file", "token").report.run.signed_in_with == "--token-file"
    assert called(desk, gateway).report.run.signed_in_with == "FILED_ACCESS_TOKEN"
    assert "cannot read 'gone.key'" in desk.call(*RUN).one_sentence()
